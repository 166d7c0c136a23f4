import canonicalize from 'canonicalize';
import {
  type MonthDays,
  monthNames,
  type PolicyBody,
  type PolicyFacts,
  weekdays,
  weeksOfMonth,
} from '../../kernel/backup-policy.ts';

/** Whether Azure holds the policy that was to be made: the order in which it lists days and months says nothing. */
export function samePolicy(one: PolicyBody, other: PolicyBody | PolicyFacts): boolean {
  return other.schedule.kind !== 'unknown' && comparable(one) === comparable({ ...other, schedule: other.schedule });
}

function comparable({ version, schedule, retention, snapshotDays, timeZone }: PolicyBody): string | undefined {
  const { daily, weekly, monthly, yearly } = retention;
  return canonicalize({
    version,
    schedule: schedule.kind === 'weekly' ? { ...schedule, days: ordered(weekdays, schedule.days) } : schedule,
    snapshotDays,
    timeZone,
    daily: daily ?? null,
    weekly: weekly ? { ...weekly, days: ordered(weekdays, weekly.days) } : null,
    monthly: monthly ? { ...monthly, on: monthDays(monthly.on) } : null,
    yearly: yearly ? { ...yearly, months: ordered(monthNames, yearly.months), on: monthDays(yearly.on) } : null,
  });
}

function monthDays(on: MonthDays): MonthDays {
  return on.by === 'date'
    ? { ...on, dates: [...on.dates].sort((a, b) => a - b) }
    : { by: 'weekday', days: ordered(weekdays, on.days), weeks: ordered(weeksOfMonth, on.weeks) };
}

function ordered<Name extends string>(names: readonly Name[], some: readonly Name[]): Name[] {
  return names.filter((name) => some.includes(name));
}
