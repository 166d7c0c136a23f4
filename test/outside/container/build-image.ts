import { existsSync, renameSync, rmSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { npmPackages } from '../npm-packages.ts';
import { cacheFolder, NotHere } from '../part.ts';
import { mustRun, requireTool, runTool } from '../run-tool.ts';

const project = join(import.meta.dirname, '../../..');
const baseName = 'docker.io/library/node:24-slim';
const name = 'localhost/strongroom-outside';

/** Where npm may have to be told of an authority that only this machine knows. */
const authorities = '/etc/ssl/certs/ca-certificates.crt';

export type Image = {
  /** What it was built on. */
  about: string;
  /** Its files, mounted. */
  rootfs: string;
  bytes: number;
  command: string[];
  env: string[];
  user: string;
  folder: string;
  remove(): Promise<void>;
};

type Config = { OCIv1: { config: { Cmd?: string[]; Env?: string[]; User?: string; WorkingDir?: string } } };

/** The unmodified Dockerfile, built in a store of its own, on the base it names or on one of the same parts. */
export async function buildImage(folder: string): Promise<Image> {
  const store = ['--root', join(folder, 'store'), '--runroot', join(folder, 'run')];
  const buildah = async (...args: string[]) => (await mustRun('buildah', [...store, ...args], { minutes: 30 })).trim();
  const pulled = await runTool('buildah', [...store, 'pull', '--quiet', baseName], { minutes: 5 });
  const about = pulled.code === 0 ? `on ${baseName}` : await makeBase(buildah);
  const how = ['--isolation', 'chroot', '--network', 'host', '--format', 'docker', '--pull-never', '--layers=false'];
  await buildah('build', ...how, '--tag', name, '--file', join(project, 'Dockerfile'), project);
  const made = await buildah('from', '--pull-never', name);
  const rootfs = await buildah('mount', made);
  const { config } = (JSON.parse(await buildah('inspect', '--type', 'image', name)) as Config).OCIv1;
  const size = await mustRun('du', ['--summarize', '--bytes', join(rootfs, 'app')]);
  return {
    about,
    rootfs,
    bytes: Number(size.split('\t')[0]),
    command: config.Cmd ?? [],
    env: config.Env ?? [],
    user: config.User ?? '',
    folder: config.WorkingDir ?? '/',
    async remove() {
      await buildah('umount', '--all');
      await buildah('rm', '--all');
    },
  };
}

/**
 * No registry can be reached: Debian's packages, as in that image, and Node and npm of the npm registry.
 * @throws NotHere without debootstrap
 */
async function makeBase(buildah: (...args: string[]) => Promise<string>): Promise<string> {
  if (arch() !== 'x64' && arch() !== 'arm64') {
    throw new NotHere(`there is no ${baseName} to be had, and no other base for ${arch()}`);
  }
  const node = `node-linux-${arch()}`;
  const debian = await debianBase();
  // npm before 11.7 stops at packages that name a folder of programs (npm/cli #8722).
  const versions = { [node]: '24.21.0', npm: '11.19.1' };
  const packages = join(await npmPackages('container', versions), 'node_modules');
  const base = await buildah('from', 'scratch');
  await buildah('add', '--quiet', base, debian, '/');
  await buildah('add', '--quiet', base, join(packages, node, 'bin/node'), '/usr/local/bin/node');
  await buildah('add', '--quiet', base, join(packages, 'npm'), '/usr/local/lib/node_modules/npm');
  const npm = '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n';
  const user = 'groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node';
  const shell = `printf %s '${npm}' > /usr/local/bin/npm && chmod +x /usr/local/bin/npm && ${user}`;
  await buildah('run', '--isolation', 'chroot', base, '--', 'sh', '-c', shell);
  if (existsSync(authorities)) {
    await buildah('add', '--quiet', base, authorities, authorities);
    await buildah('config', '--env', `NODE_EXTRA_CA_CERTS=${authorities}`, base);
  }
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  await buildah('config', '--env', `PATH=${path}`, '--env', 'NODE_VERSION=24.21.0', base);
  await buildah('commit', '--quiet', '--rm', base, baseName);
  return 'no registry was reached; on a base of Debian 12 packages with Node 24.21.0 of npm';
}

async function debianBase(): Promise<string> {
  const folder = join(cacheFolder('container'), 'bookworm');
  if (existsSync(folder)) return folder;
  await requireTool('debootstrap', ['--version'], 'apt-get install debootstrap, as no registry was reached');
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await mustRun('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', unfinished]);
  renameSync(unfinished, folder);
  return folder;
}
