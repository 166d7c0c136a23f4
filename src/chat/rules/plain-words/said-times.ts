import type { SpanName } from '../../../kernel/plain-grammar.ts';
import { range, type WordReader } from './word-reader.ts';

/** A time as it was said. */
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

/** Part of a weekday: "monday night". */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

export type FoundTime = { said: Said; side?: 'before' | 'after'; words: number[] };

/** Applies "before that" to the time it means: "it crashed at 16:00, which point is from before that". */
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

/** The part of the day in a word after a weekday. */
export function parseDayPart(text: string, dayParts: readonly string[]): DayPart | undefined {
  return dayParts.find((pair) => pair.startsWith(`${text}|`))?.slice(text.length + 1) as DayPart | undefined;
}

/** A time of day; a bare "at 2" may mean two of them. */
export type ClockTime = { hours: readonly number[]; minute: number };

type Read = { clock: ClockTime; end: number };

export const clockToken = /^(\d{1,2})[:.](\d{2})(?:\s*)?(am|pm|h|u|uur)?$/;
/** "0130", after a word that introduces a time; "2026" is a year. */
const compactToken = /^(0\d|1\d|2[1-3])([0-5]\d)$/;
const hourToken = /^(\d{1,2})(am|pm|h|u)$/;

/** @param led whether it comes after a word or a day that only a time of day follows */
export function clockAt(words: WordReader, at: number, led: boolean): Read | undefined {
  if (words.taken.has(at)) return undefined;
  return named(words, at) ?? minutesBeside(words, at) ?? halfHour(words, at) ?? hourAt(words, at, led, false);
}

/** "noon", "midnight" */
function named(words: WordReader, at: number): Read | undefined {
  const { noon, midnight } = words.grammar;
  const twelve = words.phrase(at, noon);
  if (twelve > 0) return { clock: { hours: [12], minute: 0 }, end: at + twelve };
  const night = words.phrase(at, midnight);
  return night > 0 ? { clock: { hours: [0], minute: 0 }, end: at + night } : undefined;
}

/** "quarter past three", "ten to six", "kwart over drie" */
function minutesBeside(words: WordReader, at: number): Read | undefined {
  const { quarter, pastHour, toHour } = words.grammar;
  const quarters = words.phrase(at, quarter);
  const number = quarters > 0 ? undefined : words.number(at);
  const minutes = quarters > 0 ? 15 : number && !number.ordinal && number.value % 5 === 0 ? number.value : 0;
  if (minutes === 0 || minutes > 25) return undefined;
  const next = quarters > 0 ? at + quarters : (number?.end ?? at);
  const past = words.phrase(next, pastHour);
  const to = past > 0 ? 0 : words.phrase(next, toHour);
  if (past + to === 0) return undefined;
  const from = next + past + to;
  const hour = halfHour(words, from) ?? hourAt(words, from, true, true);
  if (!hour || (hour.clock.minute !== 0 && hour.clock.minute !== 30)) return undefined;
  return { clock: moved(hour.clock, past > 0 ? minutes : -minutes), end: hour.end };
}

/** "half past seven", "half acht"; "half 8" is ambiguous between English and Dutch. */
function halfHour(words: WordReader, at: number): Read | undefined {
  const { halfPast, halves, half } = words.grammar;
  const said = words.valued(at, halves);
  if (said) return withPart(words, said.end, [Number(said.value)], 30);
  const past = words.phrase(at, halfPast);
  const either = past > 0 ? 0 : words.phrase(at, half);
  if (past + either === 0 || (either > 0 && words.number(at + either)?.ordinal !== false)) return undefined;
  const hour = hourAt(words, at + past + either, true, true);
  if (hour?.clock.minute !== 0) return undefined;
  const later = moved(hour.clock, 30);
  return {
    clock: past > 0 ? later : { ...later, hours: [...moved(hour.clock, -30).hours, ...later.hours] },
    end: hour.end,
  };
}

/** Applies the part of the day that comes after it. */
function withPart(words: WordReader, at: number, hours: readonly number[], minute: number): Read {
  const { am, pm } = words.grammar;
  const morning = words.phrase(at, am);
  const later = morning > 0 ? 0 : words.phrase(at, pm);
  const part = morning > 0 ? 'am' : later > 0 ? 'pm' : undefined;
  return { clock: { hours: hours.flatMap((hour) => hoursOf(hour, part, false)), minute }, end: at + morning + later };
}

function moved({ hours, minute }: ClockTime, by: number): ClockTime {
  const total = minute + by;
  const carry = Math.floor(total / 60);
  return { hours: hours.map((hour) => (hour + carry + 24) % 24), minute: (total + 60) % 60 };
}

function hourAt(words: WordReader, at: number, led: boolean, parseDayPart: boolean): Read | undefined {
  if (words.taken.has(at)) return undefined;
  const text = words.text(at);
  const full = clockToken.exec(text) ?? (led ? compactToken.exec(text) : null);
  const short = full ? undefined : hourToken.exec(text);
  const number = full || short ? undefined : words.number(at);
  if (number?.ordinal) return undefined;
  const hour = Number(full?.[1] ?? short?.[1] ?? number?.value ?? Number.NaN);
  const minute = Number(full?.[2] ?? 0);
  if (!(hour <= 24 && minute <= 59)) return undefined;
  const { oclock, am, pm } = words.grammar;
  let end = number?.end ?? at + 1;
  const hours = number || full ? words.phrase(end, oclock) : 0;
  end += hours;
  const part = words.phrase(end, am) > 0 ? 'am' : words.phrase(end, pm) > 0 ? 'pm' : undefined;
  if (part) end += words.phrase(end, part === 'am' ? am : pm);
  const glued = full?.[3] ?? short?.[2];
  // A number in letters is a time only if more says so, unlike in "it took six hours" or "on the one machine".
  if (number && !/\d/.test(text) && !parseDayPart && !part && !(led && hours > 0)) return undefined;
  if (number && hours === 0 && !part && !led) return undefined;
  const ofDay = part ?? (glued === 'am' || glued === 'pm' ? glued : undefined);
  const written = full !== null || glued === 'h' || glued === 'u';
  return { clock: { hours: hoursOf(hour, ofDay, written), minute }, end };
}

/** The hours that a number may mean: "02:00" is one time, "2" may be in the afternoon. */
function hoursOf(hour: number, part: string | undefined, written: boolean): number[] {
  if (part === 'am') return [hour === 12 ? 0 : hour];
  if (part === 'pm') return [hour < 12 ? hour + 12 : hour];
  if (written || hour > 12 || hour === 0) return [hour % 24];
  return hour === 12 ? [12, 0] : [hour, hour + 12];
}
