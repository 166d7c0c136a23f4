import type { Kept, PolicyProperties } from './policy-properties.ts';

const days: Record<string, number> = { days: 1, weeks: 7, months: 30, years: 365 };
const schedules = ['dailySchedule', 'weeklySchedule', 'monthlySchedule', 'yearlySchedule'] as const;

/**
 * Would points made under the one policy be kept shorter under the other? That is what a Resource Guard and an
 * immutable vault look at (documented); az also counts rarer backups, which are not looked at here.
 */
export function keepsLess(before: PolicyProperties, after: PolicyProperties): boolean {
  const kept = (policy: PolicyProperties, schedule: (typeof schedules)[number]) =>
    lengthOf((policy.retentionPolicy as Partial<Record<string, Kept>> | undefined)?.[schedule]);
  return (
    schedules.some((schedule) => kept(after, schedule) < kept(before, schedule)) ||
    (after.instantRpRetentionRangeInDays ?? 0) < (before.instantRpRetentionRangeInDays ?? 0)
  );
}

function lengthOf(schedule: Kept | undefined): number {
  const { count = 0, durationType = '' } = schedule?.retentionDuration ?? {};
  return count * (days[durationType.toLowerCase()] ?? 0);
}
