import type {
  AzureIaaSVMProtectionPolicy,
  LongTermRetentionPolicy,
  MonthlyRetentionSchedule,
  ProtectionPolicyResource,
  SchedulePolicyUnion,
  SimpleSchedulePolicy,
  SimpleSchedulePolicyV2,
} from '@azure/arm-recoveryservicesbackup';
import { parseVaultId, type Ref } from '../kernel/arm-id.ts';
import {
  type MonthDays,
  monthNames,
  type PolicyBody,
  type PolicyFacts,
  type PolicyRetention,
  type PolicySchedule,
  type WallTime,
  type Weekday,
  weekdays,
  weeksOfMonth,
} from '../kernel/backup-policy.ts';
import { askAll, askIfThere, type SendOutcome, sendForEffect, wholePages } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { count, list, parseOneOf, text } from './parse/values.ts';

export type Policies = {
  /** A vault's policies for VMs. */
  list(vault: Ref): Promise<PolicyFacts[]>;
  /** undefined when the vault has no policy of this name, or one that is not for VMs. */
  get(vault: Ref, name: string): Promise<PolicyFacts | undefined>;
  /** An existing name changes that policy: check with `get` first, and after it for the effect. */
  create(call: { vault: Ref; name: string; body: PolicyBody; clientRequestId: string }): Promise<SendOutcome>;
};

export function createPolicies(clients: ClientsOf): Policies {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupPolicies } = clients(subscriptionId).reading.backup;
      const filter = "backupManagementType eq 'AzureIaasVM'";
      return askAll(backupPolicies.list(name, resourceGroup, { ...wholePages, filter }), parsePolicy);
    },
    async get(vault, policyName) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { protectionPolicies } = clients(subscriptionId).reading.backup;
      const found = await askIfThere(() => protectionPolicies.get(name, resourceGroup, policyName));
      return found && parsePolicy(found);
    },
    create({ vault, name: policyName, body, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { protectionPolicies } = clients(subscriptionId).changing.backup;
      const resource = { properties: policyProperties(body) };
      return sendForEffect(clientRequestId, (options) =>
        protectionPolicies.createOrUpdate(name, resourceGroup, policyName, resource, options),
      );
    },
  };
}

/** A policy in Azure's format. Every retention repeats the time of the schedule, or Azure rejects it. */
export function policyProperties(body: PolicyBody): AzureIaaSVMProtectionPolicy {
  return {
    backupManagementType: 'AzureIaasVM',
    policyType: body.version,
    instantRPDetails: {},
    schedulePolicy: body.version === 'V1' ? standardSchedule(body) : enhancedSchedule(body),
    retentionPolicy: retention(body),
    instantRpRetentionRangeInDays: body.snapshotDays,
    timeZone: body.timeZone,
  };
}

function standardSchedule({ schedule }: PolicyBody): SchedulePolicyUnion {
  return {
    schedulePolicyType: 'SimpleSchedulePolicy',
    scheduleRunFrequency: schedule.kind === 'weekly' ? 'Weekly' : 'Daily',
    ...(schedule.kind === 'weekly' && { scheduleRunDays: schedule.days }),
    scheduleRunTimes: [dummy(scheduleTime(schedule))],
    scheduleWeeklyFrequency: 0,
  };
}

function enhancedSchedule({ schedule }: PolicyBody): SchedulePolicyUnion {
  const type = { schedulePolicyType: 'SimpleSchedulePolicyV2' as const };
  const scheduleRunTimes = [dummy(scheduleTime(schedule))];
  switch (schedule.kind) {
    case 'daily':
      return { ...type, scheduleRunFrequency: 'Daily', dailySchedule: { scheduleRunTimes } };
    case 'weekly':
      return {
        ...type,
        scheduleRunFrequency: 'Weekly',
        weeklySchedule: { scheduleRunDays: schedule.days, scheduleRunTimes },
      };
    case 'hourly':
      return {
        ...type,
        scheduleRunFrequency: 'Hourly',
        hourlySchedule: {
          interval: schedule.everyHours,
          scheduleWindowStartTime: dummy(schedule.from),
          scheduleWindowDuration: schedule.forHours,
        },
      };
  }
}

