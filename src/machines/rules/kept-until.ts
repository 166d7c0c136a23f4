import { DateTime } from 'luxon';
import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import { outlivesAde } from './retention.ts';

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
