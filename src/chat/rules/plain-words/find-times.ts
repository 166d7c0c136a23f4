import type { PlainGrammar, SpanName } from '../../../kernel/plain-grammar.ts';
import { spans } from '../../../kernel/plain-grammar.ts';
import type { Token } from './phrases.ts';
import type { SentenceFacts } from './reading.ts';

/** A time of day; a bare "at 2" may be two of them. */
export type ClockTime = { hours: readonly number[]; minute: number };

/** What was said of a time. */
export type Said =
  | { kind: 'span'; name: SpanName; clock?: ClockTime }
  | { kind: 'weekday'; day: number; clock?: ClockTime }
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

export type FoundTime = { said: Said; side?: 'before' | 'after'; words: number[] };

const clockToken = /^(\d{1,2})[:.](\d{2})(?:\s*)?(am|pm|h|u|uur)?$/;
const hourToken = /^(\d{1,2})(am|pm|h|u)$/;
const dateToken = /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?$/;
/** Of a date in words. */
const longestDate = 6;
/** From "before" to the time of what it was before. */
const widestEvent = 6;

/** All times that a sentence names, left to right. */
export function findTimes(tokens: readonly Token[], facts: SentenceFacts, taken: ReadonlySet<number>): FoundTime[] {
  const reader = new TimeReader(tokens, facts, taken);
  const found: FoundTime[] = [];
  for (let at = 0; at < tokens.length; ) {
    const time = reader.read(at);
    if (time) found.push(time);
    at = time ? Math.max(at, ...time.words) + 1 : at + 1;
  }
  return found;
}

class TimeReader {
  readonly #tokens: readonly Token[];
  readonly #facts: SentenceFacts;
  readonly #taken: ReadonlySet<number>;
  readonly #grammar: PlainGrammar;

  constructor(tokens: readonly Token[], facts: SentenceFacts, taken: ReadonlySet<number>) {
    this.#tokens = tokens;
    this.#facts = facts;
    this.#taken = taken;
    this.#grammar = facts.grammar;
  }

  read(at: number): FoundTime | undefined {
    if (this.#taken.has(at)) return undefined;
    for (const side of ['before', 'after'] as const) {
      const length = this.#phrase(at, this.#grammar[side]);
      const time = length > 0 ? this.#beside(at, length, side) : undefined;
      if (time) return time;
    }
    return this.#plain(at);
  }

  /** "before 14:00", "before the deploy at 14:00", "before the deploy". */
  #beside(at: number, length: number, side: 'before' | 'after'): FoundTime | undefined {
    const begin = at + length;
    for (let from = begin; from <= Math.min(begin + widestEvent, this.#tokens.length - 1); from += 1) {
      if (this.#taken.has(from)) return undefined;
      const time = this.#plain(from);
      if (
        !time ||
        time.said.kind === 'latest' ||
        time.said.kind === 'number' ||
        time.said.kind === 'back' ||
        time.said.kind === 'length'
      )
        continue;
      // What happened must be told by an article, or "for sql-01 at 2" would be before it in Dutch.
      if (from > begin && !this.#isArticle(begin) && time.words[0] !== begin) return undefined;
      return { said: time.said, side, words: range(at, Math.max(...time.words) + 1) };
    }
    return this.#isArticle(begin) && begin + 1 < this.#tokens.length && !this.#taken.has(begin + 1) && side === 'before'
      ? { said: { kind: 'event' }, side, words: [at, begin, begin + 1] }
      : undefined;
  }

  #isArticle(at: number): boolean {
    return this.#grammar.articles.includes(this.#text(at)) || this.#text(at) === 'it';
  }

  #plain(at: number): FoundTime | undefined {
    if (this.#taken.has(at)) return undefined;
    const lead = this.#phrase(at, this.#grammar.at);
    for (const skip of lead > 0 ? [lead, 0] : [0]) {
      const time = this.#moment(at + skip, skip > 0);
      if (time) return { ...time, words: range(at, Math.max(...time.words) + 1) };
    }
    return undefined;
  }

  #moment(at: number, led: boolean): FoundTime | undefined {
    return (
      this.#numbered(at) ??
      this.#back(at) ??
      this.#ago(at) ??
      this.#date(at) ??
      this.#bareLength(at) ??
      this.#day(at) ??
      this.#clockFirst(at, led) ??
      this.#latest(at)
    );
  }

  #latest(at: number): FoundTime | undefined {
    const length = this.#phrase(at, this.#grammar.latest);
    return length > 0 ? { said: { kind: 'latest' }, words: range(at, at + length) } : undefined;
  }

