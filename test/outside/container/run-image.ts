import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRun, runTool } from '../run-tool.ts';
import type { Image } from './build-image.ts';

/** Of nobody that the image knows. */
const uid = 54321;
const name = `strongroom-outside-${process.pid}`;
const startLimitMs = 120_000;

export type Run = { ready: number; peak: number; problems: string[] };

/** Runs it as docs/hosting.md has it on one host, and as somebody whom nobody chose. */
export async function runImage(image: Image, runtime: string, folder: string, mostBytes: number): Promise<Run> {
  const problems: string[] = [];
  if (image.user !== '1000:1000')
    problems.push(`the image runs as ${image.user || 'root'} where nobody says otherwise`);
  const [port, opsPort] = [await freePort(), await freePort()];
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  chownSync(data, uid, uid);
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(specOf(image, data, [port, opsPort], mostBytes)));
  const root = ['--root', join(folder, 'runtime')];
  const began = performance.now();
  const child = spawn(runtime, [...root, 'run', '--bundle', bundle, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(String(chunk)));
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  try {
    await becomesReady(child, `http://127.0.0.1:${opsPort}/readyz`, said);
    const ready = performance.now() - began;
    const state = JSON.parse(await mustRun(runtime, [...root, 'state', name])) as { pid: number };
    problems.push(...problemsOf(state.pid));
    for (const where of ['/app/written', '/tmp/written', '/written']) {
      const { code } = await runTool(runtime, [...root, 'exec', name, 'sh', '-c', `: > ${where}`]);
      if (code === 0) problems.push(`${where} could be written`);
    }
    const health = await runTool(runtime, [...root, 'exec', name, ...healthcheck()]);
    if (health.code !== 0) problems.push(`the HEALTHCHECK of the Dockerfile ends with ${health.code}`);
    const peak = peakOf(state.pid);
    if (peak > mostBytes) problems.push(`it took ${peak} bytes`);
    await mustRun(runtime, [...root, 'kill', name, 'SIGTERM']);
    const code = await ended;
    if (code !== 0) problems.push(`it ended with ${code} when it was told to stop: ${said.join('').slice(-600)}`);
    return { ready, peak, problems };
  } finally {
    await runTool(runtime, [...root, 'delete', '--force', name]);
  }
}

/** The words of the Dockerfile's own: images of OCI have none. */
function healthcheck(): string[] {
  const dockerfile = readFileSync(join(import.meta.dirname, '../../../Dockerfile'), 'utf8');
  return JSON.parse(/^HEALTHCHECK .*CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
}

function specOf({ rootfs, command, env, folder }: Image, data: string, ports: [number, number], limit: number) {
  const own = {
    TENANT_ID: '11111111-1111-4111-8111-111111111111',
    BOT_APP_ID: '22222222-2222-4222-8222-222222222222',
    BOT_CLIENT_SECRET: 'none',
    SUBSCRIPTIONS: 'aaaa0000-0000-4000-8000-00000000a001',
    HOST: '127.0.0.1',
    PORT: String(ports[0]),
    OPS_PORT: String(ports[1]),
  };
  const nothing: string[] = [];
  const at = (destination: string, type: string, options: string[]) => ({ destination, type, source: type, options });
  return {
    ociVersion: '1.0.2',
    process: {
      user: { uid, gid: uid },
      args: command,
      cwd: folder,
      env: [...env, ...Object.entries(own).map(([key, value]) => `${key}=${value}`)],
      noNewPrivileges: true,
      capabilities: {
        bounding: nothing,
        effective: nothing,
        permitted: nothing,
        inheritable: nothing,
        ambient: nothing,
      },
    },
    root: { path: rootfs, readonly: true },
    mounts: [
      at('/proc', 'proc', ['nosuid', 'noexec', 'nodev']),
      at('/dev', 'tmpfs', ['nosuid', 'strictatime', 'mode=755', 'size=64k']),
      { destination: '/data', type: 'bind', source: data, options: ['rbind', 'nosuid', 'nodev', 'noexec'] },
    ],
    linux: {
      // Without one of the network: it is asked at a port of this machine.
      namespaces: ['pid', 'mount', 'ipc', 'uts'].map((type) => ({ type })),
      resources: { memory: { limit, swap: limit } },
    },
  };
}

async function becomesReady(child: ChildProcess, address: string, said: string[]): Promise<void> {
  const until = Date.now() + startLimitMs;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`/readyz never answered: ${said.join('').slice(-1500) || `it ended with ${child.exitCode}`}`);
}

/** What the kernel says of the process, against what it was started as. */
function problemsOf(pid: number): string[] {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (field: string) => new RegExp(`^${field}:\\s+(.*)$`, 'm').exec(status)?.[1]?.trim();
  const problems: string[] = [];
  if (read('Uid') !== [uid, uid, uid, uid].join('\t')) problems.push(`it runs as ${read('Uid')}`);
  if (!/^0+$/.test(read('CapEff') ?? '') || !/^0+$/.test(read('CapBnd') ?? '')) problems.push('it has capabilities');
  if (read('NoNewPrivs') !== '1') problems.push('it may gain privileges');
  return problems;
}

/** The most that its control group had, files that it read included; without one, that of the process alone. */
function peakOf(pid: number): number {
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  const old = /:memory:(.*)$/m.exec(groups)?.[1];
  const unified = /^0::(.*)$/m.exec(groups)?.[1];
  const files = [
    old && `/sys/fs/cgroup/memory${old}/memory.max_usage_in_bytes`,
    unified && `/sys/fs/cgroup${unified}/memory.peak`,
  ];
  const file = files.find((one) => one && existsSync(one));
  if (file) return Number(readFileSync(file, 'utf8'));
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
