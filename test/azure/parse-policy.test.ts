import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePolicy, policyProperties } from '../../src/azure/policies.ts';
import {
  type MonthDays,
  monthNames,
  type PolicyBody,
  type PolicySchedule,
  weekdays,
  weeksOfMonth,
} from '../../src/kernel/backup-policy.ts';

const vault = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv';
const id = `${vault}/backupPolicies/p`;

/** As the SDK hands it over: JSON with its times as dates. */
function parsed(properties: unknown) {
  return parsePolicy({ id, name: 'p', properties: properties as never });
}

/** Objects like those of the code, not without a prototype. */
const record = <T>(members: { [Name in keyof T]: fc.Arbitrary<T[Name]> }) =>
  fc.record(members, { noNullPrototype: true });
const someOf = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 });
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const schedule: fc.Arbitrary<PolicySchedule> = fc.oneof(
  record({ kind: fc.constant('daily' as const), time }),
  record({ kind: fc.constant('weekly' as const), time, days: someOf(weekdays) }),
  record({
    kind: fc.constant('hourly' as const),
    everyHours: fc.constantFrom(4, 6, 8, 12, 24),
    from: time,
    forHours: fc.constantFrom(12, 24),
  }),
);
const count = fc.integer({ min: 1, max: 9999 });
const on: fc.Arbitrary<MonthDays> = fc.oneof(
  record({ by: fc.constant('weekday' as const), days: someOf(weekdays), weeks: someOf(weeksOfMonth) }),
  record({
    by: fc.constant('date' as const),
    dates: fc.uniqueArray(fc.integer({ min: 1, max: 28 })),
    last: fc.boolean(),
  }),
);
const body: fc.Arbitrary<PolicyBody> = schedule.chain((one) =>
  record({
    version: one.kind === 'hourly' ? fc.constant('V2' as const) : fc.constantFrom('V1' as const, 'V2' as const),
    schedule: fc.constant(one),
    retention: fc.record(
      {
        daily: record({ count }),
        weekly: record({ count, days: someOf(weekdays) }),
        monthly: record({ count, on }),
        yearly: record({ count, months: someOf(monthNames), on }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    snapshotDays: fc.integer({ min: 1, max: 30 }),
    timeZone: fc.constantFrom('UTC', 'W. Europe Standard Time'),
  }),
);

test('what is written is what is read', () => {
  fc.assert(
    fc.property(body, (one) => {
      assert.deepEqual(parsed(policyProperties(one)), { ...one, id, vaultId: vault, name: 'p', itemCount: 0 });
    }),
  );
});

test('an older version, which sends enums as their position', () => {
  const at = new Date('2021-05-26T12:30:00Z');
  const found = parsed({
    backupManagementType: 'AzureIaasVM',
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 2,
      scheduleRunDays: [0, 1],
      scheduleRunTimes: [at],
    },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      weeklySchedule: { daysOfTheWeek: [0], retentionTimes: [at], retentionDuration: { count: 4, durationType: 2 } },
      yearlySchedule: {
        retentionScheduleFormatType: 1,
        monthsOfYear: [1, 12],
        retentionScheduleDaily: {
          daysOfTheMonth: [
            { date: 3, isLast: false },
            { date: 0, isLast: true },
          ],
        },
        retentionDuration: { count: 2 },
      },
    },
    protectedItemsCount: 3,
  });
  assert.deepEqual(found, {
    id,
    vaultId: vault,
    name: 'p',
    version: 'V1',
    schedule: { kind: 'weekly', time: '12:30', days: ['Monday', 'Sunday'] },
    retention: {
      weekly: { count: 4, days: ['Sunday'] },
      yearly: { count: 2, months: ['January', 'December'], on: { by: 'date', dates: [3], last: true } },
    },
    snapshotDays: 2,
    timeZone: 'UTC',
    itemCount: 3,
  });
});

test('a policy of something else is none, and an odd one of VMs is unknown, not an error', () => {
  assert.equal(parsed({ backupManagementType: 'AzureStorage' }), undefined);
  assert.equal(parsed(undefined), undefined);
  fc.assert(
    fc.property(fc.object(), fc.object(), (schedulePolicy, retentionPolicy) => {
      const odd = { ...schedulePolicy, schedulePolicyType: 'SimpleSchedulePolicyV2', scheduleRunFrequency: 'Hourly' };
      const found = parsed({ backupManagementType: 'AzureIaasVM', schedulePolicy: odd, retentionPolicy });
      assert.equal(found?.schedule.kind, 'unknown');
    }),
  );
});
