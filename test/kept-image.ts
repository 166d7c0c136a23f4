import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeImageFolder, programIn } from './infra/image-folder.ts';
import { keptFolder } from './kept.ts';

/** Files that the image is made from: the Dockerfile and what it copies, with the packages of the lock file. */
const madeFrom = [
  ...['Dockerfile', 'LICENSE', 'package.json', 'package-lock.json', 'cards', 'src', 'sandbox', 'tools/image'],
  ...['test/infra/image-folder.ts', 'test/infra/children/image-bot.ts'],
];

/**
 * The bot as in the image, built from the current sources. It takes 5 s to build and halves the CPU time of a start,
 * which is most of a test that keeps killing bots.
 */
export async function keptImage(): Promise<string> {
  const folder = await keptFolder('image', madeFrom, makeImageFolder);
  const program = programIn(folder);
  const started = join(folder, 'started');
  if (!existsSync(started)) {
    await startOnce(program);
    writeFileSync(started, '');
  }
  return program;
}

/**
 * Starts and stops a bot once: a bot that exits normally saves its compiled code (NODE_COMPILE_CACHE) for later ones,
 * and a killed one does not.
 */
async function startOnce(botScript: string): Promise<void> {
  const { openSandbox } = await import('./open-sandbox.ts');
  const { close } = await openSandbox({ botScript, world: { fleetSize: 3 } });
  await close();
}

if (import.meta.main) console.log(await keptImage());
