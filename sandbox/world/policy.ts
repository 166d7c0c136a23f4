import { DateTime } from 'luxon';
import { findIana } from 'windows-iana';

/** A policy for VMs as the service stores and returns it. Members that a caller left out are absent. */
export type PolicyProperties = {
  backupManagementType: 'AzureIaasVM';
  policyType?: string;
  schedulePolicy?: Schedule;
  retentionPolicy?: Retention;
  instantRpRetentionRangeInDays?: number;
  timeZone?: string;
  [member: string]: unknown;
};

export type Schedule = {
  schedulePolicyType?: string;
  scheduleRunFrequency?: string;
  /** Days of a V1 policy. */
  scheduleRunDays?: string[];
  scheduleRunTimes?: string[];
  scheduleWeeklyFrequency?: number;
  /** Schedule of a V2 policy. */
  hourlySchedule?: { interval?: number; scheduleWindowStartTime?: string; scheduleWindowDuration?: number };
  dailySchedule?: { scheduleRunTimes?: string[] };
  weeklySchedule?: { scheduleRunDays?: string[]; scheduleRunTimes?: string[] };
};

type Kept = { retentionTimes?: string[]; retentionDuration?: { count?: number; durationType?: string } };

/** Days of a month that are kept. */
type MonthFormat = {
  retentionScheduleFormatType?: string;
  retentionScheduleDaily?: { daysOfTheMonth?: { date?: number; isLast?: boolean }[] };
  retentionScheduleWeekly?: { daysOfTheWeek?: string[]; weeksOfTheMonth?: string[] };
};

export type Retention = {
  retentionPolicyType?: string;
  dailySchedule?: Kept;
  weeklySchedule?: Kept & { daysOfTheWeek?: string[] };
  monthlySchedule?: Kept & MonthFormat;
  yearlySchedule?: Kept & MonthFormat & { monthsOfYear?: string[] };
};

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** When a policy runs, for both versions. Times are wall clock, hh:mm. */
export type Runs =
  | { kind: 'Daily'; times: string[] }
  | { kind: 'Weekly'; times: string[]; days: string[] }
  | { kind: 'Hourly'; from: string; everyHours: number; forHours: number };

function runsOf({ schedulePolicy: schedule }: PolicyProperties): Runs | undefined {
  if (!schedule) return undefined;
  const v2 = schedule.schedulePolicyType === 'SimpleSchedulePolicyV2';
  switch (schedule.scheduleRunFrequency) {
    case 'Daily':
      return { kind: 'Daily', times: clocks((v2 ? schedule.dailySchedule : schedule)?.scheduleRunTimes) };
    case 'Weekly': {
      const from = v2 ? schedule.weeklySchedule : schedule;
      return { kind: 'Weekly', times: clocks(from?.scheduleRunTimes), days: from?.scheduleRunDays ?? [] };
    }
    case 'Hourly': {
      const { interval = 0, scheduleWindowStartTime, scheduleWindowDuration = 0 } = schedule.hourlySchedule ?? {};
      const [from = ''] = clocks(scheduleWindowStartTime === undefined ? [] : [scheduleWindowStartTime]);
      return v2 ? { kind: 'Hourly', from, everyHours: interval, forHours: scheduleWindowDuration } : undefined;
    }
    default:
      return undefined;
  }
}

/** Time of day of each entry; its date is a dummy, and it is in the policy's zone whatever is written. */
function clocks(times: string[] | undefined): string[] {
  return (times ?? []).map((time) => /T(\d{2}:\d{2})/.exec(String(time))?.[1] ?? '');
}

