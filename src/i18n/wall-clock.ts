import type { Language } from '../kernel/languages.ts';
import { folders } from './folders.ts';

/** What calendar and clock show at a moment somewhere, in words of a language. */
export type WallClock = {
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

/** The name of the time zone at a moment, e.g. CET, as a locale tells it; an offset where the locale has no name for it. */
export function timeZonePart(date: Date, timeZone: string, locale: string): string {
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

/** Making a formatter takes several times as long as using it. A tenant lives in a few time zones; the world has 600. */
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
