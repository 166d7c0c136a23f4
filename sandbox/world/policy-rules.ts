import {
  clocks,
  type Kept,
  type MonthFormat,
  months,
  type PolicyProperties,
  runsOf,
  weekdays,
} from './policy-properties.ts';
import { zoneOf } from './time-zones.ts';

/**
 * What the service wants of a policy, from its documentation and that of its clients. Answers what is wrong in our
 * words; the service says of each only that the input is not in proper format.
 */
export function policyFault(properties: PolicyProperties): string | undefined {
  const runs = runsOf(properties);
  const enhanced = properties.policyType === 'V2';
  const kind = properties.schedulePolicy?.schedulePolicyType;
  if (!runs) return 'a schedule that the policy type does not have';
  if (kind !== (enhanced ? 'SimpleSchedulePolicyV2' : 'SimpleSchedulePolicy')) return 'schedule and policy type differ';
  if (zoneOf(properties.timeZone ?? 'UTC') === undefined) return `time zone ${properties.timeZone}`;
  const times = runs.kind === 'Hourly' ? [runs.from] : runs.times;
  if (times.length !== 1) return 'one time of day';
  if (!times.every((time) => /^([01]\d|2[0-3]):(00|30)$/.test(time))) return 'times are on the hour or half past';
  if (runs.kind === 'Weekly' && !someOf(runs.days, weekdays)) return 'the days of the week';
  if (runs.kind === 'Hourly') {
    if (![4, 6, 8, 12, 24].includes(runs.everyHours)) return 'every 4, 6, 8, 12 or 24 hours';
    if (!(runs.forHours >= 4 && runs.forHours <= 24 && runs.forHours % runs.everyHours === 0))
      return 'hours of the window';
  }
  return snapshotFault(properties, enhanced, runs.kind) ?? retentionFault(properties, times, runs.kind);
}

function snapshotFault(properties: PolicyProperties, enhanced: boolean, kind: string): string | undefined {
  const days = properties.instantRpRetentionRangeInDays;
  if (days === undefined) return undefined;
  const [least, most] = [kind === 'Weekly' ? 5 : 1, enhanced ? 30 : 5];
  return Number.isInteger(days) && days >= least && days <= most ? undefined : `snapshots for ${least} to ${most} days`;
}

function retentionFault(properties: PolicyProperties, times: string[], kind: string): string | undefined {
  const { retentionPolicyType, dailySchedule, weeklySchedule, monthlySchedule, yearlySchedule } =
    properties.retentionPolicy ?? {};
  const days = properties.schedulePolicy?.scheduleRunDays ?? properties.schedulePolicy?.weeklySchedule?.scheduleRunDays;
  const among = kind === 'Weekly' ? (days ?? []) : weekdays;
  if (retentionPolicyType !== 'LongTermRetentionPolicy') return 'the kind of retention';
  if (kind === 'Weekly' ? dailySchedule || !weeklySchedule : !dailySchedule)
    return 'retention as often as the schedule';
  const all: [Kept | undefined, string, number, number][] = [
    [dailySchedule, 'Days', 7, 9999],
    [weeklySchedule, 'Weeks', 1, 5163],
    [monthlySchedule, 'Months', 1, 1188],
    [yearlySchedule, 'Years', 1, 99],
  ];
  for (const [kept, unit, least, most] of all) {
    if (!kept) continue;
    const { count = 0, durationType } = kept.retentionDuration ?? {};
    if (durationType !== unit || !Number.isInteger(count) || count < least || count > most) {
      return `${unit} from ${least} to ${most}`;
    }
    if (clocks(kept.retentionTimes).join() !== times.join()) return 'retention at the time of the schedule';
  }
  if (weeklySchedule && !someOf(weeklySchedule.daysOfTheWeek, among)) return 'days of the weekly retention';
  if (monthlySchedule && !monthIsFine(monthlySchedule, kind, among)) return 'days of the monthly retention';
  if (!yearlySchedule) return undefined;
  if (!someOf(yearlySchedule.monthsOfYear, months)) return 'months of the yearly retention';
  return monthIsFine(yearlySchedule, kind, among) ? undefined : 'days of the yearly retention';
}

function monthIsFine(format: MonthFormat, kind: string, among: string[]): boolean {
  if (format.retentionScheduleFormatType === 'Weekly') {
    const { daysOfTheWeek, weeksOfTheMonth } = format.retentionScheduleWeekly ?? {};
    return someOf(daysOfTheWeek, among) && someOf(weeksOfTheMonth, ['First', 'Second', 'Third', 'Fourth', 'Last']);
  }
  if (format.retentionScheduleFormatType !== 'Daily' || kind === 'Weekly') return false;
  const days = format.retentionScheduleDaily?.daysOfTheMonth ?? [];
  return days.length > 0 && days.every(({ date = 0, isLast }) => isLast === true || (date >= 1 && date <= 28));
}

function someOf(given: string[] | undefined, among: string[]): boolean {
  return given !== undefined && given.length > 0 && given.every((one) => among.includes(one));
}
