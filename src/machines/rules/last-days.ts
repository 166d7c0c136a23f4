import type { DayResult, MachineDay } from '../../store/rules/backup-day.ts';

const dayMs = 86_400_000;
const shownDays = 30;

/** unknown: the day was not recorded, or its backup had not ended then. */
export type DayOutcome = 'good' | 'failed' | 'none' | 'unknown';

const outcomes: Record<DayResult, DayOutcome> = {
  good: 'good',
  warned: 'good',
  failed: 'failed',
  cancelled: 'none',
  running: 'unknown',
  none: 'none',
};

/** The first of the days that are shown (UTC), today being the last. */
export function firstOfLastDays(now: Date): string {
  return dayOf(now.getTime() - (shownDays - 1) * dayMs);
}

/**
 * What each of the last 30 days came to for a machine, oldest first. A day is recorded half a day after its end; what
 * Azure tells of the last backup stands in for it until then.
 */
export function lastDays(
  days: readonly MachineDay[],
  { lastBackupAt, lastBackupStatus = '' }: { lastBackupAt?: Date; lastBackupStatus?: string },
  now: Date,
): DayOutcome[] {
  const known = new Map(days.map(({ day, result }) => [day, outcomes[result]]));
  const last = lastBackupAt && dayOf(lastBackupAt.getTime());
  if (last !== undefined && !known.has(last)) known.set(last, outcomeOf(lastBackupStatus));
  return Array.from({ length: shownDays }, (_, at) => dayOf(now.getTime() - (shownDays - 1 - at) * dayMs)).map(
    (day) => known.get(day) ?? 'unknown',
  );
}

function outcomeOf(status: string): DayOutcome {
  if (/^Completed/i.test(status)) return 'good';
  return /^Failed$/i.test(status) ? 'failed' : 'unknown';
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