  #numbered(at: number): FoundTime | undefined {
    const hash = /^#(\d{1,4})$/.exec(this.#text(at))?.[1];
    if (hash) return { said: { kind: 'number', number: Number(hash) }, words: [at] };
    const length = this.#phrase(at, this.#grammar.pointNumber);
    const number = /^#?(\d{1,3})$/.exec(this.#text(at + length))?.[1];
    return length > 0 && number
      ? { said: { kind: 'number', number: Number(number) }, words: range(at, at + length + 1) }
      : undefined;
  }

  #back(at: number): FoundTime | undefined {
    const length = this.#phrase(at, this.#grammar.past);
    const span = length > 0 ? this.#length(at + length) : undefined;
    return span ? { said: { kind: 'back', hours: span.hours }, words: range(at, span.end) } : undefined;
  }

  #ago(at: number): FoundTime | undefined {
    const span = this.#length(at);
    const ago = span ? this.#phrase(span.end, this.#grammar.ago) : 0;
    return span && ago > 0 ? { said: { kind: 'ago', hours: span.hours }, words: range(at, span.end + ago) } : undefined;
  }

  /** "30 days", and "4 uur", which may be four o'clock where no word for "during" stands before it. */
  #bareLength(at: number): FoundTime | undefined {
    const during = this.#phrase(at, this.#grammar.during);
    const span = this.#length(at + during);
    if (!span) return undefined;
    const isOne = !/\d/.test(this.#text(at)) && (span.hours === 24 || span.hours === 168);
    if (during === 0 && (span.hours % 24 !== 0 || isOne)) return undefined;
    return { said: { kind: 'length', hours: span.hours }, words: range(at, span.end) };
  }

  /** "2 hours", "three days", "24h" */
  #length(at: number): { hours: number; end: number } | undefined {
    const { units } = this.#grammar;
    const glued = /^(\d{1,3})(\p{L}+)$/u.exec(this.#text(at));
    const amount = glued ? Number(glued[1]) : this.#number(at);
    const unit = glued ? (glued[2] ?? '') : this.#text(at + 1);
    const hours = units.h.includes(unit) ? 1 : units.d.includes(unit) ? 24 : units.w.includes(unit) ? 168 : 0;
    return amount !== undefined && hours > 0 ? { hours: amount * hours, end: at + (glued ? 1 : 2) } : undefined;
  }

  #number(at: number): number | undefined {
    const text = this.#text(at);
    if (/^\d{1,3}$/.test(text)) return Number(text);
    const digit = this.#grammar.digits.findIndex((words) => words.split('|').includes(text));
    return digit > 0 && digit % 10 > 0 ? digit % 10 : undefined;
  }

  /** "24 nov 02:00", "2026-11-24", "november 24th" */
  #date(at: number): FoundTime | undefined {
    for (let words = Math.min(longestDate, this.#tokens.length - at); words >= 1; words -= 1) {
      const part = this.#tokens.slice(at, at + words);
      if (range(at, at + words).some((word) => this.#taken.has(word))) continue;
      if (
        !part.some(({ text }) => dateToken.test(text) && !clockToken.test(text)) &&
        !part.some(({ text }) => this.#grammar.months.includes(text))
      )
        continue;
      if (!part.some(({ text }) => /\d/.test(text))) continue;
      const read = this.#facts.readDate(part.map(({ text }) => text.replace(/(?<=\d)(?:e|ste|de)$/, '')).join(' '));
      if (!read || read.length === 0) continue;
      const clock = read.every(({ wholeDay }) => wholeDay)
        ? this.#clock(this.#skipAt(at + words), this.#skipAt(at + words) > at + words)
        : undefined;
      return {
        said: { kind: 'date', at: read, ...(clock && { clock: clock.clock }) },
        words: range(at, clock?.end ?? at + words),
      };
    }
    return undefined;
  }

  /** "yesterday", "last night at 2", "monday 14:00" */
  #day(at: number): FoundTime | undefined {
    const day = this.#dayAlone(at);
    if (!day) return undefined;
    const clock = this.#clock(this.#skipAt(day.end), this.#skipAt(day.end) > day.end);
    return { said: clock ? { ...day.said, clock: clock.clock } : day.said, words: range(at, clock?.end ?? day.end) };
  }

  #dayAlone(at: number): { said: Extract<Said, { kind: 'span' | 'weekday' }>; end: number } | undefined {
    let best: { said: Extract<Said, { kind: 'span' | 'weekday' }>; end: number } | undefined;
    for (const name of spans) {
      const length = this.#phrase(at, this.#grammar.spans[name]);
      if (length > 0 && at + length > (best?.end ?? 0)) best = { said: { kind: 'span', name }, end: at + length };
    }
    const past = this.#phrase(at, this.#grammar.past);
    const index = this.#grammar.weekdays.indexOf(this.#text(at + past).replace(/['\u2019]s$/, ''));
    return best ?? (index < 0 ? undefined : { said: { kind: 'weekday', day: (index % 7) + 1 }, end: at + past + 1 });
  }

  /** "at 14:00", and the day behind it: "at 14:00 yesterday" */
  #clockFirst(at: number, led: boolean): FoundTime | undefined {
    const clock = this.#clock(at, led);
    if (!clock) return undefined;
    const skipped = this.#skipAt(clock.end);
    const day = this.#dayAlone(skipped) ?? this.#dayAlone(clock.end);
    return day
      ? { said: { ...day.said, clock: clock.clock }, words: range(at, day.end) }
      : { said: { kind: 'clock', clock: clock.clock }, words: range(at, clock.end) };
  }

  #skipAt(at: number): number {
    return at + this.#phrase(at, this.#grammar.at);
  }

  #clock(at: number, led: boolean, halved = false): { clock: ClockTime; end: number } | undefined {
    if (this.#taken.has(at)) return undefined;
    const half = this.#phrase(at, this.#grammar.halfPast);
    if (half > 0) {
      const clock = this.#clock(at + half, true, true);
      return clock?.clock.minute === 0 ? { ...clock, clock: { ...clock.clock, minute: 30 } } : undefined;
    }
    const text = this.#text(at);
    const full = clockToken.exec(text);
    const short = full ? undefined : hourToken.exec(text);
    const number = full || short ? undefined : this.#number(at);
    const bare = number !== undefined && number <= 99;
    const hour = Number(full?.[1] ?? short?.[1] ?? number ?? Number.NaN);
    const minute = Number(full?.[2] ?? 0);
    if (!(hour <= 24 && minute <= 59)) return undefined;
    const { oclock, am, pm } = this.#grammar;
    let end = at + 1;
    const named = bare || full ? this.#phrase(end, oclock) : 0;
    end += named;
    const part = this.#phrase(end, am) > 0 ? 'am' : this.#phrase(end, pm) > 0 ? 'pm' : undefined;
    if (part) end += this.#phrase(end, part === 'am' ? am : pm);
    const glued = full?.[3] ?? short?.[2];
    // "It took six hours", "on the one machine": a number in letters is a time of day where more says so.
    if (bare && !/\d/.test(text) && !halved && !(led && named > 0)) return undefined;
    if (bare && named === 0 && !part && !led) return undefined;
    const ofDay = part ?? (glued === 'am' || glued === 'pm' ? glued : undefined);
    return { clock: { hours: hoursOf(hour, ofDay, full !== null || glued === 'h' || glued === 'u'), minute }, end };
  }

  /** How many words of the longest of these phrases stand here. */
  #phrase(at: number, phrases: readonly string[]): number {
    const stands = (words: readonly string[]) =>
      words.every((word, index) => this.#text(at + index) === word && !this.#taken.has(at + index));
    return byFirstWord(phrases).get(this.#text(at))?.find(stands)?.length ?? 0;
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? '';
  }
}

/** "02:00" is one time; "2" may be in the afternoon. */
function hoursOf(hour: number, part: string | undefined, written: boolean): number[] {
  if (part === 'am') return [hour === 12 ? 0 : hour];
  if (part === 'pm') return [hour < 12 ? hour + 12 : hour];
  if (written || hour > 12 || hour === 0) return [hour % 24];
  return hour === 12 ? [12, 0] : [hour, hour + 12];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

const indexes = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[][]>>();

/** The phrases of a list by the word that they begin with, the longest first. Made once for a list. */
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
