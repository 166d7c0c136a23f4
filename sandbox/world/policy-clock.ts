import { DateTime } from 'luxon';
import { type MonthFormat, months, type PolicyProperties, runsOf, weekdays } from './policy-properties.ts';
import { zoneOf } from './time-zones.ts';

/** The next time a policy runs after this moment; undefined for one that never does. */
export function runAfter(properties: PolicyProperties, after: Date): Date | undefined {
  const runs = runsOf(properties);
  if (!runs) return undefined;
  const from = localDay(properties, after).minus({ days: 1 });
  // A week and a day: the longest that a weekly policy waits.
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
  // A window of 24 hours begins again where the next one does.
  const count = forHours >= 24 ? forHours / everyHours : Math.floor(forHours / everyHours) + 1;
  return Array.from({ length: count }, (_, index) => ({ time: from, hours: index * everyHours }));
}

/** Until when a point of this moment is kept: by the longest of the policy's rules that its day meets. */
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
