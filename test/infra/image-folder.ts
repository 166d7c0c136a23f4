import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

export type ImageFolder = {
  /** The content of /app that the Dockerfile makes. */
  folder: string;
  /** Program of the sandbox's bot, from the content of that folder. */
  botScript: string;
  /** NODE_OPTIONS there. */
  nodeOptions: string;
};

/** Fills an empty folder as the Dockerfile fills /app, and adds a bot for the sandbox beside it. */
export async function makeImageFolder(folder: string): Promise<ImageFolder> {
  const { status, stderr } = spawnSync(process.execPath, ['tools/image/bundle.mjs', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`nothing was bundled:\n${stderr}`);
  for (const part of ['cards', 'sentences/model.bin', 'tools/image', 'package.json', 'LICENSE']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  const botScript = programIn(folder);
  // Built as plain JavaScript without the project's packages, because only the bundle may be loaded.
  await build({
    entryPoints: [join(import.meta.dirname, 'children/image-bot.ts')],
    outfile: botScript,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner: { js: "import{createRequire as from}from'node:module';const require=from(import.meta.url);" },
  });
  const [, options = ''] = /NODE_OPTIONS="([^"]*)"/.exec(readFileSync(join(root, 'Dockerfile'), 'utf8')) ?? [];
  return { folder, botScript, nodeOptions: options.replaceAll('/app/', `${folder}/`) };
}

export function programIn(folder: string): string {
  return join(folder, 'sandbox/bot.mjs');
}

if (import.meta.main) {
  const [, , to] = process.argv;
  if (to === undefined) throw new Error('npm run image -- <empty folder>');
  console.log((await makeImageFolder(resolve(to))).botScript);
}
