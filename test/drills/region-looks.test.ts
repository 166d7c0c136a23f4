import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookAtRegions } from '../../src/drills/look-at-regions.ts';
import { readRegions } from '../../src/drills/read-regions.ts';
import type { Target } from '../../src/machines/inventory.ts';
import { keepRegionLook } from '../../src/machines/kept-regions.ts';
import type { RegionReadiness } from '../../src/machines/rules/region-readiness.ts';
import type { PersonServices, Services } from '../../src/services.ts';
import { sharedStore } from '../store/engines.ts';

const hour = 60 * 60_000;
const log = { error: (_: object, text: string) => assert.fail(text) };
const unread: RegionReadiness['gaps'] = [{ verdict: 'unknown', text: { code: 'azure.throttled', params: {} } }];

/** Machines of one vault that is copied; each look takes some minutes. */
async function worldOf(names: readonly string[], isRead: (vm: string) => boolean) {
  const store = await sharedStore('embedded');
  const from = (await store.transaction(async (tx) => tx.now())).getTime();
  let passed = 0;
  const clock = { now: () => new Date(from + passed) };
  const vault = { id: '/vaults/rsv', name: 'rsv', crossRegionRestore: 'yes' };
  const targets = names.map((vmName) => ({ vault, item: { vmName, containerName: `c;${vmName}` } })) as Target[];
  const looked: string[] = [];
  const services = {
    store,
    log,
    clock,
    config: { tenantId: 'contoso', timeZone: 'UTC' },
    inventory: {
      readVaults: async () => ({ vaults: [vault], unread: [] }),
      readTargets: async () => ({ targets, unread: { subscriptions: 0, vaults: [] } }),
    },
    regionLooks: {
      async of(target: Target) {
        looked.push(target.item.vmName);
        const isKnown = isRead(target.item.vmName);
        const found: RegionReadiness = isKnown ? { state: 'ready', gaps: [] } : { state: 'unknown', gaps: unread };
        await keepRegionLook({ store, log }, target, { ...found, lookedAt: clock.now() });
        return { ...found, lookedAt: clock.now() };
      },
    },
  } as unknown as Services & PersonServices;
  const pass = (ms: number) => {
    passed += ms;
  };
  const due = async () => {
    const row = await store.db
      .selectFrom('wakeups')
      .select('due_at')
      .where('key', '=', 'region-looks:')
      .executeTakeFirst();
    return row?.due_at && row.due_at.getTime() - from;
  };
  const forget = () => store.db.deleteFrom('wakeups').where('key', '=', 'region-looks:').execute();
  return { services, looked, pass, due, forget };
}

describe('what is kept of other regions', () => {
  it('is not told as ready once it is too old, neither in the list nor in its sum', async () => {
    const { services, pass } = await worldOf(['sql-01'], () => true);
    await lookAtRegions(services);
    assert.deepEqual((await readRegions(services, 1)).counts, { ready: 1, lacking: 0, unknown: 0, none: 0 });
    pass(36 * hour);
    const { counts, page } = await readRegions(services, 1);
    assert.deepEqual(counts, { ready: 0, lacking: 0, unknown: 1, none: 0 });
    assert.equal(page.rows[0]?.found?.state, 'unknown');
  });

  it('is tried again in the same night where an earlier run of it could not read something', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `vm-${String(index).padStart(2, '0')}`);
    const { services, looked, due, forget } = await worldOf(names, (vm) => vm !== 'vm-03');
    await lookAtRegions(services);
    assert.equal(looked.length, 10);
    await forget();
    await lookAtRegions(services);
    assert.deepEqual(looked, names);
    assert.ok(((await due()) ?? 0) < 5 * hour);
  });
});
