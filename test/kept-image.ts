import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeImageFolder, programIn } from './infra/image-folder.ts';
import { keptFolder } from './kept.ts';

/** The Dockerfile and what it copies; the packages are those of the lock file. */
const madeFrom = [
  ...['Dockerfile', 'LICENSE', 'package.json', 'package-lock.json', 'cards', 'src', 'sandbox', 'tools/image'],
  ...['test/infra/image-folder.ts', 'test/infra/children/image-bot.ts'],
];

/**
 * The bot as the image holds it, made of the sources as they are. It takes 5 s to make, and half of the processor's time to
 * start: where bots are killed all the time that is most of what a test does.
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

/** A bot that ends in peace leaves what it compiled (NODE_COMPILE_CACHE) to those after it, and one that is killed does not. */
async function startOnce(botScript: string): Promise<void> {
  const { openSandbox } = await import('./open-sandbox.ts');
  const { close } = await openSandbox({ botScript, world: { fleetSize: 3 } });
  await close();
}

if (import.meta.main) console.log(await keptImage());
