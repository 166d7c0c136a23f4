import { DateTime, Duration } from 'luxon';
import type { Reader } from '../domain/turn.ts';
import { texts } from './texts.ts';

/**
 * "Tue 24 Nov 02:00 CET", with the year only when it is not the current one. For a shared reader UTC follows:
 * "(01:00 UTC)", with its day where that differs.
 */
export function formatMoment(date: Date, reader: Reader, now: Date): string {
  const local = at(date, reader);
  const text = `${day(local, reader, now)} ${local.toFormat('HH:mm')} ${zoneName(date, reader.zone)}`;
  if (!reader.shared || local.offset === 0) return text;
  const utc = local.toUTC();
  const sameDay = utc.toISODate() === local.toISODate();
  return `${text} (${sameDay ? '' : `${day(utc, reader, now)} `}${utc.toFormat('HH:mm')} UTC)`;
}

/** "Fri 12 Dec 2026": a date that somebody decides on is always read back with its year. */
export function formatDate(date: Date, reader: Reader): string {
  return at(date, reader).toFormat('ccc d LLL yyyy').replaceAll('.', '');
}

/** "02:00", for a sentence in which the day is clear. */
export function formatTime(date: Date, reader: Reader): string {
  return at(date, reader).toFormat('HH:mm');
}

/**
 * "3 min 5 s", "1 h 02 min", "2 days 4 h": the two largest units. Negative spans count as 0.
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
  if (parts.hours > 0) return parts.minutes > 0 ? `${hours} ${parts.minutes < 10 ? '0' : ''}${minutes}` : hours;
  const rest = t('common.duration.seconds', { count: parts.seconds });
  if (parts.minutes > 0) return parts.seconds > 0 ? `${minutes} ${rest}` : minutes;
  return rest;
}

function at(date: Date, reader: Reader): DateTime {
  return DateTime.fromJSDate(date, { zone: reader.zone }).setLocale(reader.language);
}

function day(local: DateTime, reader: Reader, now: Date): string {
  const year = local.year === at(now, reader).year ? '' : ' yyyy';
  // Dutch abbreviations come with full stops ("nov."), which read badly before a time.
  return local.toFormat(`ccc d LLL${year}`).replaceAll('.', '');
}

/** Regional English locales know the names of their own zones only ("CET", "EST", "AEDT"). */
const zoneLocales = ['en-GB', 'en-US', 'en-AU', 'en-CA', 'en-IN', 'en-ZA', 'en-NZ'];

/** Making a formatter takes several times as long as using it. A tenant lives in a few zones; the world has 600. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 100;

/** "CET" where a name exists, else the offset: "UTC+5:30". */
export function zoneName(date: Date, zone: string): string {
  for (const locale of zoneLocales) {
    const parts = zoneFormatter(locale, zone).formatToParts(date);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    if (name !== '' && !/^(?:GMT|UTC)[+-]/.test(name)) return name;
  }
  return DateTime.fromJSDate(date, { zone }).toFormat("'UTC'Z");
}

function zoneFormatter(locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' });
    if (formatters.size >= mostFormatters) formatters.clear();
    formatters.set(key, formatter);
  }
  return formatter;
}
