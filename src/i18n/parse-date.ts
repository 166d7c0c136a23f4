import type { Chrono, ParsedComponents } from 'chrono-node';
import { DateTime, type DurationLikeObject } from 'luxon';
import { alternation } from '../kernel/grammar.ts';
import { byLanguage, type Language, languages } from '../kernel/languages.ts';
import { folders } from './folders.ts';
import { grammar, plainGrammar } from './grammar.ts';

export type ParsedMoment =
  /**
   * `wholeDay`: no time of day was given; `at` is then the end of that day for the future, its start for the past.
   */
  | { kind: 'moment'; at: Date; wholeDay: boolean }
  /** Two or more moments fit: day and month could be swapped, or the clock was set back that night. */
  | { kind: 'ambiguous'; choices: Date[] }
  /** `no-such-time`: the clock was set forward over it. */
  | { kind: 'unreadable'; why: 'no-date' | 'no-such-time' };

/** `friday` is the coming one for a retention date, the last one for a recovery point. */
export type MomentContext = SpanContext & { language: Language };

const parsers: Record<Language, Chrono[]> = byLanguage((own) => [
  folders[own].dates,
  ...languages.filter((language) => language !== own).map((language) => folders[language].dates),
]);
const before = new RegExp(`^(?:${alternation(grammar.beforeMoment)})\\s+`, 'i');
/** Maximum length of a date; the grammars use lookbehind. */
const longest = 100;

/**
 * Reads a moment as people type it: `2026-12-24`, `24 dec 02:00`, `friday`, `gisteren 02:00`, `30d`, `2 weeks`.
 * Words of all languages are understood, the reader's own first. Never throws.
 */
export function parseMoment(text: string, context: MomentContext): ParsedMoment {
  const wanted = text.trim().slice(0, longest).replace(before, '');
  const span = parseSpan(wanted, context);
  if (span) return { kind: 'moment', at: span, wholeDay: false };
  const swapped = parseSwappable(wanted, context);
  if (swapped) return swapped;
  for (const parser of parsers[context.language]) {
    const read = parseWords(parser, wanted, context);
    if (read) return read;
  }
  return { kind: 'unreadable', why: 'no-date' };
}

const swappable =
  /^(?<a>\d{1,2})[/.-](?<b>\d{1,2})(?:[/.-](?<year>\d{4}|\d{2}))?(?:\s+(?<hour>\d{1,2}):(?<minute>\d{2}))?$/;

/** `03/04/2026` is two dates, and a wrong guess would delete a backup a month early. `03/24/2026` is one. */
function parseSwappable(text: string, context: MomentContext): ParsedMoment | undefined {
  const parts = swappable.exec(text)?.groups;
  if (!parts) return hasNumericDate.test(text) ? { kind: 'unreadable', why: 'no-date' } : undefined;
  const wholeDay = parts.hour === undefined;
  const years =
    parts.year === undefined ? yearsAround(context) : [Number(parts.year) + (parts.year.length === 2 ? 2000 : 0)];
  const found = years.flatMap((year) =>
    [
      [parts.a, parts.b],
      [parts.b, parts.a],
    ].flatMap(([day, month]) => {
      const time = { hour: Number(parts.hour ?? 0), minute: Number(parts.minute ?? 0) };
      const moment = atWall({ year, month: Number(month), day: Number(day), ...time }, wholeDay, context);
      return moment.kind === 'moment' ? [moment.at] : moment.kind === 'ambiguous' ? moment.choices : [];
    }),
  );
  const fitting = parts.year === undefined ? found.filter((at) => isOnSide(at, context)) : found;
  const choices = [...new Map(fitting.map((at) => [at.getTime(), at])).values()];
  const [only] = choices;
  if (only === undefined) return { kind: 'unreadable', why: 'no-date' };
  return choices.length === 1 ? { kind: 'moment', at: only, wholeDay } : { kind: 'ambiguous', choices };
}

/** Two numbers that look like day and month among other words: the grammars would guess their order. */
const hasNumericDate = /(?<![\d/.-])\d{1,2}[/-]\d{1,2}(?!\d)/;

function yearsAround({ now, timeZone, direction = 'future' }: MomentContext): number[] {
  const { year } = DateTime.fromJSDate(now, { zone: timeZone });
  return direction === 'future' ? [year, year + 1] : [year, year - 1];
}

/** Whether a moment lies within the coming year, or the past one. */
function isOnSide(at: Date, { now, direction = 'future' }: MomentContext): boolean {
  const days = (at.getTime() - now.getTime()) / 86_400_000;
  return direction === 'future' ? days >= 0 && days < 365 : days <= 0 && days > -365;
}

function parseWords(parser: Chrono, text: string, context: MomentContext): ParsedMoment | undefined {
  const { now, timeZone, direction = 'future' } = context;
  const reference = { instant: now, timezone: DateTime.fromJSDate(now, { zone: timeZone }).offset };
  const results = parser.parse(text, reference, { forwardDate: direction === 'future' });
  const [result] = results;
  // Anything left over may be the part that matters ("not friday", "end of the year"): better to ask.
  if (results.length !== 1 || !result || result.text.length !== text.length || result.end) return undefined;
  const { start } = result;
  // "dec 2026" and "next month" are months; the day would be invented.
  if (start.isCertain('month') && !start.isCertain('day')) return undefined;
  const wholeDay = !start.isCertain('hour');
  if (start.isCertain('timezoneOffset'))
    return { kind: 'moment', at: inDirection(start.date(), start, context), wholeDay };
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second') => start.get(name) ?? 0;
  const wall = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: start.isCertain('second') ? part('second') : 0,
  };
  const moment = atWall(wall, wholeDay, context);
  if (moment.kind !== 'moment') return moment;
  const at = inDirection(moment.at, start, context);
  return at === moment.at ? moment : atWall(wallAt(at, timeZone), wholeDay, context);
}

