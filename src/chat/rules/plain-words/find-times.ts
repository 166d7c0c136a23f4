import { DateTime } from 'luxon';
import { spans } from '../../../kernel/plain-grammar.ts';
import type { SentenceFacts } from './reading.ts';
import {
  beforeThat,
  type ClockTime,
  clockAt,
  clockToken,
  type FoundTime,
  parseDayPart,
  type Said,
} from './said-times.ts';
import { endsClause, type Token } from './tokens.ts';
import { range, WordReader } from './word-reader.ts';

type Day = { said: Extract<Said, { kind: 'span' | 'weekday' }>; end: number };

const dateToken = /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?$/;
/** Longest date in words. */
const longestDate = 6;
/** Most words from "before" to the time of the event. */
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
  return beforeThat(ofOneDay(found), reader);
}

/** Joins times of one day: "yesterday before lunch" is one time. */
function ofOneDay(found: readonly FoundTime[]): FoundTime[] {
  return found.flatMap((time, at) => {
    const [before, next] = [found[at - 1], found[at + 1]];
    if (before && isDayOf(before, time)) return [];
    if (before && isNightOf(before, time)) return [];
    if (!next || !isDayOf(time, next) || next.said.kind !== 'clock') return [time];
    return [{ ...next, said: { ...time.said, clock: next.said.clock } as Said, words: [...time.words, ...next.words] }];
  });
}

/** Most words between a day and its time: "the monday in the night 02:00". */
const widestDay = 3;

function isDayOf({ said, side, words }: FoundTime, next: FoundTime): boolean {
  const isDay = (said.kind === 'span' || said.kind === 'weekday' || said.kind === 'date') && !said.clock && !side;
  const apart = Math.min(...next.words) - Math.max(...words) - 1;
  return isDay && next.said.kind === 'clock' && (next.side === undefined ? apart <= widestDay : apart === 0);
}

/** "Sunday at 02:00 in the night" */
function isNightOf({ said, words }: FoundTime, next: FoundTime): boolean {
  const isNight = next.said.kind === 'span' && next.said.name === 'last-night' && !next.said.clock && !next.side;
  return (
    isNight && said.kind === 'weekday' && said.clock !== undefined && Math.min(...next.words) - Math.max(...words) <= 2
  );
}

class TimeReader extends WordReader {
  read(at: number): FoundTime | undefined {
    if (this.taken.has(at)) return undefined;
    for (const side of ['before', 'after'] as const) {
      const length = this.phrase(at, this.grammar[side]);
      const time = length > 0 ? this.#beside(at, length, side) : undefined;
      if (time) return time;
    }
    return this.#plain(at);
  }

  /** "before 14:00", "before the deploy at 14:00", "before the deploy". */
  #beside(at: number, length: number, side: 'before' | 'after'): FoundTime | undefined {
    const begin = at + length;
    // "Where it lived before, newest point" ends a clause here.
    if (endsClause(this.tokens[begin - 1])) return undefined;
    for (let from = begin; from <= Math.min(begin + widestEvent, this.tokens.length - 1); from += 1) {
      if (this.taken.has(from)) return undefined;
      const time = this.#plain(from, from === begin);
      if (
        !time ||
        time.said.kind === 'latest' ||
        time.said.kind === 'number' ||
        time.said.kind === 'back' ||
        time.said.kind === 'length'
      )
        continue;
      // An event needs an article; otherwise Dutch "for sql-01 at 2" would be before it.
      if (from > begin && !this.#isArticle(begin) && time.words[0] !== begin) return undefined;
      return { said: time.said, side, words: range(at, Math.max(...time.words) + 1) };
    }
    return (this.#isArticle(begin) || this.#isAlert(begin)) &&
      begin + 1 < this.tokens.length &&
      !this.taken.has(begin + 1) &&
      side === 'before'
      ? { said: { kind: 'event' }, side, words: [at, begin, begin + 1] }
      : undefined;
  }

  #isArticle(at: number): boolean {
    return this.grammar.articles.includes(this.text(at)) || this.text(at) === 'it';
  }

