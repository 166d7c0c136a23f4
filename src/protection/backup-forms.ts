import { DateTime } from 'luxon';
import { z } from 'zod/v4';
import { formOwner, parseForm } from '../chat/turn.ts';
import { formatDate } from '../i18n/dates.ts';
import { failureText } from '../i18n/failure-text.ts';
import { parseMoment, parseSpan } from '../i18n/parse-date.ts';
import { texts } from '../i18n/texts.ts';
import type { CardJson, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { defineStored, failure } from '../kernel/stored.ts';
import { onDemandRetention, planRetention, type Retention, type RetentionInput } from '../machines/rules/retention.ts';
import type { RequestServices } from '../requests/services.ts';
import type { FormRow } from '../store/forms.ts';
import { backupFormCard } from './cards/backup.ts';

/**
 * Stored state of a backup form: names in a form that can be typed again, the last date given, and what was wrong with
 * it.
 */
export const storedBackupForm = defineStored(
  'form backup',
  formOwner.extend({ vms: z.array(z.string()), until: z.string().optional(), problem: failure.optional() }),
);

export type BackupForm = z.infer<typeof storedBackupForm.schema>;

/** @throws as parseForm */
export function backupFormOf(form: FormRow): BackupForm {
  return parseForm({ name: 'backup', stored: storedBackupForm }, form);
}

export function backupFormCardOf({ clock }: Pick<RequestServices, 'clock'>, form: FormRow, reader: Reader): CardJson {
  const data = backupFormOf(form);
  const now = clock.now();
  return backupFormCard(
    {
      id: form.id,
      nonce: form.nonce,
      owner: data.ownerName,
      vms: data.vms,
      until: data.until ?? usualDay(reader, now),
      bounds: dayBounds(reader, now),
      ...(data.problem && { problem: failureText(texts(reader.language), data.problem) }),
      refreshFor: [data.ownerTeamsId],
    },
    reader,
  );
}

/**
 * Parses a typed retention: `30d`, `2 weeks`, `2026-12-24`, `friday`, `24 dec`.
 * @throws time-unreadable, time-ambiguous, retention.* with what is wrong with it
 */
export function parseRetention(text: string, reader: Reader, now: Date): Extract<Retention, { kind: 'kept' }> {
  const kept = planRetention(parseInput(text.trim(), reader, now), now, reader.timeZone);
  if (kept.kind === 'refused') throw new CodedError(`retention.${kept.code}`, kept.params);
  return kept;
}

/** The initial value of the Input.Date: Azure's default of 30 days from today, as a calendar day of the reader. */
export function usualDay(reader: Reader, now: Date): string {
  return formatDay(now, reader, onDemandRetention.default);
}

/** The bounds of the Input.Date. Clients show them; the server checks them whatever a client does. */
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
  // A date picker sends exactly this form; anything else goes to the date parser.
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
