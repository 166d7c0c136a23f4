import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { vaultIds } from '../../sandbox/world/places.ts';
import type { PolicyBody } from '../../src/kernel/backup-policy.ts';
import { type LocalSetting, localAzure } from './local-setting.ts';

let s: LocalSetting;
before(async () => {
  s = await localAzure();
});
after(() => s.close());

const bodies: Record<string, PolicyBody> = {
  'v1-daily': {
    version: 'V1',
    schedule: { kind: 'daily', time: '02:00' },
    retention: {
      daily: { count: 30 },
      weekly: { count: 12, days: ['Sunday'] },
      monthly: { count: 60, on: { by: 'weekday', days: ['Sunday'], weeks: ['First', 'Last'] } },
      yearly: { count: 10, months: ['January', 'July'], on: { by: 'date', dates: [1, 15], last: true } },
    },
    snapshotDays: 2,
    timeZone: 'W. Europe Standard Time',
  },
  'v1-weekly': {
    version: 'V1',
    schedule: { kind: 'weekly', time: '22:30', days: ['Monday', 'Friday'] },
    retention: {
      weekly: { count: 8, days: ['Monday', 'Friday'] },
      monthly: { count: 12, on: { by: 'weekday', days: ['Friday'], weeks: ['Last'] } },
      yearly: { count: 3, months: ['December'], on: { by: 'weekday', days: ['Monday'], weeks: ['First'] } },
    },
    snapshotDays: 5,
    timeZone: 'UTC',
  },
  'v2-hourly': {
    version: 'V2',
    schedule: { kind: 'hourly', everyHours: 4, from: '08:00', forHours: 12 },
    retention: {
      daily: { count: 180 },
      weekly: { count: 12, days: ['Sunday'] },
      monthly: { count: 60, on: { by: 'date', dates: [28], last: true } },
      yearly: { count: 10, months: ['January'], on: { by: 'weekday', days: ['Sunday'], weeks: ['First'] } },
    },
    snapshotDays: 30,
    timeZone: 'India Standard Time',
  },
  'v2-daily': {
    version: 'V2',
    schedule: { kind: 'daily', time: '00:30' },
    retention: { daily: { count: 7 } },
    snapshotDays: 7,
    timeZone: 'UTC',
  },
  'v2-weekly': {
    version: 'V2',
    schedule: { kind: 'weekly', time: '05:00', days: ['Wednesday'] },
    retention: { weekly: { count: 4, days: ['Wednesday'] } },
    snapshotDays: 5,
    timeZone: 'UTC',
  },
};

for (const [name, body] of Object.entries(bodies)) {
  test(`${name}: made, and read back field by field`, async () => {
    assert.equal(await s.azure.policies.get(vaultIds.prod, name), undefined);
    const sent = await s.azure.policies.create({ vault: vaultIds.prod, name, body, clientRequestId: s.nextId() });
    assert.deepEqual(sent, { kind: 'accepted' });
    const expected = {
      ...body,
      id: `${vaultIds.prod}/backupPolicies/${name}`,
      vaultId: vaultIds.prod,
      name,
      itemCount: 0,
    };
    assert.deepEqual(await s.azure.policies.get(vaultIds.prod, name), expected);
    const listed = await s.azure.policies.list(vaultIds.prod);
    assert.deepEqual(
      listed.find((one) => one.name === name),
      expected,
    );
  });
}

const daily = bodies['v2-daily'] as PolicyBody;
for (const [what, body] of Object.entries({
  'six days': { ...daily, retention: { daily: { count: 6 } } },
  'a quarter past': { ...daily, schedule: { kind: 'daily', time: '02:15' } },
  'snapshots for six days in V1': { ...daily, version: 'V1', snapshotDays: 6 },
  'snapshots for two days and weekly': { ...(bodies['v1-weekly'] as PolicyBody), snapshotDays: 2 },
  'snapshots for 31 days': { ...daily, snapshotDays: 31 },
  'no retention': { ...daily, retention: {} },
  'daily retention of a weekly schedule': {
    ...(bodies['v2-weekly'] as PolicyBody),
    retention: { daily: { count: 7 } },
  },
  'weekly retention on a day without a backup': {
    ...(bodies['v2-weekly'] as PolicyBody),
    retention: { weekly: { count: 4, days: ['Sunday'] } },
  },
  'hourly in V1': { ...(bodies['v2-hourly'] as PolicyBody), version: 'V1' },
  'every 5 hours': {
    ...(bodies['v2-hourly'] as PolicyBody),
    schedule: { kind: 'hourly', everyHours: 5, from: '08:00', forHours: 10 },
  },
  'the 29th of a month': {
    ...daily,
    retention: { daily: { count: 7 }, monthly: { count: 1, on: { by: 'date', dates: [29], last: false } } },
  },
  'a hundred years': {
    ...daily,
    retention: {
      daily: { count: 7 },
      yearly: { count: 100, months: ['May'], on: { by: 'date', dates: [1], last: false } },
    },
  },
  'no such time zone': { ...daily, timeZone: 'Europe/Amsterdam' },
} satisfies Record<string, PolicyBody>)) {
  test(`refused as the service refuses it, and not made: ${what}`, async () => {
    const name = 'refused';
    const sent = await s.azure.policies.create({ vault: vaultIds.prod, name, body, clientRequestId: s.nextId() });
    assert.equal(sent.kind, 'refused');
    assert.equal(sent.kind === 'refused' && sent.failure.params.azureCode, 'BMSUserErrorInvalidPolicyInput');
    assert.equal(await s.azure.policies.get(vaultIds.prod, name), undefined);
  });
}

test('a name that is taken changes that policy, and the machines that have it get a job each', async () => {
  const before = await s.azure.policies.get(vaultIds.prod, 'daily-30');
  assert.ok(before && before.itemCount > 0);
  const clientRequestId = s.nextId();
  await s.azure.policies.create({ vault: vaultIds.prod, name: 'DAILY-30', body: daily, clientRequestId });
  const changed = await s.azure.policies.get(vaultIds.prod, 'daily-30');
  assert.deepEqual(changed?.retention, daily.retention);
  assert.equal(changed?.itemCount, before.itemCount);
  s.world.clock.advance(60_000);
  const jobs = await s.azure.jobs.list(vaultIds.prod, { operation: 'ConfigureBackup' });
  assert.equal(jobs.filter(({ activityId }) => activityId === clientRequestId).length, before.itemCount);
});
