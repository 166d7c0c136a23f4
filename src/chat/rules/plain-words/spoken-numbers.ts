import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import type { Token } from './tokens.ts';

/** A number in figures or letters. An ordinal is told apart, since it is a day or a place in a row. */
export type SpokenNumber = { value: number; end: number; ordinal: boolean };

type Known = ReadonlyMap<string, { value: number; ordinal: boolean }>;

const perLanguage = 20;
const tensPerLanguage = 10;
const made = new WeakMap<PlainGrammar, Known>();

/** "22", "22nd", "22e", "ten", "twenty-third", "twenty third", "drieëntwintigste" */
export function numberAt(tokens: readonly Token[], at: number, grammar: PlainGrammar): SpokenNumber | undefined {
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

/** All numbers in letters below a hundred, compounds of every language among them. */
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