/**
 * What is wrong with a policy, in our words: the rules are from the documentation of the service and of its clients,
 * and the service only says that the input is not in proper format.
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

const days: Record<string, number> = { days: 1, weeks: 7, months: 30, years: 365 };
const schedules = ['dailySchedule', 'weeklySchedule', 'monthlySchedule', 'yearlySchedule'] as const;

/**
 * Whether points of the first policy would be kept for a shorter time under the second. A Resource Guard and an
 * immutable vault check that (documented); az also counts rarer backups, which are not checked here.
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

/** When a policy runs next after this moment; undefined if never. */
export function runAfter(properties: PolicyProperties, after: Date): Date | undefined {
  const runs = runsOf(properties);
  if (!runs) return undefined;
  const from = localDay(properties, after).minus({ days: 1 });
  // A weekly policy waits a week and a day at most.
  for (let day = 0; day <= 9; day++) {
    const date = from.plus({ days: day });
    if (runs.kind === 'Weekly' && !runs.days.includes(weekdays[date.weekday - 1] ?? '')) continue;
    const times = runs.kind === 'Hourly' ? hoursOf(runs) : runs.times.map((time) => ({ time, hours: 0 }));
    for (const { time, hours } of times) {
      const [hour, minute] = time.split(':').map(Number);
      const at = date
        .set({ hour: hour ?? 0, minute: minute ?? 0 })
        .plus({ hours })
        .toJSDate();
      if (at > after) return at;
    }
  }
  return undefined;
}

function hoursOf({ from, everyHours, forHours }: { from: string; everyHours: number; forHours: number }) {
  // A window of 24 hours starts again where the next one does.
  const count = forHours >= 24 ? forHours / everyHours : Math.floor(forHours / everyHours) + 1;
  return Array.from({ length: count }, (_, index) => ({ time: from, hours: index * everyHours }));
}

/** Expiry of a point of this moment, by the longest of the policy's matching rules. */
export function keepUntil(properties: PolicyProperties, at: Date): Date {
  const { dailySchedule, weeklySchedule, monthlySchedule, yearlySchedule } = properties.retentionPolicy ?? {};
  const local = DateTime.fromJSDate(at, { zone: zoneOf(properties.timeZone ?? 'UTC') ?? 'UTC' });
  const ends = [local];
  const keep = (count: number | undefined, unit: 'days' | 'weeks' | 'months' | 'years') =>
    ends.push(local.plus({ [unit]: count ?? 0 }));
  keep(dailySchedule?.retentionDuration?.count, 'days');
  if (weeklySchedule?.daysOfTheWeek?.includes(weekdays[local.weekday - 1] ?? '')) {
    keep(weeklySchedule.retentionDuration?.count, 'weeks');
  }
  if (monthlySchedule && meets(monthlySchedule, local)) keep(monthlySchedule.retentionDuration?.count, 'months');
  if (yearlySchedule?.monthsOfYear?.includes(months[local.month - 1] ?? '') && meets(yearlySchedule, local)) {
    keep(yearlySchedule.retentionDuration?.count, 'years');
  }
  return new Date(Math.max(...ends.map((end) => end.toMillis())));
}

function meets(format: MonthFormat, local: DateTime): boolean {
  const last = local.daysInMonth ?? 31;
  if (format.retentionScheduleFormatType === 'Daily') {
    const days = format.retentionScheduleDaily?.daysOfTheMonth ?? [];
    return days.some(({ date, isLast }) => (isLast ? local.day === last : date === local.day));
  }
  const { daysOfTheWeek = [], weeksOfTheMonth = [] } = format.retentionScheduleWeekly ?? {};
  if (!daysOfTheWeek.includes(weekdays[local.weekday - 1] ?? '')) return false;
  const week = ['First', 'Second', 'Third', 'Fourth'][Math.floor((local.day - 1) / 7)] ?? '';
  return weeksOfTheMonth.includes(week) || (weeksOfTheMonth.includes('Last') && local.day > last - 7);
}

function localDay(properties: PolicyProperties, at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: zoneOf(properties.timeZone ?? 'UTC') ?? 'UTC' }).startOf('day');
}

/** The IANA zone for a Windows name, which policies use; undefined for an unknown name. */
export function zoneOf(windowsName: string): string | undefined {
  return windowsName === 'UTC' ? 'UTC' : findIana(windowsName, '001')[0];
}
