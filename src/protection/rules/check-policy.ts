import { type MonthDays, type PolicyBody, type Weekday, weekdays } from '../../kernel/backup-policy.ts';
import { findIanaTimeZone } from '../../kernel/time-zones.ts';

/** The part of a policy that is wrong; the form shows the message beside it. */
export const policyFields = [
  'name',
  'kind',
  'zone',
  'time',
  'days',
  'every',
  'hours',
  'snapshots',
  'daily',
  'weekly',
  'weeklyDays',
  'monthly',
  'monthlyOn',
  'yearly',
  'yearlyMonths',
  'yearlyOn',
] as const;

export type PolicyField = (typeof policyFields)[number];

export const policyProblemCodes = [
  'name-odd',
  'name-taken',
  'kind-missing',
  'zone-unknown',
  'time-unreadable',
  'time-not-half-hour',
  'days-missing',
  'every-odd',
  'hours-odd',
  'not-a-number',
  'too-few',
  'too-many',
  'snapshots-weekly',
  'snapshots-past-daily',
  'daily-missing',
  'daily-of-weekly',
  'weekly-missing',
  'days-not-scheduled',
  'weekly-days-all',
  'weeks-missing',
  'dates-missing',
  'date-odd',
  'dates-of-weekly',
  'months-missing',
] as const;

export type PolicyProblemCode = (typeof policyProblemCodes)[number];

export type PolicyProblem = { field: PolicyField; code: PolicyProblemCode; params?: Record<string, string | number> };

/** Problems for which the service would refuse a policy, in form order; [] if none. */
export function checkPolicy(name: string, body: PolicyBody): PolicyProblem[] {
  return [
    ...(policyLimits.name.test(name) ? [] : [problem('name', 'name-odd')]),
    ...(findIanaTimeZone(body.timeZone) === undefined
      ? [problem('zone', 'zone-unknown', { zone: body.timeZone })]
      : []),
    ...checkSchedule(body),
    ...checkSnapshots(body),
    ...checkRetention(body),
  ];
}

function checkSchedule({ version, schedule }: PolicyBody): PolicyProblem[] {
  const time = schedule.kind === 'hourly' ? schedule.from : schedule.time;
  const found = checkTime(time);
  if (schedule.kind === 'weekly' && schedule.days.length === 0) found.push(problem('days', 'days-missing'));
  if (schedule.kind !== 'hourly') return found;
  if (version === 'V1') found.push(problem('kind', 'kind-missing'));
  const { everyHours, forHours } = schedule;
  const { least, most } = policyLimits.windowHours;
  if (!policyLimits.everyHours.some((hours) => hours === everyHours)) found.push(problem('every', 'every-odd'));
  else if (!isCount(forHours) || forHours < least || forHours > most || forHours % everyHours !== 0) {
    found.push(problem('hours', 'hours-odd', { every: everyHours, most }));
  }
  return found;
}

function checkTime(time: string): PolicyProblem[] {
  const parts = /^([01]\d|2[0-3]):(\d\d)$/.exec(time);
  if (!parts) return [problem('time', 'time-unreadable')];
  return policyLimits.minutes.some((minutes) => minutes === parts[2]) ? [] : [problem('time', 'time-not-half-hour')];
}

function checkSnapshots({ version, schedule, snapshotDays, retention }: PolicyBody): PolicyProblem[] {
  const limits = policyLimits.snapshots[version];
  const weeklyV2 = version === 'V2' && schedule.kind === 'weekly';
  const least = weeklyV2 ? policyLimits.weeklySnapshots : limits.least;
  const often = schedule.kind === 'hourly' ? policyLimits.hourlySnapshots.get(schedule.everyHours) : undefined;
  const outside = checkCount('snapshots', snapshotDays, { least, most: often ?? limits.most });
  if (outside.length > 0) return outside;
  if (version === 'V1' && schedule.kind === 'weekly' && snapshotDays !== policyLimits.weeklySnapshots) {
    return [problem('snapshots', 'snapshots-weekly', { days: policyLimits.weeklySnapshots })];
  }
  const kept = retention.daily?.count;
  // A snapshot belongs to a recovery point and expires with it.
  return kept !== undefined && snapshotDays > kept ? [problem('snapshots', 'snapshots-past-daily', { kept })] : [];
}

