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

/** @param zone an IANA name */
export function wallClock(date: Date, zone: string, language: Language): WallClock {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatter(folders[language].locale, zone, fields).formatToParts(date))
    part[type] = value;
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = part;
  // Dutch abbreviations may come with full stops ("nov."), which read badly before a time.
  return { weekday: weekday.replace('.', ''), day, month: month.replace('.', ''), year, time: `${hour}:${minute}` };
}

/** The name of the zone at a moment, e.g. CET, as a locale tells it; an offset where the locale has no name for it. */
export function zonePart(date: Date, zone: string, locale: string): string {
  const parts = formatter(locale, zone, { timeZoneName: 'short' }).formatToParts(date);
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

/** Making a formatter takes several times as long as using it. A tenant lives in a few zones; the world has 600. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 100;

function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${options.timeZoneName ?? ''}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    if (formatters.size >= mostFormatters) formatters.clear();
    formatters.set(key, found);
  }
  return found;
}
