import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  keepUntil,
  type PolicyProperties,
  type Retention,
  runAfter,
  type Schedule,
  zoneOf,
} from '../../../sandbox/world/policy.ts';

function policy(schedulePolicy: Schedule, timeZone = 'UTC', retentionPolicy: Retention = {}): PolicyProperties {
  return { backupManagementType: 'AzureIaasVM', schedulePolicy, retentionPolicy, timeZone };
}

/** The next runs after a moment, to the minute. */
function runs(properties: PolicyProperties, after: string, count: number): string[] {
  let at = new Date(after);
  return Array.from({ length: count }, () => {
    at = runAfter(properties, at) ?? assert.fail('it never runs');
    return at.toISOString().slice(0, 16);
  });
}

const standard = { schedulePolicyType: 'SimpleSchedulePolicy' };
const enhanced = { schedulePolicyType: 'SimpleSchedulePolicyV2' };

test('a daily policy keeps the wall clock of its zone, also when the clocks change', () => {
  const nightly = policy(
    { ...standard, scheduleRunFrequency: 'Daily', scheduleRunTimes: ['2026-01-01T04:30:00Z'] },
    'W. Europe Standard Time',
  );
  assert.deepEqual(runs(nightly, '2026-10-24T12:00:00Z', 2), ['2026-10-25T03:30', '2026-10-26T03:30']);
  assert.deepEqual(runs(nightly, '2026-10-23T12:00:00Z', 1), ['2026-10-24T02:30']);
});

test('a weekly policy runs on its days', () => {
  const days = ['Monday', 'Friday'];
  const v2 = { scheduleRunDays: days, scheduleRunTimes: ['2026-01-01T22:00:00Z'] };
  // 24 November 2026 is a Tuesday.
  const expected = ['2026-11-27T22:00', '2026-11-30T22:00', '2026-12-04T22:00'];
  const weekly = policy({ ...enhanced, scheduleRunFrequency: 'Weekly', weeklySchedule: v2 });
  assert.deepEqual(runs(weekly, '2026-11-24T12:00:00Z', 3), expected);
  assert.deepEqual(
    runs(policy({ ...standard, scheduleRunFrequency: 'Weekly', ...v2 }), '2026-11-24T12:00:00Z', 3),
    expected,
  );
});

test('an hourly policy runs in its window, to its end and past midnight', () => {
  const hourly = (interval: number, scheduleWindowDuration: number) =>
    policy({
      ...enhanced,
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: { interval, scheduleWindowStartTime: '2026-01-01T18:00:00Z', scheduleWindowDuration },
    });
  assert.deepEqual(runs(hourly(4, 8), '2026-11-24T12:00:00Z', 4), [
    '2026-11-24T18:00',
    '2026-11-24T22:00',
    '2026-11-25T02:00',
    '2026-11-25T18:00',
  ]);
  assert.deepEqual(runs(hourly(12, 24), '2026-11-24T12:00:00Z', 3), [
    '2026-11-24T18:00',
    '2026-11-25T06:00',
    '2026-11-25T18:00',
  ]);
});

test('a point is kept by the longest rule that its day meets, in the zone of the policy', () => {
  const during = (count: number, durationType: string) => ({ retentionDuration: { count, durationType } });
  const keeping = policy({}, 'Tokyo Standard Time', {
    dailySchedule: during(7, 'Days'),
    weeklySchedule: { ...during(4, 'Weeks'), daysOfTheWeek: ['Sunday'] },
    monthlySchedule: {
      ...during(12, 'Months'),
      retentionScheduleFormatType: 'Weekly',
      retentionScheduleWeekly: { daysOfTheWeek: ['Sunday'], weeksOfTheMonth: ['Last'] },
    },
    yearlySchedule: {
      ...during(10, 'Years'),
      monthsOfYear: ['December'],
      retentionScheduleFormatType: 'Daily',
      retentionScheduleDaily: { daysOfTheMonth: [{ date: 0, isLast: true }] },
    },
  });
  const until = (at: string) => keepUntil(keeping, new Date(at)).toISOString().slice(0, 10);
  assert.equal(until('2026-11-24T12:00:00Z'), '2026-12-01');
  // Saturday evening in UTC is Sunday in Tokyo: the 8th is no last Sunday of the month, the 29th is.
  assert.equal(until('2026-11-07T20:00:00Z'), '2026-12-05');
  assert.equal(until('2026-11-28T20:00:00Z'), '2027-11-28');
  assert.equal(until('2026-12-31T02:00:00Z'), '2036-12-31');
});

test('zones are known by their Windows names only', () => {
  assert.equal(zoneOf('W. Europe Standard Time'), 'Europe/Berlin');
  assert.equal(zoneOf('Hawaiian Standard Time'), 'Pacific/Honolulu');
  for (const name of ['Europe/Amsterdam', 'CET', '']) assert.equal(zoneOf(name), undefined, name);
});
