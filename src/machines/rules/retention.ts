import { DateTime } from 'luxon';
import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import type { RetentionCode } from '../../kernel/codes/retention.ts';

/** From this day Azure Disk Encryption is retired: encrypted disks no longer unlock after a restart. */
export const adeRetirement = new Date('2028-09-15T00:00:00Z');

/** Something of an ADE machine is kept beyond the retirement: restoring it then may not work. */
export function outlivesAde(keptUntil: Date): boolean {
  return keptUntil.getTime() > adeRetirement.getTime();
}

/** How long an on-demand backup is kept, in days. Azure keeps it 30 days if nobody says; 99 years is its maximum. */
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
 * When an on-demand backup taken now expires. `30 days` ends at the same time of day in the time zone, also over a
 * change to summer time; `until` a day ends when that day ends there, so that the backup is still there on the day itself.
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

/** Until when the longest kept of today's points stays: the yearly one, where there is one. */
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

/** Points of ADE machines under it are kept beyond the day on which ADE is retired. */
export function keepsPastAde(retention: PolicyRetention, now: Date): boolean {
  return outlivesAde(keptUntil(retention, now));
}