function retention({ schedule, retention: keep }: PolicyBody): LongTermRetentionPolicy {
  const at = { retentionTimes: [dummy(scheduleTime(schedule))] };
  const during = (count: number, durationType: string) => ({ ...at, retentionDuration: { count, durationType } });
  const { daily, weekly, monthly, yearly } = keep;
  return {
    retentionPolicyType: 'LongTermRetentionPolicy',
    ...(daily && { dailySchedule: during(daily.count, 'Days') }),
    ...(weekly && { weeklySchedule: { ...during(weekly.count, 'Weeks'), daysOfTheWeek: weekly.days } }),
    ...(monthly && { monthlySchedule: { ...during(monthly.count, 'Months'), ...on(monthly.on) } }),
    ...(yearly && {
      yearlySchedule: { ...during(yearly.count, 'Years'), ...on(yearly.on), monthsOfYear: yearly.months },
    }),
  };
}

function on(days: MonthDays): MonthlyRetentionSchedule {
  if (days.by === 'weekday') {
    return {
      retentionScheduleFormatType: 'Weekly',
      retentionScheduleWeekly: { daysOfTheWeek: days.days, weeksOfTheMonth: days.weeks },
    };
  }
  const dates = days.dates.map((date) => ({ date, isLast: false }));
  return {
    retentionScheduleFormatType: 'Daily',
    retentionScheduleDaily: { daysOfTheMonth: [...dates, ...(days.last ? [{ date: 0, isLast: true }] : [])] },
  };
}

function scheduleTime(schedule: PolicyBody['schedule']): WallTime {
  return schedule.kind === 'hourly' ? schedule.from : schedule.time;
}

/** Wall-clock time as Azure writes it: as if it were UTC, on an arbitrary day. */
function dummy(time: WallTime): Date {
  return new Date(`2026-01-01T${time}:00Z`);
}

// In the specification's order; older api-versions send the index.
const frequencies = ['Invalid', 'Daily', 'Weekly', 'Hourly'] as const;
const formats = ['Invalid', 'Daily', 'Weekly'] as const;
const daysFromSunday = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const monthsFromInvalid = ['Invalid', ...monthNames] as const;

/** undefined for policies that are not for VMs. */
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
    // Azure's default is two days of snapshots.
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
    const frequency = parseOneOf(scheduleRunFrequency, frequencies);
    if (frequency === 'Daily') return daily(scheduleRunTimes);
    return frequency === 'Weekly' ? weekly(scheduleRunTimes, scheduleRunDays) : undefined;
  }
  if (given?.schedulePolicyType !== 'SimpleSchedulePolicyV2') return undefined;
  const { scheduleRunFrequency, hourlySchedule, dailySchedule, weeklySchedule } = given as SimpleSchedulePolicyV2;
  switch (parseOneOf(scheduleRunFrequency, frequencies)) {
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

/** Times are wall-clock times written as if they were UTC. */
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
  if (parseOneOf(given.retentionScheduleFormatType, formats) === 'Daily') {
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
    weeks: list(given.retentionScheduleWeekly?.weeksOfTheMonth).flatMap((one) => parseOneOf(one, weeksOfMonth) ?? []),
  };
}

function parseDays(days: unknown): Weekday[] {
  const found = list(days).flatMap((one) => parseOneOf(one, daysFromSunday) ?? []);
  return weekdays.filter((day) => found.includes(day));
}

function named<Name extends string>(value: unknown, names: readonly Name[]): Exclude<Name, 'Invalid'>[] {
  const found = parseOneOf(value, names);
  return found === undefined || found === 'Invalid' ? [] : [found as Exclude<Name, 'Invalid'>];
}
