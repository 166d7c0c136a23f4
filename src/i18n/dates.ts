import { DateTime, Duration } from 'luxon';
import type { Reader } from '../kernel/chat.ts';
import type { Language } from '../kernel/languages.ts';
import { folders } from './folders.ts';
import { type TextParams, texts } from './texts.ts';

/**
 * "Tue 24 Nov 02:00 CET", with the year only when it is not the current one. For a shared reader UTC follows:
 * "(01:00 UTC)", with its day if that differs.
 */
export function formatMoment(date: Date, reader: Reader, now: Date): string {
  const local = at(date, reader);
  const thisYear = at(now, reader).year;
  const text = `${day(local, thisYear)} ${local.time} ${timeZoneName(date, reader.timeZone)}`;
  if (!reader.shared) return text;
  const utc = date.toISOString();
  const utcTime = utc.slice(11, 16);
  const sameDay = Number(utc.slice(8, 10)) === Number(local.day);
  if (sameDay && utcTime === local.time) return text;
  return `${text} (${sameDay ? '' : `${day(at(date, { ...reader, timeZone: 'UTC' }), thisYear)} `}${utcTime} UTC)`;
}

/** "Fri 12 Dec 2026": a date that somebody decides on is always read back with its year. */
export function formatDate(date: Date, reader: Reader): string {
  return day(at(date, reader), undefined);
}

/** "02:00", for a sentence in which the day is clear. */
export function formatTime(date: Date, reader: Reader): string {
  return at(date, reader).time;
}

/**
 * "3 minutes 5 seconds", "1 hour 2 minutes", "2 days 4 hours": the two largest units, in words that are read aloud
 * well. Negative spans count as 0.
 * @param ms milliseconds
 */
export function formatDuration(ms: number, reader: Pick<Reader, 'language'>): string {
  const { t } = texts(reader.language);
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  if (seconds === 0) return t('common.duration.under-a-second');
  const parts = Duration.fromObject({ seconds }).shiftTo('days', 'hours', 'minutes', 'seconds');
  const days = t('common.duration.days', { count: parts.days });
  const hours = t('common.duration.hours', { count: parts.hours });
  const minutes = t('common.duration.minutes', { count: parts.minutes });
  if (parts.days > 0) return parts.hours > 0 ? `${days} ${hours}` : days;
  if (parts.hours > 0) return parts.minutes > 0 ? `${hours} ${minutes}` : hours;
  const rest = t('common.duration.seconds', { count: parts.seconds });
  if (parts.minutes > 0) return parts.seconds > 0 ? `${minutes} ${rest}` : minutes;
  return rest;
}

/** A duration that is only expected, to the minute: its seconds would say what nobody knows. */
export function formatEstimate(ms: number, reader: Pick<Reader, 'language'>): string {
  return formatDuration(Math.max(1, Math.round(ms / 60_000)) * 60_000, reader);
}

function at(date: Date, { timeZone, language }: Reader): WallClock {
  return wallClock(date, timeZone, language);
}

/** With its year, unless that is `thisYear`. */
function day({ weekday, day, month, year }: WallClock, thisYear: string | undefined): string {
  return `${weekday} ${day} ${month}${year === thisYear ? '' : ` ${year}`}`;
}

/** Regional English locales have names only for their own time zones ("CET", "EST", "AEDT"). */
const timeZoneLocales = ['en-GB', 'en-US', 'en-AU', 'en-CA', 'en-IN', 'en-ZA', 'en-NZ'];

/** "CET" if a name exists, otherwise the offset: "UTC+5:30". */
export function timeZoneName(date: Date, timeZone: string): string {
  for (const locale of timeZoneLocales) {
    const name = timeZonePart(date, timeZone, locale);
    if (name !== '' && !/^(?:GMT|UTC)[+-]/.test(name)) return name;
  }
  return DateTime.fromJSDate(date, { zone: timeZone }).toFormat("'UTC'Z");
}

/** Calendar and clock at a moment in a time zone, in words of a language. */
type WallClock = {
  /** "Tue" */
  weekday: string;
  /** "24" */
  day: string;
  /** "Nov" */
  month: string;
  /** "2026" */
  year: string;
  /** "02:00" */
  time: string;
};

/** @param timeZone an IANA name */
export function wallClock(date: Date, timeZone: string, language: Language): WallClock {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatter(folders[language].locale, timeZone, fields).formatToParts(date))
    part[type] = value;
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = part;
  // Dutch abbreviations may come with full stops ("nov."), which read badly before a time.
  return { weekday: weekday.replace('.', ''), day, month: month.replace('.', ''), year, time: `${hour}:${minute}` };
}

/** The name of the time zone at a moment, e.g. CET, in a locale; an offset if the locale has no name for it. */
function timeZonePart(date: Date, timeZone: string, locale: string): string {
  const parts = formatter(locale, timeZone, { timeZoneName: 'short' }).formatToParts(date);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

const fields = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

/**
 * Creating a formatter takes several times as long as using it. A tenant uses a few time zones; the world has 600.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 100;

function formatter(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${options.timeZoneName ?? ''}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    if (formatters.size >= mostFormatters) formatters.clear();
    formatters.set(key, found);
  }
  return found;
}

/** Rules give days as 2027-02-22; people read them as everywhere else. */
export function withDates(params: TextParams, language: Language): TextParams {
  const days = ['date', 'until'].flatMap((name) => {
    const day = params[name];
    if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return [];
    return [[name, formatDate(new Date(day), { language, timeZone: 'UTC' })]];
  });
  return { ...params, ...Object.fromEntries(days) };
}

/** Rules give moments as 2027-02-22T01:00Z; people read them in their time zone, with the year. */
export function withMoments(params: TextParams, reader: Reader): TextParams {
  const moments = ['at', 'until'].flatMap((name) => {
    const moment = params[name];
    if (typeof moment !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(moment)) return [];
    return [[name, formatMoment(new Date(moment), reader, new Date(0))]];
  });
  return { ...params, ...Object.fromEntries(moments) };
}
