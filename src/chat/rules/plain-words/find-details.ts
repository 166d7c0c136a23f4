import { type DetailName, details } from '../../../kernel/plain-concepts.ts';
import { hoursBetween, matchPattern } from './match-pattern.ts';
import type { LineWord } from './reading.ts';
import { range, type WordReader } from './word-reader.ts';

/** What a change is told beside its machine: how long it is kept, under which name or policy, in which subnet. */
export type Detail = { name: DetailName; value: string; at: readonly number[] };

/** They are said of drills alone, and mean something else elsewhere. */
const ofDrills: ReadonlySet<DetailName> = new Set<DetailName>([
  'tag',
  'hours',
  'at-once',
  'life',
  'rto',
  'rpo',
  'days',
  'port',
]);

/** Where several fit, the longest; each name once. */
export function findDetails(words: WordReader, isDrill: boolean): Detail[] {
  const found: Detail[] = [];
  for (let at = 0; at < words.tokens.length; ) {
    const longest = details
      .filter((name) => (isDrill ? name !== 'keep' : !ofDrills.has(name)) && !found.some((each) => each.name === name))
      .flatMap((name) =>
        words.grammar.details[name].map((pattern) => [name, matchPattern(words, at, pattern)] as const),
      )
      .reduce<{ name: DetailName; values: readonly string[]; end: number } | undefined>(
        (best, [name, match]) => (match && match.end > (best?.end ?? at) ? { name, ...match } : best),
        undefined,
      );
    if (longest) {
      const { name, values, end } = longest;
      // "All disks but lun 2": a line names those that come back.
      if (name !== 'lun' || !isLeftOut(words, at))
        found.push({ name, value: typedValue(name, values), at: range(at, end) });
    }
    at = longest?.end ?? at + 1;
  }
  return found;
}

function isLeftOut({ grammar, tokens }: WordReader, at: number): boolean {
  return grammar.except.includes(tokens[at - 1]?.text ?? '');
}

function typedValue(name: DetailName, values: readonly string[]): string {
  if (name === 'hours') return values.length > 1 ? hoursBetween(values) : values.join('');
  return name === 'days' ? values.join(' ').replace(/d$/, '') : values.join(' ');
}

/** Where each stands in the line of a command. */
const carried: Readonly<Record<string, readonly DetailName[]>> = {
  restore: ['as', 'size', 'zone', 'to', 'subnet', 'lun'],
  backup: ['keep', 'until'],
  protect: ['with'],
  'protection resume': ['with'],
  unhold: ['with'],
  release: ['to'],
  'drill new': ['tag', 'hours', 'at-once', 'life', 'port', 'rto', 'rpo', 'days'],
};

/** Words of a command's line for what was told of it. */
export function detailWords(command: string, found: readonly Detail[]): LineWord[] {
  return (carried[command] ?? []).flatMap((name) =>
    found
      .filter((each) => each.name === name)
      // A subnet of a restore, and where a copy is released to.
      .flatMap(({ value }): LineWord[] => [
        { keyword: command === 'restore' && name === 'to' ? 'subnet' : name },
        value,
      ]),
  );
}

/** What the line of a command has a place for. */
export function detailsCarriedBy(command: string): readonly DetailName[] {
  return carried[command] ?? [];
}
