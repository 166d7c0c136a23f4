import canonicalize from 'canonicalize';
import {
  type MonthDays,
  monthNames,
  type PolicyBody,
  type PolicyFacts,
  type PolicyRetention,
  weekdays,
  weeksOfMonth,
} from '../../kernel/backup-policy.ts';
import { policyLimits } from './check-policy.ts';

/** Extra days of every retention in a raised policy: by then somebody has investigated, or asks again. */
export const raisedDays = 180;

/** A policy created to keep points longer. */
export type RaisedPolicy = { name: string; body: PolicyBody };

/**
 * The machine's policy with every retention raised, under a name that is free or already this very policy's. undefined:
 * the policy's kind cannot be read, so no copy of it can be made.
 * @param policies all policies of the vault
 */
export function raisedPolicy(
  before: PolicyFacts,
  policies: readonly PolicyFacts[],
  prefix: 'hold' | 'longer',
): RaisedPolicy | undefined {
  const { version, schedule, snapshotDays, timeZone } = before;
  if (schedule.kind === 'unknown') return undefined;
  const body = { version, schedule, retention: raised(before.retention), snapshotDays, timeZone };
  const stem = `${prefix}-${before.name.replace(/^(hold|longer)-/i, '')}`.slice(0, 140);
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    const there = policies.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!there || samePolicy(body, there)) return { name, body };
  }
}

function raised({ daily, weekly, monthly, yearly }: PolicyRetention): PolicyRetention {
  const { days, weeks, months, years } = policyLimits;
  const longer = (count: number, unitDays: number, { most }: { most: number }) =>
    Math.max(count, Math.min(count + Math.ceil(raisedDays / unitDays), most));
  return {
    ...(daily && { daily: { ...daily, count: longer(daily.count, 1, days) } }),
    ...(weekly && { weekly: { ...weekly, count: longer(weekly.count, 7, weeks) } }),
    ...(monthly && { monthly: { ...monthly, count: longer(monthly.count, 30, months) } }),
    ...(yearly && { yearly: { ...yearly, count: longer(yearly.count, 365, years) } }),
  };
}

/** Whether Azure holds the policy that was to be created, ignoring the order in which it lists days and months. */
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
