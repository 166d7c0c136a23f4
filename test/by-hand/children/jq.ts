import { readFileSync } from 'node:fs';
import { raw } from 'jq-wasm';

/** `jq` itself, for machines that have none: the Cloud Shell, for which the lines are written, has. Options come first. */

const words = process.argv.slice(2);
const flags: string[] = [];
while (words[0]?.startsWith('-')) flags.push(...words.splice(0, words[0].startsWith('--arg') ? 3 : 1));
const [filter = '', file] = words;
const fromNothing = flags.some((flag) => /^-[a-z]*n/.test(flag));
const input = fromNothing ? 'null' : readFileSync(file ?? 0, 'utf8');
process.stdout.write(`${(await raw(input, filter, flags)).trimEnd()}\n`);