/** Moves a date whose year, week or day was only guessed to the intended side of now. */
function inDirection(at: Date, start: ParsedComponents, { now, timeZone, direction = 'future' }: MomentContext): Date {
  if (direction === 'future' || at <= now) return at;
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  if (start.isCertain('month')) return start.isCertain('year') ? at : local.minus({ years: 1 }).toJSDate();
  if (start.isCertain('weekday')) return local.minus({ weeks: 1 }).toJSDate();
  return start.isCertain('day') ? at : local.minus({ days: 1 }).toJSDate();
}

type Wall = { year: number; month: number; day: number; hour: number; minute: number; second?: number };

function wallAt(at: Date, timeZone: string): Wall {
  const { year, month, day, hour, minute, second } = DateTime.fromJSDate(at, { zone: timeZone });
  return { year, month, day, hour, minute, second };
}

/** The moment at which wall clocks show this: none in spring's gap, two in autumn's overlap. */
function atWall(wall: Wall, wholeDay: boolean, { timeZone, direction = 'future' }: MomentContext): ParsedMoment {
  const { year, month, day, hour, minute, second = 0 } = wall;
  const numbers = {
    year,
    month,
    day,
    hour: wholeDay ? 0 : hour,
    minute: wholeDay ? 0 : minute,
    second: wholeDay ? 0 : second,
  };
  const local = DateTime.fromObject(numbers, { zone: timeZone });
  if (!local.isValid) return { kind: 'unreadable', why: 'no-date' };
  if (wholeDay) {
    const at = direction === 'future' ? local.endOf('day').startOf('second') : local.startOf('day');
    return { kind: 'moment', at: at.toJSDate(), wholeDay };
  }
  if (local.hour !== hour || local.minute !== minute) return { kind: 'unreadable', why: 'no-such-time' };
  const choices = local.getPossibleOffsets().map((each) => each.toJSDate());
  const [first = local.toJSDate()] = choices;
  return choices.length > 1 ? { kind: 'ambiguous', choices } : { kind: 'moment', at: first, wholeDay };
}

const spanUnits = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
const units = new Map<string, keyof DurationLikeObject>(
  spanUnits.flatMap((unit) => grammar.units[unit].map((word) => [word, unit] as const)),
);
const pattern = new RegExp(
  `^(?:(?:${alternation(grammar.within)})\\s+)?(?<amount>\\d{1,5})\\s*(?<unit>\\p{L}+)\\.?(?<ago>\\s+(?:${alternation(grammar.ago)}))?$`,
  'iu',
);

/** Start of the span, its IANA time zone, and its direction if the words do not say. */
type SpanContext = { now: Date; timeZone: string; direction?: 'future' | 'past' };

/** Azure retains no backup longer than 99 years, and dates past the year 9999 cannot be written. */
const mostYears = 99;

/** `30d`, `2 weeks`, `3 months`: a span from now, in the given direction. Undefined for anything else. */
export function parseSpan(text: string, { now, timeZone, direction = 'future' }: SpanContext): Date | undefined {
  const parts = pattern.exec(text)?.groups;
  const word = parts?.unit?.toLowerCase() ?? '';
  const unit = units.get(word);
  if (parts?.amount === undefined || unit === undefined) return undefined;
  const span = { [unit]: Number(parts.amount) };
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const past = parts.ago !== undefined || direction === 'past';
  const moment = past ? local.minus(span) : local.plus(span);
  return Math.abs(moment.diff(local).as('years')) <= mostYears ? moment.toJSDate() : undefined;
}

const timeOfDay = new RegExp(
  `^(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?:\\s*(?:${alternation(grammar.units.hours)}))?$`,
  'i',
);

/**
 * "08:00", "8:05", "8"; undefined for anything else.
 * @returns as 08:00
 */
export function parseTimeOfDay(text: string): string | undefined {
  const parts = timeOfDay.exec(text.trim())?.groups;
  const [hour, minute] = [Number(parts?.hour ?? Number.NaN), Number(parts?.minute ?? 0)];
  if (!(hour <= 23 && minute <= 59)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * The next time that clocks in a time zone show this time; on the night that skips it, an hour later, and on the
 * one that shows it twice, the first.
 * @param time 08:00
 */
export function nextDaily(time: string, timeZone: string, now: Date): Date {
  const [, today, tomorrow] = timesAround(time, timeZone, now);
  return today > now ? today : tomorrow;
}

/** The last time that clocks showed it. */
export function lastDaily(time: string, timeZone: string, now: Date): Date {
  const [yesterday, today] = timesAround(time, timeZone, now);
  return today > now ? yesterday : today;
}

/**
 * Yesterday, today and tomorrow, each from its own midnight: otherwise a night that skips the time would move the
 * next day's too.
 */
function timesAround(time: string, timeZone: string, now: Date): [Date, Date, Date] {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const midnight = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const on = (days: number) => midnight.plus({ days }).set({ hour, minute }).toJSDate();
  return [on(-1), on(0), on(1)];
}

const { dayParts, spans } = plainGrammar;
const whole = new Set(['today', 'yesterday', 'day-before-yesterday', 'weekend', 'week', 'month']);
const named = new Set([
  ...dayParts.map((pair) => pair.split('|')[0] ?? ''),
  ...Object.entries(spans).flatMap(([name, phrases]) => (whole.has(name) ? [] : phrases)),
]);

/** "Last night", "vanochtend": only part of a day. */
export function namesPartOfDay(text: string): boolean {
  const words = text.toLowerCase().trim().split(/\s+/);
  return words.some((word, at) => named.has(word) || named.has([word, words[at + 1]].join(' ')));
}
