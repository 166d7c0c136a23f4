import fc from 'fast-check';
import {
  type MonthDays,
  monthNames,
  type PolicyBody,
  type Weekday,
  weekdays,
  weeksOfMonth,
} from '../../../src/kernel/backup-policy.ts';
import type { PolicyEntries } from '../../../src/protection/rules/parse-policy.ts';

/** V1, every night, as the portal creates it. */
export const nightly: PolicyBody = {
  version: 'V1',
  schedule: { kind: 'daily', time: '02:00' },
  retention: { daily: { count: 30 } },
  snapshotDays: 2,
  timeZone: 'W. Europe Standard Time',
};

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
  .map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${minutes}`);
const zone = fc.constantFrom('UTC', 'W. Europe Standard Time', 'India Standard Time', 'Eastern Standard Time');

function someOf<Name>(names: readonly Name[]) {
  return fc.subarray([...names], { minLength: 1 });
}

function monthDays(days: readonly Weekday[], byDate: boolean): fc.Arbitrary<MonthDays> {
  const byWeekday = fc.record({ by: fc.constant('weekday' as const), days: someOf(days), weeks: someOf(weeksOfMonth) });
  if (!byDate) return byWeekday;
  const dates = fc.subarray(
    Array.from({ length: 28 }, (_, index) => index + 1),
    { minLength: 1 },
  );
  return fc.oneof(byWeekday, fc.record({ by: fc.constant('date' as const), dates, last: fc.boolean() }));
}

function bodies(version: PolicyBody['version'], kind: PolicyBody['schedule']['kind']): fc.Arbitrary<PolicyBody> {
  const isWeekly = kind === 'weekly';
  return someOf(weekdays).chain((days) => {
    const scheduled = isWeekly ? days : weekdays;
    const schedule: fc.Arbitrary<PolicyBody['schedule']> = isWeekly
      ? fc.record({ kind: fc.constant('weekly' as const), time, days: fc.constant(days) })
      : kind === 'daily'
        ? fc.record({ kind: fc.constant('daily' as const), time })
        : fc
            .constantFrom([4, 4], [4, 24], [6, 12], [8, 16], [12, 24])
            .chain(([everyHours = 4, forHours = 4]) =>
              time.map((from) => ({ kind: 'hourly' as const, everyHours, from, forHours })),
            );
    const weekly = fc.record({
      count: fc.integer({ min: 1, max: 5163 }),
      days: isWeekly ? fc.constant(days) : someOf(weekdays),
    });
    const monthly = fc.record({ count: fc.integer({ min: 1, max: 1188 }), on: monthDays(scheduled, !isWeekly) });
    const yearly = fc.record({
      count: fc.integer({ min: 1, max: 99 }),
      months: someOf(monthNames),
      on: monthDays(scheduled, !isWeekly),
    });
    const daily = fc.integer({ min: 30, max: 9999 }).map((count) => ({ count }));
    return fc
      .record({
        schedule,
        daily: isWeekly ? fc.constant(undefined) : daily,
        weekly: isWeekly ? weekly : fc.option(weekly, { nil: undefined }),
        monthly: fc.option(monthly, { nil: undefined }),
        yearly: fc.option(yearly, { nil: undefined }),
        snapshotDays:
          version === 'V2'
            ? fc.integer({ min: isWeekly ? 5 : 1, max: kind === 'hourly' ? 17 : 30 })
            : isWeekly
              ? fc.constant(5)
              : fc.integer({ min: 1, max: 5 }),
        timeZone: zone,
      })
      .map(({ daily: d, weekly: w, monthly: m, yearly: y, ...rest }) => ({
        version,
        ...rest,
        retention: {
          ...(d && { daily: d }),
          ...(w && { weekly: w }),
          ...(m && { monthly: m }),
          ...(y && { yearly: y }),
        },
      }));
  });
}

/** Every policy that the form can make and the service takes. */
export const goodPolicy: fc.Arbitrary<PolicyBody> = fc.oneof(
  bodies('V1', 'daily'),
  bodies('V1', 'weekly'),
  bodies('V2', 'daily'),
  bodies('V2', 'weekly'),
  bodies('V2', 'hourly'),
);

/** Entries that give this policy. */
export function entriesFor(name: string, { version, schedule, retention, snapshotDays, timeZone }: PolicyBody) {
  const { daily, weekly, monthly, yearly } = retention;
  const on = (prefix: 'monthly' | 'yearly', days: MonthDays): PolicyEntries =>
    days.by === 'date'
      ? { [`${prefix}By`]: 'date', [`${prefix}Dates`]: [...days.dates, ...(days.last ? ['last'] : [])].join(', ') }
      : {
          [`${prefix}By`]: 'weekday',
          [`${prefix}Weeks`]: days.weeks.join(','),
          [`${prefix}Days`]: days.days.join(','),
        };
  const entries: PolicyEntries = {
    name,
    kind: schedule.kind === 'hourly' || version === 'V1' ? schedule.kind : `${schedule.kind}-v2`,
    zone: timeZone,
    time: schedule.kind === 'hourly' ? schedule.from : schedule.time,
    ...(schedule.kind === 'weekly' && { days: schedule.days.join(',') }),
    ...(schedule.kind === 'hourly' && { every: String(schedule.everyHours), hours: String(schedule.forHours) }),
    snapshots: String(snapshotDays),
    ...(daily && { daily: String(daily.count) }),
    ...(weekly && { weekly: String(weekly.count), weeklyDays: weekly.days.join(',') }),
    ...(monthly && { monthly: String(monthly.count), ...on('monthly', monthly.on) }),
    ...(yearly && {
      yearly: String(yearly.count),
      yearlyMonths: yearly.months.join(','),
      ...on('yearly', yearly.on),
    }),
  };
  return entries;
}