  #isAlert(at: number): boolean {
    return this.grammar.alert.includes(this.text(at));
  }

  #plain(at: number, led = false): FoundTime | undefined {
    if (this.taken.has(at)) return undefined;
    const lead = this.phrase(at, this.grammar.at);
    for (const skip of lead > 0 ? [lead, 0] : [0]) {
      const time = this.#moment(at + skip, led || skip > 0);
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
      this.#dayOfMonth(at) ??
      this.#bareLength(at) ??
      this.#day(at) ??
      this.#clockFirst(at, led) ??
      this.#latest(at)
    );
  }

  #latest(at: number): FoundTime | undefined {
    const length = this.phrase(at, this.grammar.latest);
    return length > 0 ? { said: { kind: 'latest' }, words: range(at, at + length) } : undefined;
  }

  /** "#2", "point 2", "point number two", "the third newest", "the one before last" */
  #numbered(at: number): FoundTime | undefined {
    const found = (number: number, end: number): FoundTime => ({
      said: { kind: 'number', number },
      words: range(at, end),
    });
    const hash = /^#(\d{1,4})$/.exec(this.text(at))?.[1];
    if (hash) return found(Number(hash), at + 1);
    const second = this.phrase(at, this.grammar.secondNewest);
    if (second > 0) return found(2, at + second + this.phrase(at + second, this.grammar.latest));
    const place = this.number(at);
    const newest = place?.ordinal ? this.phrase(place.end, this.grammar.latest) : 0;
    if (place && newest > 0) return found(place.value, place.end + newest);
    // "Op twee na nieuwste", "two before last"
    const apart = place && !place.ordinal ? this.#side(place.end) : 0;
    const last = place && apart > 0 ? this.phrase(place.end + apart, this.grammar.latest) : 0;
    if (place && last > 0) return found(place.value + 1, place.end + apart + last);
    const length = this.phrase(at, this.grammar.pointNumber);
    const written = /^#?(\d{1,3})$/.exec(this.text(at + length))?.[1];
    // In "the point of 23 november" the number is a day.
    const isDay = this.grammar.months.includes(this.text(at + length + 1));
    if (length > 0 && written && !isDay) return found(Number(written), at + length + 1);
    const spoken = length > 1 ? this.number(at + length) : undefined;
    return spoken && !spoken.ordinal ? found(spoken.value, spoken.end) : undefined;
  }

  #side(at: number): number {
    return Math.max(this.phrase(at, this.grammar.before), this.phrase(at, this.grammar.after));
  }

  #back(at: number): FoundTime | undefined {
    const length = this.phrase(at, this.grammar.past);
    const span = length > 0 ? this.length(at + length, true) : undefined;
    return span ? { said: { kind: 'back', hours: span.hours }, words: range(at, span.end) } : undefined;
  }

  /** "three hours ago", "two days ago at noon" */
  #ago(at: number): FoundTime | undefined {
    const span = this.length(at, true);
    const ago = span ? this.phrase(span.end, this.grammar.ago) : 0;
    if (!span || ago === 0) return undefined;
    const end = span.end + ago;
    const clock = span.hours % 24 === 0 ? this.#clockBehind(end) : undefined;
    return clock
      ? { said: this.#clockOn(span.hours, clock.clock), words: range(at, clock.end) }
      : { said: { kind: 'ago', hours: span.hours }, words: range(at, end) };
  }

  #clockOn(hoursAgo: number, clock: ClockTime): Said {
    const now = DateTime.fromJSDate(this.facts.now, { zone: this.facts.timeZone });
    const day = now.minus({ days: hoursAgo / 24 }).startOf('day');
    return { kind: 'date', at: [{ at: day.toJSDate(), wholeDay: true }], clock };
  }

  /** "30 days"; and "4 uur", which may be four o'clock unless a word for "during" comes before it. */
  #bareLength(at: number): FoundTime | undefined {
    const during = this.phrase(at, this.grammar.during);
    const span = this.length(at + during, during > 0);
    if (!span) return undefined;
    const isOne = !/\d/.test(this.text(at)) && [24, 168, 720, 8760].includes(span.hours);
    if (during === 0 && (span.hours % 24 !== 0 || isOne)) return undefined;
    return { said: { kind: 'length', hours: span.hours }, words: range(at, span.end) };
  }

  /** "24 nov 02:00", "2026-11-24", "november 24th" */
  #date(at: number): FoundTime | undefined {
    for (let words = Math.min(longestDate, this.tokens.length - at); words >= 1; words -= 1) {
      const part = this.tokens.slice(at, at + words);
      if (range(at, at + words).some((word) => this.taken.has(word))) continue;
      if (
        !part.some(({ text }) => dateToken.test(text) && !clockToken.test(text)) &&
        !part.some(({ text }) => this.grammar.months.includes(text))
      )
        continue;
      if (!part.some(({ text }) => /\d/.test(text))) continue;
      const time = this.#parseDate(
        part.map(({ text }) => text.replace(/(?<=\d)(?:e|ste|de)$/, '')).join(' '),
        at,
        at + words,
      );
      if (time) return time;
    }
    return this.#dateInLetters(at);
  }

  /** "november twentieth", "twintig november" */
  #dateInLetters(at: number): FoundTime | undefined {
    const isMonth = (word: number) => this.grammar.months.includes(this.text(word)) && !this.taken.has(word);
    const first = isMonth(at) ? this.number(at + 1) : this.number(at);
    if (!first || first.value < 1 || first.value > 31) return undefined;
    const of = isMonth(at) ? 0 : this.phrase(first.end, this.grammar.at);
    const month = isMonth(at) ? at : first.end + of;
    if (!isMonth(month)) return undefined;
    return this.#parseDate(`${first.value} ${this.text(month)}`, at, Math.max(first.end, month + 1));
  }

  #parseDate(text: string, at: number, end: number): FoundTime | undefined {
    const read = this.facts.parseDate(text);
    if (!read || read.length === 0) return undefined;
    const clock = read.every(({ wholeDay }) => wholeDay) ? this.#clockBehind(end) : undefined;
    return {
      said: { kind: 'date', at: read, ...(clock && { clock: clock.clock }) },
      words: range(at, clock?.end ?? end),
    };
  }

  /** "the 22nd", "de twintigste": the last day with this number. Also "the 22nd of november". */
  #dayOfMonth(at: number): FoundTime | undefined {
    const article = this.grammar.articles.includes(this.text(at)) ? 1 : 0;
    const number = this.number(at + article);
    const isFigure = /\d/.test(this.text(at + article));
    if (!number?.ordinal || number.value < 1 || number.value > 31 || (article === 0 && !isFigure)) return undefined;
    const month = number.end + this.phrase(number.end, this.grammar.at);
    if (this.grammar.months.includes(this.text(month)) && !this.taken.has(month))
      return this.#parseDate(`${number.value} ${this.text(month)}`, at, month + 1);
    // "The first backup" names no day.
    if (!isFigure && number.value < 20 && this.#goesOn(number.end)) return undefined;
    const today = DateTime.fromJSDate(this.facts.now, { zone: this.facts.timeZone }).startOf('day');
    const day = [0, 1, 2]
      .map((months) => today.startOf('month').minus({ months }))
      .filter((month) => number.value <= (month.daysInMonth ?? 0))
      .map((month) => month.set({ day: number.value }))
      .find((each) => each <= today);
    if (!day) return undefined;
    const clock = this.#clockBehind(number.end);
    return {
      said: { kind: 'date', at: [{ at: day.toJSDate(), wholeDay: true }], ...(clock && { clock: clock.clock }) },
      words: range(at, clock?.end ?? number.end),
    };
  }

  #goesOn(at: number): boolean {
    return at < this.tokens.length && this.phrase(at, this.grammar.at) === 0;
  }

  /** "yesterday", "last night at 2", "monday 14:00" */
  #day(at: number): FoundTime | undefined {
    const day = this.#dayAlone(at);
    if (!day) return undefined;
    const clock = this.#clockBehind(day.end);
    return { said: clock ? { ...day.said, clock: clock.clock } : day.said, words: range(at, clock?.end ?? day.end) };
  }

  /** A time of day after its day: "yesterday at two", "gisteren tien uur". */
  #clockBehind(end: number): { clock: ClockTime; end: number } | undefined {
    const at = end + this.phrase(end, this.grammar.at);
    const isNamed = at > end || this.number(end) !== undefined;
    return clockAt(this, at, at > end) ?? (isNamed ? this.#namedHour(at) : undefined);
  }

  /** "tien uur", which is no duration after a day. */
  #namedHour(at: number): { clock: ClockTime; end: number } | undefined {
    const number = this.number(at);
    return number && this.phrase(number.end, this.grammar.oclock) > 0 ? clockAt(this, at, true) : undefined;
  }

  /** "Ten last night", "zes uur gisteravond" */
  #hourBeforeDay(at: number): { clock: ClockTime; end: number } | undefined {
    const number = this.number(at);
    if (!number || number.ordinal || number.value > 12) return undefined;
    const end = number.end + this.phrase(number.end, this.grammar.oclock);
    return this.#dayAlone(end) && { clock: { hours: [number.value % 12, (number.value % 12) + 12], minute: 0 }, end };
  }

  #dayAlone(at: number): Day | undefined {
    let best: Day | undefined;
    for (const name of spans) {
      const length = this.phrase(at, this.grammar.spans[name]);
      if (length > 0 && at + length > (best?.end ?? 0)) best = { said: { kind: 'span', name }, end: at + length };
    }
    const past = this.phrase(at, this.grammar.past);
    const weekday = this.#weekday(at + past, past > 0) ?? this.#weekday(at);
    return weekday && weekday.end > (best?.end ?? 0) ? weekday : best;
  }

  /** "monday", "monday night", "maandagnacht" */
  #weekday(at: number, isPast = false): Day | undefined {
    const { weekdays, dayParts, comingDay, lastWeek } = this.grammar;
    // "Last week wednesday"
    const ofLastWeek = this.phrase(at, lastWeek);
    if (ofLastWeek > 0) {
      const day = this.#weekday(at + ofLastWeek);
      return day?.said.kind === 'weekday' ? { ...day, said: { ...day.said, weekBefore: true } } : undefined;
    }
    // "Next friday" has no points yet.
    if (this.taken.has(at) || comingDay.includes(this.text(at - 1))) return undefined;
    const text = this.text(at).replace(/['\u2019]?s$/, '');
    const index = weekdays.findIndex(
      (name) => text === name || (text.startsWith(name) && parseDayPart(text.slice(name.length), dayParts)),
    );
    const name = weekdays[index];
    if (name === undefined) return undefined;
    const glued = parseDayPart(text.slice(name.length), dayParts);
    const apart = glued ? undefined : parseDayPart(this.text(at + 1).replace(/['\u2019]s$/, ''), dayParts);
    const part = glued ?? apart;
    const end = at + (apart ? 2 : 1);
    const week = this.phrase(end, this.grammar.lastWeek);
    const said: Day['said'] = {
      kind: 'weekday',
      day: (index % 7) + 1,
      ...(part && { part }),
      ...(week > 0 && { weekBefore: true }),
      ...(isPast && { isPast: true }),
    };
    return { said, end: end + week };
  }

  /** "at 14:00", and a day after it: "at 14:00 yesterday", "at ten in the morning of yesterday". */
  #clockFirst(at: number, led: boolean): FoundTime | undefined {
    const clock = clockAt(this, at, led) ?? this.#hourBeforeDay(at);
    if (!clock) return undefined;
    const skipped = clock.end + this.phrase(clock.end, this.grammar.at);
    const ago = this.length(clock.end, true);
    const since = ago && ago.hours % 24 === 0 ? this.phrase(ago.end, this.grammar.ago) : 0;
    if (ago && since > 0) return { said: this.#clockOn(ago.hours, clock.clock), words: range(at, ago.end + since) };
    const day = this.#dayAlone(skipped) ?? this.#dayAlone(clock.end);
    return day
      ? { said: { ...day.said, clock: clock.clock }, words: range(at, day.end) }
      : { said: { kind: 'clock', clock: clock.clock }, words: range(at, clock.end) };
  }
}