function checkRetention({ schedule, retention }: PolicyBody): PolicyProblem[] {
  const { daily, weekly, monthly, yearly } = retention;
  const scheduled = schedule.kind === 'weekly' ? schedule.days : [...weekdays];
  const found: PolicyProblem[] = [];
  if (schedule.kind === 'weekly') {
    if (daily) found.push(problem('daily', 'daily-of-weekly'));
    if (!weekly) found.push(problem('weekly', 'weekly-missing'));
  } else if (!daily) {
    found.push(problem('daily', 'daily-missing'));
  }
  if (daily) found.push(...checkCount('daily', daily.count, policyLimits.days));
  if (weekly) {
    found.push(...checkCount('weekly', weekly.count, policyLimits.weeks));
    if (weekly.days.length === 0) found.push(problem('weeklyDays', 'days-missing'));
    else found.push(...checkDays('weeklyDays', weekly.days, scheduled));
    // Every point of a weekly schedule is a weekly point.
    if (schedule.kind === 'weekly' && scheduled.some((day) => !weekly.days.includes(day))) {
      found.push(problem('weeklyDays', 'weekly-days-all'));
    }
  }
  if (monthly) {
    found.push(...checkCount('monthly', monthly.count, policyLimits.months));
    found.push(...checkMonthDays('monthlyOn', monthly.on, schedule.kind === 'weekly', scheduled));
  }
  if (yearly) {
    found.push(...checkCount('yearly', yearly.count, policyLimits.years));
    if (yearly.months.length === 0) found.push(problem('yearlyMonths', 'months-missing'));
    found.push(...checkMonthDays('yearlyOn', yearly.on, schedule.kind === 'weekly', scheduled));
  }
  return found;
}

function checkMonthDays(
  field: PolicyField,
  on: MonthDays,
  isWeekly: boolean,
  scheduled: readonly Weekday[],
): PolicyProblem[] {
  if (on.by === 'date') {
    if (isWeekly) return [problem(field, 'dates-of-weekly')];
    if (on.dates.length === 0 && !on.last) return [problem(field, 'dates-missing')];
    const odd = on.dates.some((date) => !isCount(date) || date < 1 || date > policyLimits.lastDate);
    return odd ? [problem(field, 'date-odd', { most: policyLimits.lastDate })] : [];
  }
  if (on.weeks.length === 0) return [problem(field, 'weeks-missing')];
  return on.days.length === 0 ? [problem(field, 'days-missing')] : checkDays(field, on.days, scheduled);
}

function checkDays(field: PolicyField, days: readonly Weekday[], scheduled: readonly Weekday[]): PolicyProblem[] {
  return days.every((day) => scheduled.includes(day)) ? [] : [problem(field, 'days-not-scheduled')];
}

function checkCount(field: PolicyField, count: number, { least, most }: { least: number; most: number }) {
  if (!isCount(count)) return [problem(field, 'not-a-number')];
  if (count < least) return [problem(field, 'too-few', { least })];
  return count > most ? [problem(field, 'too-many', { most })] : [];
}

function isCount(value: number): boolean {
  return Number.isInteger(value);
}

function problem(field: PolicyField, code: PolicyProblemCode, params?: PolicyProblem['params']): PolicyProblem {
  return { field, code, ...(params && { params }) };
}

/**
 * Limits of the service for VM policies, documented for the portal and PowerShell; the REST specification has no
 * numbers. Undocumented limits are left to the service, whose refusal is explained afterwards.
 */
export const policyLimits = {
  /** Scheduled jobs start only on the hour or half hour. */
  minutes: ['00', '30'],
  name: /^[A-Za-z][A-Za-z0-9-]{2,149}$/,
  days: { least: 7, most: 9999 },
  weeks: { least: 1, most: 5163 },
  months: { least: 1, most: 1188 },
  years: { least: 1, most: 99 },
  /** Snapshot retention in days, by policy version: V1 standard, V2 enhanced. */
  snapshots: { V1: { least: 1, most: 5 }, V2: { least: 1, most: 30 } },
  /**
   * A weekly standard policy keeps its snapshots for exactly five days (documented). A third party says that weekly
   * enhanced ones need at least as many; Microsoft does not, and it is not verified.
   */
  weeklySnapshots: 5,
  everyHours: [4, 6, 8, 12, 24],
  /** Upper limit of snapshot days for enhanced policies with this interval in hours (documented in June 2025). */
  hourlySnapshots: new Map([
    [4, 17],
    [6, 22],
  ]),
  windowHours: { least: 4, most: 24 },
  /** The last date that every month has. */
  lastDate: 28,
} as const;

/** VMs that one vault can protect. */
export const mostVmsPerVault = 1000;
