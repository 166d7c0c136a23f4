import { editDistance } from '../../kernel/edit-distance.ts';
import { longestGuess, slipsAllowed } from '../../kernel/nearest.ts';
import type { CommandSpec, Suggestion } from './spec.ts';
import type { Word } from './words.ts';

/** The command with the longest name that the line begins with, and how many words the name took. */
export function findCommand(
  words: Word[],
  specs: readonly CommandSpec[],
): { spec: CommandSpec; taken: number } | undefined {
  let best: { spec: CommandSpec; taken: number } | undefined;
  for (const { spec, parts } of spellings(specs)) {
    const matches = parts.every((part, index) => words[index]?.text.toLowerCase() === part);
    if (matches && parts.length > (best?.taken ?? 0)) best = { spec, taken: parts.length };
  }
  return best;
}

/** "can you restore" must not become `cancel`. */
const shortestChange = 4;

/** At most three near misses, nearest first: slips of the finger, and names that were begun (`rest` for `restore`). */
export function suggestCommands(line: string, words: Word[], specs: readonly CommandSpec[]): Suggestion[] {
  const nearest = new Map<string, Suggestion & { distance: number }>();
  for (const { spec, parts } of spellings(specs)) {
    const typed = words.slice(0, parts.length);
    const last = typed.at(-1);
    if (last === undefined || typed.length < parts.length) continue;
    const given = typed.map((word) => word.text.toLowerCase()).join(' ');
    if (given.length > longestGuess) continue;
    const name = parts.join(' ');
    // "hoe staat het" is no greeting: a short word before a sentence is another word.
    const takesAll = spec.arguments.some(({ kind }) => kind === 'rest');
    if (takesAll && name.length < shortestChange && words.length > parts.length) continue;
    const most = slipsAllowed(name);
    // An unfinished name counts as one slip: it is likelier than a different word of the same length.
    const begun = name.startsWith(given) && given.length >= (spec.sideEffect === 'none' ? 3 : shortestChange);
    // A slip of the finger never leads to what changes something.
    if (!begun && spec.sideEffect !== 'none') continue;
    const distance = begun ? 1 : editDistance(given, name, most);
    if (distance > most || distance >= name.length) continue;
    const known = nearest.get(spec.name);
    if (known && known.distance <= distance) continue;
    nearest.set(spec.name, { name: spec.name, line: `${name}${line.slice(last.end)}`, distance });
  }
  return [...nearest.values()]
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name, 'en'))
    .slice(0, 3)
    .map(({ name, line: suggested }) => ({ name, line: suggested }));
}

function* spellings(specs: readonly CommandSpec[]): Generator<{ spec: CommandSpec; parts: string[] }> {
  for (const spec of specs) {
    for (const parts of partsOf(spec)) yield { spec, parts };
  }
}

/** Every line is held against all of them, and specs never change. */
const known = new WeakMap<CommandSpec, string[][]>();

/** Name and aliases, each as its words. */
function partsOf(spec: CommandSpec): string[][] {
  let parts = known.get(spec);
  if (!parts) {
    parts = [spec.name, ...Object.values(spec.aliases).flat()].map((name) => name.toLowerCase().split(' '));
    known.set(spec, parts);
  }
  return parts;
}
