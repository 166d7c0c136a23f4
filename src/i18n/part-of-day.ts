import { plainGrammar } from './grammar.ts';

const { dayParts, spans } = plainGrammar;
const whole = new Set(['today', 'yesterday', 'day-before-yesterday', 'weekend', 'week', 'month']);
const named = new Set([
  ...dayParts.map((pair) => pair.split('|')[0] ?? ''),
  ...Object.entries(spans).flatMap(([name, phrases]) => (whole.has(name) ? [] : phrases)),
]);

/** "Last night", "vanochtend": a part of a day, which is not all of it. */
export function namesPartOfDay(text: string): boolean {
  const words = text.toLowerCase().trim().split(/\s+/);
  return words.some((word, at) => named.has(word) || named.has([word, words[at + 1]].join(' ')));
}
