import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access } from '../../src/access/access.ts';
import type { Azure } from '../../src/azure/open.ts';
import type { Person } from '../../src/kernel/chat.ts';
import { Clock } from '../../src/kernel/clock.ts';
import type { Config } from '../../src/kernel/config/config.ts';
import type { Target } from '../../src/machines/inventory.ts';
import { createChecks } from '../../src/restore/checks.ts';
import type { Planning } from '../../src/restore/planning.ts';

test('a defect in one read fails the check at once, and nothing else: the machine may still be looked at', async () => {
  const machine = Promise.withResolvers<undefined>();
  const gone = new Error('the database is gone');
  const azure = {
    points: { get: () => machine.promise },
    vms: { get: async () => undefined },
    places: { storageAccount: () => Promise.reject(gone), usages: async () => [] },
    resources: { exists: async () => true },
    directory: { servicePrincipal: async () => undefined },
    guards: { list: async () => [] },
  } as unknown as Azure;
  const planning = { profileOf: () => ({}) } as unknown as Planning;
  const config = { cloud: {} } as unknown as Config;
  const target = { vault: { location: 'westeurope' }, item: { id: '/items/sql-01' } } as Target;
  const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 });
  const checks = createChecks(azure, {} as Access, planning, config, clock, async () => undefined);
  // A rejection that nobody awaits would end the process, and this test with it.
  const failed = assert.rejects(checks.run(target, [], 'newest', {} as Person), gone);
  await new Promise(setImmediate);
  machine.resolve(undefined);
  await failed;
});

test('a vault without a profile fails the check, and no read goes on that could fail while nobody waits for it', async () => {
  const azure = { points: { get: () => Promise.reject(new Error('throttled')) } } as unknown as Azure;
  const without = new Error('no profile');
  const planning = {
    profileOf() {
      throw without;
    },
  } as unknown as Planning;
  const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 });
  const checks = createChecks(azure, {} as Access, planning, {} as Config, clock, async () => undefined);
  const target = { vault: { location: 'westeurope' }, item: { id: '/items/sql-01' } } as Target;
  await assert.rejects(checks.run(target, [], 'newest', {} as Person), without);
  // A rejection that nobody awaits would end the process, and this test with it.
  await new Promise(setImmediate);
});
