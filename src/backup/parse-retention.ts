import { DateTime } from 'luxon';
import { formatDate } from '../i18n/dates.ts';
import { parseMoment } from '../i18n/parse-date.ts';
import { parseSpan } from '../i18n/parse-span.ts';
import type { Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { onDemandRetention, planRetention, type Retention, type RetentionInput } from '../machines/rules/retention.ts';

/**
 * How long to keep it, as it was typed: `30d`, `2 weeks`, `2026-12-24`, `friday`, `24 dec`.
 * @throws time-unreadable, time-ambiguous, retention.* with what is wrong with it
 */
export function parseRetention(text: string, reader: Reader, now: Date): Extract<Retention, { kind: 'kept' }> {
  const kept = planRetention(parseInput(text.trim(), reader, now), now, reader.timeZone);
  if (kept.kind === 'refused') throw new CodedError(`retention.${kept.code}`, kept.params);
  return kept;
}

/** What an Input.Date holds at first: Azure's own 30 days from today, as a calendar day of the reader. */
export function usualDay(reader: Reader, now: Date): string {
  return formatDay(now, reader, onDemandRetention.default);
}

/** The bounds of an Input.Date: clients show them, and the server checks them whatever a client does. */
export function dayBounds(reader: Reader, now: Date): { first: string; last: string } {
  return {
    first: formatDay(now, reader, onDemandRetention.least),
    last: formatDay(now, reader, onDemandRetention.most - 1),
  };
}

function formatDay(now: Date, { timeZone }: Reader, days: number): string {
  return DateTime.fromJSDate(now, { zone: timeZone }).plus({ days }).toISODate() ?? '';
}

function parseInput(text: string, reader: Reader, now: Date): RetentionInput {
  const span = parseSpan(text, { now, ...reader, direction: 'future' });
  if (span) {
    const days = DateTime.fromJSDate(span, { zone: reader.timeZone }).diff(
      DateTime.fromJSDate(now, { zone: reader.timeZone }),
      'days',
    ).days;
    return { kind: 'days', days: Math.round(days * 100) / 100 };
  }
  // A date picker sends this form alone; other words go to the parser of dates.
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return { kind: 'until', year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const moment = parseMoment(text, { now, ...reader, direction: 'future' });
  if (moment.kind === 'unreadable') throw new CodedError('time-unreadable', { text });
  if (moment.kind === 'ambiguous') {
    const choices = moment.choices.map((choice) => formatDate(choice, reader)).join(', ');
    throw new CodedError('time-ambiguous', { text, choices });
  }
  const { year, month, day } = DateTime.fromJSDate(moment.at, { zone: reader.timeZone });
  return { kind: 'until', year, month, day };
}
