import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import type { SentenceFacts } from './reading.ts';
import type { Token } from './tokens.ts';

/** Most words between words that belong together. */
const widestGap = 7;

/** The words of a sentence without names, for readers of times, durations and details. */
export class WordReader {
  readonly tokens: readonly Token[];
  readonly facts: SentenceFacts;
  readonly taken: ReadonlySet<number>;
  readonly grammar: PlainGrammar;

  constructor(tokens: readonly Token[], facts: SentenceFacts, taken: ReadonlySet<number>) {
    this.tokens = tokens;
    this.facts = facts;
    this.taken = taken;
    this.grammar = facts.grammar;
  }

  /** Number of words of the longest of these phrases that stands here. */
  phrase(at: number, phrases: readonly string[]): number {
    const stands = (words: readonly string[]) =>
      words.every((word, index) => this.text(at + index) === word && !this.taken.has(at + index));
    return byFirstWord(phrases).get(this.text(at))?.find(stands)?.length ?? 0;
  }

  /** The same for phrases whose words may be apart ("until … fixed"), up to the last one. */
  spread(at: number, phrases: readonly string[]): number {
    const apart = (words: readonly string[]) => {
      let end = at;
      for (let index = 0; index < words.length; index += 1) {
        if (words[index] !== '…') {
          if (this.text(end) !== words[index] || this.taken.has(end)) return 0;
          end += 1;
          continue;
        }
        const next = words[index + 1] ?? '';
        const gap = range(end, end + widestGap).find((each) => this.text(each) === next);
        if (gap === undefined) return 0;
        end = gap;
      }
      return end - at;
    };
    return Math.max(0, ...(byFirstWord(phrases).get(this.text(at)) ?? []).map(apart));
  }

  /** The longest phrase here, of phrases with a value after a bar. */
  valued(at: number, pairs: readonly string[]): { value: string; end: number } | undefined {
    const values = valuesOf(pairs);
    const length = this.phrase(at, values.phrases);
    const said = range(at, at + length)
      .map((word) => this.text(word))
      .join(' ');
    const value = values.byPhrase.get(said);
    return length > 0 && value !== undefined ? { value, end: at + length } : undefined;
  }

  number(at: number): SpokenNumber | undefined {
    return this.taken.has(at) ? undefined : numberAt(this.tokens, at, this.grammar);
  }

  /** "2 hours", "three days", "24h", and with `loose` "a month" */
  length(at: number, loose = false): { hours: number; end: number } | undefined {
    if (this.taken.has(at)) return undefined;
    const glued = /^(\d{1,3})(\p{L}+)$/u.exec(this.text(at));
    const number = glued ? undefined : this.number(at);
    const amount = glued ? Number(glued[1]) : number?.ordinal ? undefined : number?.value;
    const end = glued ? at + 1 : (number?.end ?? at);
    const hours = this.#hoursOf(glued ? (glued[2] ?? '') : this.text(end));
    if (amount !== undefined && amount > 0 && hours > 0) return { hours: amount * hours, end: glued ? end : end + 1 };
    const said = loose ? this.valued(at, this.grammar.lengths) : undefined;
    return said && { hours: Number(said.value), end: said.end };
  }

  /** A unit without a number, as in "week bewaren": it means one. */
  bareUnit(at: number): { hours: number; end: number } | undefined {
    const { articles, lengths } = this.grammar;
    const begins = articles.map((article) => `${article} ${this.text(at)}|`);
    const said = lengths.find((pair) => begins.some((begin) => pair.startsWith(begin)));
    return said === undefined ? undefined : { hours: Number(said.split('|')[1]), end: at + 1 };
  }

  #hoursOf(unit: string): number {
    const { units } = this.grammar;
    if (units.h.includes(unit)) return 1;
    if (units.d.includes(unit)) return 24;
    if (units.w.includes(unit)) return 168;
    if (units.mo.includes(unit)) return 720;
    return units.y.includes(unit) ? 8760 : 0;
  }

  text(at: number): string {
    return this.tokens[at]?.text ?? '';
  }
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

