import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { raw } from 'jq-wasm';

/**
 * The output of `jq` itself, for machines without it; the Cloud Shell, for which the lines are written, has it. Options
 * come first.
 * @param input piped input
 * @param folder the working directory
 */
export async function jq(words: string[], input: string, folder: string): Promise<string> {
  const flags: string[] = [];
  const rest = [...words];
  while (rest[0]?.startsWith('-')) flags.push(...rest.splice(0, rest[0].startsWith('--arg') ? 3 : 1));
  const [filter = '', file] = rest;
  const fromNothing = flags.some((flag) => /^-[a-z]*n/.test(flag));
  const read = file === undefined ? input : readFileSync(resolve(folder, file), 'utf8');
  return `${(await raw(fromNothing ? 'null' : read, filter, flags)).trimEnd()}\n`;
}
