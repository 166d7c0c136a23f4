import type {
  AzureIaaSVMProtectionPolicy,
  LongTermRetentionPolicy,
  MonthlyRetentionSchedule,
  ProtectionPolicyResource,
  SimpleSchedulePolicy,
  SimpleSchedulePolicyV2,
} from '@azure/arm-recoveryservicesbackup';
import {
  type MonthDays,
  monthNames,
  type PolicyFacts,
  type PolicyRetention,
  type PolicySchedule,
  type WallTime,
  type Weekday,
  weekdays,
  weeksOfMonth,
} from '../../kernel/backup-policy.ts';
import { parseVaultId } from './arm-id.ts';
import { count, list, oneOf, text } from './values.ts';

// In the specification's order, which older api-versions send as numbers.
const frequencies = ['Invalid', 'Daily', 'Weekly', 'Hourly'] as const;
const formats = ['Invalid', 'Daily', 'Weekly'] as const;
const daysFromSunday = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const monthsFromInvalid = ['Invalid', ...monthNames] as const;

/** undefined for policies of something else than VMs. */
export function parsePolicy(resource: ProtectionPolicyResource): PolicyFacts | undefined {
  const { id, name } = resource;
  const policy = vmPolicy(resource.properties);
  if (!id || !policy) return undefined;
  const scheduled = policy.schedulePolicy?.schedulePolicyType;
  const enhanced = /^v2$/i.test(policy.policyType ?? '') || scheduled === 'SimpleSchedulePolicyV2';
  return {
    id,
    vaultId: parseVaultId(id).id,
    name: name ?? '',
    version: enhanced ? 'V2' : 'V1',
    schedule: parseSchedule(policy.schedulePolicy) ?? { kind: 'unknown' },
    retention: parseRetention(policy.retentionPolicy as LongTermRetentionPolicy | undefined),
    // Without it Azure keeps snapshots for two days.
    snapshotDays: count(policy.instantRpRetentionRangeInDays) ?? 2,
    timeZone: text(policy.timeZone) ?? 'UTC',
    itemCount: count(policy.protectedItemsCount) ?? 0,
  };
}

function vmPolicy(properties: ProtectionPolicyResource['properties']): AzureIaaSVMProtectionPolicy | undefined {
  return properties?.backupManagementType === 'AzureIaasVM' ? (properties as AzureIaaSVMProtectionPolicy) : undefined;
}

function parseSchedule(given: AzureIaaSVMProtectionPolicy['schedulePolicy']): PolicySchedule | undefined {
  if (given?.schedulePolicyType === 'SimpleSchedulePolicy') {
    const { scheduleRunFrequency, scheduleRunTimes, scheduleRunDays } = given as SimpleSchedulePolicy;
    const frequency = oneOf(scheduleRunFrequency, frequencies);
    if (frequency === 'Daily') return daily(scheduleRunTimes);
    return frequency === 'Weekly' ? weekly(scheduleRunTimes, scheduleRunDays) : undefined;
  }
  if (given?.schedulePolicyType !== 'SimpleSchedulePolicyV2') return undefined;
  const { scheduleRunFrequency, hourlySchedule, dailySchedule, weeklySchedule } = given as SimpleSchedulePolicyV2;
  switch (oneOf(scheduleRunFrequency, frequencies)) {
    case 'Daily':
      return daily(dailySchedule?.scheduleRunTimes);
    case 'Weekly':
      return weekly(weeklySchedule?.scheduleRunTimes, weeklySchedule?.scheduleRunDays);
    case 'Hourly': {
      const from = wallTime(hourlySchedule?.scheduleWindowStartTime);
      const everyHours = count(hourlySchedule?.interval);
      const forHours = count(hourlySchedule?.scheduleWindowDuration);
      if (from === undefined || everyHours === undefined || forHours === undefined) return undefined;
      return { kind: 'hourly', everyHours, from, forHours };
    }
    default:
      return undefined;
  }
}

function daily(times: unknown): PolicySchedule | undefined {
  const time = wallTime(list(times)[0]);
  return time === undefined ? undefined : { kind: 'daily', time };
}

function weekly(times: unknown, days: unknown): PolicySchedule | undefined {
  const time = wallTime(list(times)[0]);
  return time === undefined ? undefined : { kind: 'weekly', time, days: parseDays(days) };
}

/** Times are wall clock written as if they were UTC. */
function wallTime(value: unknown): WallTime | undefined {
  const at = value instanceof Date ? value : new Date(String(value));
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(11, 16);
}

function parseRetention(given: LongTermRetentionPolicy | undefined): PolicyRetention {
  const [days, weeks] = [given?.dailySchedule, given?.weeklySchedule];
  const [months, years] = [given?.monthlySchedule, given?.yearlySchedule];
  const counts = [days, weeks, months, years].map((one) => count(one?.retentionDuration?.count));
  const [ofDays, ofWeeks, ofMonths, ofYears] = counts;
  const [monthDays, yearDays] = [months && parseMonthDays(months), years && parseMonthDays(years)];
  return {
    ...(ofDays !== undefined && { daily: { count: ofDays } }),
    ...(ofWeeks !== undefined && { weekly: { count: ofWeeks, days: parseDays(weeks?.daysOfTheWeek) } }),
    ...(ofMonths !== undefined && monthDays && { monthly: { count: ofMonths, on: monthDays } }),
    ...(ofYears !== undefined &&
      yearDays && {
        yearly: {
          count: ofYears,
          months: list(years?.monthsOfYear).flatMap((one) => named(one, monthsFromInvalid)),
          on: yearDays,
        },
      }),
  };
}

function parseMonthDays(given: MonthlyRetentionSchedule): MonthDays {
  if (oneOf(given.retentionScheduleFormatType, formats) === 'Daily') {
    const days = list(given.retentionScheduleDaily?.daysOfTheMonth);
    return {
      by: 'date',
      // The last day is written as date 0.
      dates: days.flatMap(({ date, isLast }) => (isLast || !date ? [] : date)),
      last: days.some(({ isLast }) => isLast === true),
    };
  }
  return {
    by: 'weekday',
    days: parseDays(given.retentionScheduleWeekly?.daysOfTheWeek),
    weeks: list(given.retentionScheduleWeekly?.weeksOfTheMonth).flatMap((one) => oneOf(one, weeksOfMonth) ?? []),
  };
}

function parseDays(days: unknown): Weekday[] {
  const found = list(days).flatMap((one) => oneOf(one, daysFromSunday) ?? []);
  return weekdays.filter((day) => found.includes(day));
}

function named<Name extends string>(value: unknown, names: readonly Name[]): Exclude<Name, 'Invalid'>[] {
  const found = oneOf(value, names);
  return found === undefined || found === 'Invalid' ? [] : [found as Exclude<Name, 'Invalid'>];
}