type Values = { phrases: readonly string[]; byPhrase: ReadonlyMap<string, string> };
const values = new WeakMap<readonly string[], Values>();

function valuesOf(pairs: readonly string[]): Values {
  const known = values.get(pairs);
  if (known) return known;
  const byPhrase = new Map(
    pairs.map((pair) => [pair.slice(0, pair.lastIndexOf('|')), pair.slice(pair.lastIndexOf('|') + 1)]),
  );
  const made = { phrases: [...byPhrase.keys()], byPhrase };
  values.set(pairs, made);
  return made;
}

const indexes = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[][]>>();

/** Phrases by their first word, the longest first. Made once for a list. */
function byFirstWord(phrases: readonly string[]): ReadonlyMap<string, readonly string[][]> {
  const known = indexes.get(phrases);
  if (known) return known;
  const index = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    index.set(
      first,
      [...(index.get(first) ?? []), words].toSorted((a, b) => b.length - a.length),
    );
  }
  indexes.set(phrases, index);
  return index;
}

/** A number in figures or letters. Ordinals are marked, since they are a day or a place in a list. */
type SpokenNumber = { value: number; end: number; ordinal: boolean };

type Known = ReadonlyMap<string, { value: number; ordinal: boolean }>;

const perLanguage = 20;
const tensPerLanguage = 10;
const made = new WeakMap<PlainGrammar, Known>();

/** "22", "22nd", "22e", "ten", "twenty-third", "twenty third", "drieëntwintigste" */
function numberAt(tokens: readonly Token[], at: number, grammar: PlainGrammar): SpokenNumber | undefined {
  const text = tokens[at]?.text ?? '';
  const figures = /^(\d{1,3})(st|nd|rd|th|e|ste|de)?$/.exec(text);
  if (figures) return { value: Number(figures[1]), end: at + 1, ordinal: figures[2] !== undefined };
  const known = knownOf(grammar);
  const number = known.get(text);
  if (!number) return undefined;
  const next = known.get(tokens[at + 1]?.text ?? '');
  if (!number.ordinal && number.value >= 20 && number.value % 10 === 0 && next && next.value > 0 && next.value < 10)
    return { value: number.value + next.value, end: at + 2, ordinal: next.ordinal };
  return { ...number, end: at + 1 };
}

/** All numbers in letters below a hundred, including the compounds of every language. */
function knownOf(grammar: PlainGrammar): Known {
  const before = made.get(grammar);
  if (before) return before;
  const { ones, tens, ordinalOnes, ordinalTens, joins } = grammar.numbers;
  const known = new Map<string, { value: number; ordinal: boolean }>();
  const each = (words: readonly string[], count: number) =>
    words.flatMap((said, index) =>
      said
        .split('|')
        .filter((word) => word !== '')
        .map((word) => [word, index % count] as const),
    );
  for (const [ten, decade] of each(tens, tensPerLanguage)) {
    known.set(ten, { value: decade * 10, ordinal: false });
    for (const [one, unit] of each(ones, perLanguage).filter(([, value]) => value > 0 && value < 10))
      for (const join of joins) {
        known.set(`${ten}${join}${one}`, { value: decade * 10 + unit, ordinal: false });
        known.set(`${one}${join}${ten}`, { value: decade * 10 + unit, ordinal: false });
      }
    for (const [one, unit] of each(ordinalOnes, perLanguage).filter(([, value]) => value < 10))
      for (const join of joins) known.set(`${ten}${join}${one}`, { value: decade * 10 + unit, ordinal: true });
  }
  for (const [ten, decade] of each(ordinalTens, tensPerLanguage)) {
    known.set(ten, { value: decade * 10, ordinal: true });
    for (const [one, unit] of each(ones, perLanguage).filter(([, value]) => value > 0 && value < 10))
      for (const join of joins) known.set(`${one}${join}${ten}`, { value: decade * 10 + unit, ordinal: true });
  }
  for (const [one, value] of each(ordinalOnes, perLanguage)) known.set(one, { value, ordinal: true });
  for (const [one, value] of each(ones, perLanguage)) known.set(one, { value, ordinal: false });
  made.set(grammar, known);
  return known;
}
