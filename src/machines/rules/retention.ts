import { DateTime } from 'luxon';
import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import type { RetentionCode } from '../../kernel/codes/retention.ts';

/** The day Azure retires Azure Disk Encryption: from then on encrypted disks do not unlock after a restart. */
export const adeRetirement = new Date('2028-09-15T00:00:00Z');

/** Whether something of an ADE machine is kept past the retirement, when restoring it may no longer work. */
export function outlivesAde(keptUntil: Date): boolean {
  return keptUntil.getTime() > adeRetirement.getTime();
}

/** Retention of on-demand backups, in days. Azure's default is 30 days, its maximum 99 years. */
export const onDemandRetention = { least: 1, most: 36_135, default: 30 } as const;

export type RetentionInput =
  | { kind: 'days'; days: number }
  /** Kept through this calendar day of the time zone. */
  | { kind: 'until'; year: number; month: number; day: number };

export type Retention =
  /** `days`: calendar days in the time zone, rounded up. */
  | { kind: 'kept'; expiry: Date; days: number; outlivesAde: boolean }
  | { kind: 'refused'; code: RetentionCode; params: Record<string, string | number> };

/**
 * The expiry of an on-demand backup taken now. `30 days` ends at the same local time of day, also across a change to
 * summer time; `until` a day ends when that day ends, so the backup is still there on the day itself.
 */
export function planRetention(input: RetentionInput, now: Date, timeZone: string): Retention {
  const start = DateTime.fromJSDate(now, { zone: timeZone });
  if (input.kind === 'days' && !Number.isInteger(input.days)) {
    return { kind: 'refused', code: 'retention-not-whole-days', params: { days: input.days } };
  }
  if (input.kind === 'days' && input.days < onDemandRetention.least) {
    return { kind: 'refused', code: 'retention-too-short', params: { least: onDemandRetention.least } };
  }
  const end =
    input.kind === 'days'
      ? start.plus({ days: Math.min(input.days, onDemandRetention.most + 1) })
      : DateTime.fromObject({ year: input.year, month: input.month, day: input.day }, { zone: timeZone }).plus({
          days: 1,
        });
  if (!end.isValid) return { kind: 'refused', code: 'retention-no-such-date', params: {} };
  const { least, most } = onDemandRetention;
  if (end <= start) return { kind: 'refused', code: 'retention-past', params: {} };
  const days = Math.ceil(end.diff(start, 'days').days);
  if (end < start.plus({ days: least })) return { kind: 'refused', code: 'retention-too-short', params: { least } };
  if (days > most) return { kind: 'refused', code: 'retention-too-long', params: { most } };
  const expiry = end.toJSDate();
  return { kind: 'kept', expiry, days, outlivesAde: outlivesAde(expiry) };
}

/** Until when the longest kept of today's points stays: the yearly one, if any. */
export function keptUntil({ daily, weekly, monthly, yearly }: PolicyRetention, now: Date): Date {
  const start = DateTime.fromJSDate(now, { zone: 'utc' });
  const ends = [
    start.plus({ days: daily?.count ?? 0 }),
    start.plus({ weeks: weekly?.count ?? 0 }),
    start.plus({ months: monthly?.count ?? 0 }),
    start.plus({ years: yearly?.count ?? 0 }),
  ];
  return new Date(Math.max(...ends.map((end) => end.toMillis())));
}

/** Whether the policy keeps points of ADE machines past the retirement of ADE. */
export function keepsPastAde(retention: PolicyRetention, now: Date): boolean {
  return outlivesAde(keptUntil(retention, now));
}
