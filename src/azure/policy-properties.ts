import type {
  AzureIaaSVMProtectionPolicy,
  LongTermRetentionPolicy,
  MonthlyRetentionSchedule,
  SchedulePolicyUnion,
} from '@azure/arm-recoveryservicesbackup';
import type { MonthDays, PolicyBody, WallTime } from '../kernel/backup-policy.ts';

/** A policy as Azure wants it. Every retention repeats the time of the schedule, or Azure refuses it. */
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

/** Wall clock as Azure writes it: as if it were UTC, on a day that does not count. */
function dummy(time: WallTime): Date {
  return new Date(`2026-01-01T${time}:00Z`);
}
