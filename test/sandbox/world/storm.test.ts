import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusOf } from '../../../sandbox/world/job-state.ts';
import { hasKeyAccess, needsKeyVault, setKeyAccess } from '../../../sandbox/world/key-access.ts';
import { vaultIds } from '../../../sandbox/world/places.ts';
import { runNow } from '../../../sandbox/world/scheduled-backups.ts';
import type { ProtectedItem } from '../../../sandbox/world/vault.ts';
import { World } from '../../../sandbox/world/world.ts';

/** States and errors of the jobs of these items since the world began, each with how often it occurs. */
function jobsOf(world: World, items: ProtectedItem[]): Record<string, number> {
  const jobs = items.flatMap((item) => item.vault.jobs.filter((job) => job.item === item));
  const since = jobs.filter(({ startedAt }) => startedAt >= world.origin);
  assert.equal(new Set(since.map(({ id }) => id)).size, since.length);
  const all = since.map((job) => `${statusOf(job, world.clock.now())} ${job.errors[0]?.errorTitle ?? ''}`.trim());
  return Object.fromEntries([...Map.groupBy(all, (one) => one)].map(([one, found]) => [one, found.length]));
}

test('a key vault closed to Azure Backup fails the backups of all of its machines, and opened again none', () => {
  const world = new World({ origin: new Date('2026-11-24T12:00:00Z'), fleetSize: 820, realNow: () => 0 });
  const fleet = [...(world.vault(vaultIds.fleet)?.items.values() ?? [])];
  const items = fleet.filter((item) => needsKeyVault(world, item, 'kv-fleet'));
  assert.equal(items.length, 41);
  const run = () => {
    assert.equal(runNow(world, items), 41);
    world.clock.advance(2 * 3_600_000);
    world.settle();
  };
  setKeyAccess(world, 'kv-fleet', false);
  assert.equal(hasKeyAccess(world, 'kv-fleet'), false);
  run();
  const failed = { 'Failed UserErrorKeyVaultPermissionsNotConfigured': 41 };
  assert.deepEqual(jobsOf(world, items), failed);
  setKeyAccess(world, 'kv-fleet', true);
  run();
  assert.deepEqual(jobsOf(world, items), { ...failed, Completed: 41 });
});

test('the same for a key vault that goes by roles', () => {
  const world = new World({ origin: new Date('2026-11-24T12:00:00Z'), fleetSize: 0, realNow: () => 0 });
  assert.equal(hasKeyAccess(world, 'kv-rbac'), false);
  setKeyAccess(world, 'kv-rbac', true);
  assert.equal(hasKeyAccess(world, 'kv-rbac'), true);
  setKeyAccess(world, 'kv-rbac', false);
  assert.equal(hasKeyAccess(world, 'kv-rbac'), false);
});
