import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusOf } from '../../../sandbox/world/jobs.ts';
import { backupManagementService } from '../../../sandbox/world/people.ts';
import { vaultIds } from '../../../sandbox/world/places.ts';
import { roles } from '../../../sandbox/world/role-definitions.ts';
import { makeWorld } from '../../../sandbox/world/seed.ts';
import type { ProtectedItem } from '../../../sandbox/world/vault.ts';
import type { World } from '../../../sandbox/world/world.ts';

const hour = 3_600_000;
const day = 24 * hour;

function worldAt(origin: string): World {
  return makeWorld({ origin: new Date(origin), fleetSize: 2, realNow: () => 0 });
}

function pass(world: World, ms: number): void {
  world.clock.advance(ms);
  world.settle();
}

function itemOf(world: World, name: string, vault = vaultIds.prod): ProtectedItem {
  const found = [...(world.vault(vault)?.items.values() ?? [])].find((item) => item.vmName === name);
  assert.ok(found, name);
  return found;
}

/** Jobs since the world began. */
function since(world: World, item: ProtectedItem) {
  return item.vault.jobs
    .filter((job) => job.item === item && job.startedAt >= world.origin)
    .map((job) => [
      job.startedAt.toISOString().slice(0, 13),
      statusOf(job, world.clock.now()),
      job.errors[0]?.errorTitle,
    ]);
}

test('at 01:00 a backup begins, its point comes with the snapshot, and the oldest point goes', () => {
  const world = worldAt('2026-11-24T12:00:00Z');
  const item = itemOf(world, 'web-01');
  const before = item.points.map((point) => point.name);
  pass(world, 13 * hour + 30_000);
  assert.deepEqual(since(world, item), [['2026-11-25T01', 'InProgress', undefined]]);
  pass(world, 10 * 60_000);
  assert.deepEqual(item.points[0]?.tiers, [{ tier: 'InstantRP', status: 'Valid' }]);
  assert.equal(item.points[0]?.at.toISOString().slice(0, 16), '2026-11-25T01:00');
  pass(world, hour);
  assert.equal(item.points[0]?.tiers.length, 2);
  assert.deepEqual(since(world, item), [['2026-11-25T01', 'Completed', undefined]]);
  assert.equal(item.lastBackup?.at.toISOString().slice(0, 13), '2026-11-25T01');
  pass(world, day);
  assert.equal(item.points.length, before.length);
  assert.deepEqual(
    item.points.slice(2).map((point) => point.name),
    before.slice(0, -2),
  );
  const valid = item.points.filter((point) => point.tiers[0]?.status === 'Valid');
  assert.deepEqual(valid, item.points.slice(0, 2));
});

test('what is in the way of a backup fails it every night, and no longer once it is mended', () => {
  const world = worldAt('2026-11-24T12:00:00Z');
  pass(world, day + 2 * hour);
  const last = (name: string) => since(world, itemOf(world, name)).at(-1)?.[2];
  const reasons = Object.fromEntries(
    ['locked-01', 'rbac-01', 'drift-01', 'huge-01', 'agentless-01', 'gone-01', 'softkey-01', 'lostkey-01'].map(
      (name) => [name, last(name)],
    ),
  );
  assert.deepEqual(reasons, {
    'locked-01': 'UserErrorKeyVaultPermissionsNotConfigured',
    'rbac-01': 'UserErrorKeyVaultPermissionsNotConfigured',
    'drift-01': 'UserErrorKeyVaultPermissionsNotConfigured',
    'huge-01': 'UserErrorUnsupportedDiskSize',
    'agentless-01': 'UserErrorGuestAgentStatusUnavailable',
    'gone-01': 'UserErrorVmNotFoundV2',
    'softkey-01': 'BackUpOperationFailed',
    'lostkey-01': 'BackUpOperationFailed',
  });
  assert.equal(itemOf(world, 'huge-01').health.title, 'UserErrorUnsupportedDiskSize');
  for (const name of ['sql-01', 'rotated-01', 'off-01', 'legacy-01', 'host-01']) assert.equal(last(name), undefined);
  assert.equal(itemOf(world, 'off-01').points[0]?.consistency, 'CrashConsistent');
  assert.equal(itemOf(world, 'legacy-01').points[0]?.source.ade?.mechanism, 'DoublePass');

  world.roles.assign(
    backupManagementService.objectId,
    roles.keyVaultAdministrator,
    world.keyVault('kv-rbac').id,
    'ServicePrincipal',
  );
  pass(world, day);
  assert.equal(last('rbac-01'), undefined);
  assert.equal(itemOf(world, 'rbac-01').health.status, 'Passed');
});

test('a soft-deleted item is not backed up and is gone after a fortnight', () => {
  const world = worldAt('2026-11-24T12:00:00Z');
  const item = itemOf(world, 'undead-01');
  pass(world, 11 * day);
  assert.deepEqual(since(world, item), []);
  assert.equal(item.points.length, 28);
  pass(world, 2 * day);
  assert.ok(![...item.vault.items.values()].includes(item));
});

test('a jump of a year makes up for a month of nights', () => {
  const world = worldAt('2026-11-24T12:00:00Z');
  const item = itemOf(world, 'sql-01');
  pass(world, 365 * day);
  assert.equal(item.points.length, 30);
  assert.equal(item.points[0]?.at.toISOString().slice(0, 10), '2027-11-24');
  assert.ok(since(world, item).length < 40);
  // The large vault rests at night.
  assert.equal(since(world, itemOf(world, 'fleet-0001', vaultIds.fleet)).length, 0);
});

test('a world that starts just after 01:00 begins that night two hours late and leaves none out', () => {
  const world = worldAt('2026-11-24T01:30:00Z');
  const item = itemOf(world, 'web-01');
  assert.equal(item.points[0]?.at.toISOString().slice(0, 10), '2026-11-23');
  pass(world, day);
  assert.deepEqual(
    since(world, item).map(([at]) => at),
    ['2026-11-24T03', '2026-11-25T01'],
  );
});
