import type { SpanName } from '../../../kernel/plain-concepts.ts';
import type { ClockTime } from './clock-times.ts';
import { range, type WordReader } from './word-reader.ts';

/** What was said of a time. */
export type Said =
  | { kind: 'span'; name: SpanName; clock?: ClockTime }
  | { kind: 'weekday'; day: number; part?: DayPart; clock?: ClockTime; weekBefore?: true; isPast?: true }
  | { kind: 'date'; at: readonly { at: Date; wholeDay: boolean }[]; clock?: ClockTime }
  | { kind: 'clock'; clock: ClockTime }
  | { kind: 'ago'; hours: number }
  | { kind: 'back'; hours: number }
  /** "for 30 days" */
  | { kind: 'length'; hours: number }
  | { kind: 'latest' }
  | { kind: 'number'; number: number }
  /** "before the deploy": nobody here knows when that was. */
  | { kind: 'event' };

/** Of a weekday: "monday night". */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

export type FoundTime = { said: Said; side?: 'before' | 'after'; words: number[] };

/** "It crashed at 16:00, which point is from before that": the time that was named is the one that it is before. */
export function beforeThat(found: FoundTime[], words: WordReader): FoundTime[] {
  const at = words.tokens.findIndex((_, index) => words.phrase(index, words.grammar.beforeThat) > 0);
  const said = range(at, at + words.phrase(at, words.grammar.beforeThat));
  // "The night before yesterday" is a time of its own.
  if (at < 0 || found.some((time) => Math.min(...time.words) === at + said.length)) return found;
  const others = found.filter((each) => each.said.kind !== 'latest' && !each.words.some((word) => said.includes(word)));
  const told = others.filter((time) => time.side !== 'before' && time.words.every((word) => word < at));
  const [time, another] = told;
  if (!time || another) return found;
  return others.map((each) =>
    each === time ? { ...each, side: 'before' as const, words: [...each.words, ...said] } : each,
  );
}

/** Of what stands behind a weekday. */
export function partOf(text: string, dayParts: readonly string[]): DayPart | undefined {
  return dayParts.find((pair) => pair.startsWith(`${text}|`))?.slice(text.length + 1) as DayPart | undefined;
}
