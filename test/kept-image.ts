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
  return programIn(await keptFolder('image', madeFrom, makeImageFolder));
}
