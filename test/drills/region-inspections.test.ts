import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonServices, Services } from '../../src/app/services.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { inspectRegions, readRegions } from '../../src/drills/regions.ts';
import type { Target } from '../../src/machines/inventory.ts';
import { keepRegionInspection } from '../../src/machines/region-inspector.ts';
import type { RegionReadiness } from '../../src/store/rules/region-inspection.ts';
import { sharedStore } from '../store/engines.ts';

const hour = 60 * 60_000;
const log = { error: (_: object, text: string) => assert.fail(text) };
const unread: RegionReadiness['gaps'] = [{ verdict: 'unknown', text: { code: 'azure.throttled', params: {} } }];

/** Machines of replicated vaults, each in its own subscription. */
async function worldOf(names: readonly string[], isRead: (vm: string) => boolean, vaultNames = ['rsv']) {
  const store = await sharedStore('embedded');
  const from = (await store.transaction(async (tx) => tx.now())).getTime();
  let passed = 0;
  const clock = { now: () => new Date(from + passed) };
  const vaults = vaultNames.map((name) => ({
    id: `/subscriptions/of-${name}/vaults/${name}`,
    name,
    crossRegionRestore: 'yes',
  }));
  const targets = vaults.flatMap((vault) =>
    names.map((vmName) => ({ vault, item: { vmName, vmId: `/vms/${vmName}`, containerName: `c;${vmName}` } })),
  ) as Target[];
  const looked: string[] = [];
  const ids = new Map<string, string>();
  const services = {
    store,
    log,
    clock,
    config: { tenantId: 'contoso', timeZone: 'UTC' },
    inventory: {
      readVaults: async () => ({ vaults, unread: [] }),
      readImmutableIds: async () => ids,
      readTargets: async () => ({ targets, unread: { subscriptions: 0, vaults: [] } }),
    },
    regionInspector: {
      async of(target: Target) {
        looked.push(target.item.vmName);
        const isKnown = isRead(target.item.vmName);
        const found: RegionReadiness = isKnown ? { state: 'ready', gaps: [] } : { state: 'unknown', gaps: unread };
        const immutableId = ids.get(target.item.vmId) ?? null;
        await keepRegionInspection({ store, log }, target, { ...found, immutableId, lookedAt: clock.now() });
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
  return { services, turn: { services } as Partial<Turn> as Turn, looked, pass, due, forget, ids };
}

describe('what is kept of other regions', () => {
  it('is not told as ready once it is too old, neither in the list nor in its sum', async () => {
    const { services, turn, pass } = await worldOf(['sql-01'], () => true);
    await inspectRegions(services);
    assert.deepEqual((await readRegions(turn, 1)).counts, {
      ready: 1,
      lacking: 0,
      unknown: 0,
      none: 0,
    });
    pass(36 * hour);
    const { counts, page } = await readRegions(turn, 1);
    assert.deepEqual(counts, { ready: 0, lacking: 0, unknown: 1, none: 0 });
    assert.deepEqual([page.rows[0]?.found?.state, page.rows[0]?.found?.isOld], ['unknown', true]);
  });

  it('of a machine that had the same name before is told of no other, which is looked at in the next run', async () => {
    const { services, turn, looked, ids } = await worldOf(['sql-01'], () => true);
    ids.set('/vms/sql-01', 'first');
    await inspectRegions(services);
    ids.set('/vms/sql-01', 'second');
    assert.deepEqual((await readRegions(turn, 1)).counts, {
      ready: 0,
      lacking: 0,
      unknown: 0,
      none: 1,
    });
    await inspectRegions(services);
    assert.deepEqual((await readRegions(turn, 1)).counts, {
      ready: 1,
      lacking: 0,
      unknown: 0,
      none: 0,
    });
    assert.deepEqual(looked, ['sql-01', 'sql-01']);
  });

  it('by a clock that was far ahead is not told, and the next look takes its place', async () => {
    const { services, turn, pass } = await worldOf(['sql-01'], () => true);
    pass(48 * hour);
    await inspectRegions(services);
    pass(-48 * hour);
    assert.deepEqual((await readRegions(turn, 1)).counts, {
      ready: 0,
      lacking: 0,
      unknown: 0,
      none: 1,
    });
    await inspectRegions(services);
    assert.deepEqual((await readRegions(turn, 1)).counts, {
      ready: 1,
      lacking: 0,
      unknown: 0,
      none: 0,
    });
  });

  it('is of ten machines of each subscription at a time, as each has limits of its own', async () => {
    const names = Array.from({ length: 11 }, (_, index) => `vm-${String(index).padStart(2, '0')}`);
    const { services, looked } = await worldOf(names, () => true, ['one', 'two']);
    await inspectRegions(services);
    assert.equal(looked.length, 20);
    assert.ok(!looked.includes('vm-10'));
  });

  it('is told for longer where a subscription has more machines than a night allows, and how long a round takes', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `vm-${index}`);
    const { services, turn, pass } = await worldOf(names, () => true);
    const looked_at = services.clock.now();
    const result = JSON.stringify({ state: 'ready', gaps: [] });
    const rows = names.map((name) => ({
      vault_id: '/subscriptions/of-rsv/vaults/rsv',
      container_name: `c;${name}`,
      result,
      looked_at,
    }));
    await services.store.db.insertInto('region_looks').values(rows).execute();
    pass(48 * hour);
    assert.equal((await readRegions(turn, 1)).counts.ready, 1000);
    pass(12 * hour);
    assert.equal((await readRegions(turn, 1)).counts.unknown, 1000);
  });

  it('is tried again in the same night where an earlier run of it could not read something', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `vm-${String(index).padStart(2, '0')}`);
    const { services, looked, due, forget } = await worldOf(names, (vm) => vm !== 'vm-03');
    await inspectRegions(services);
    assert.equal(looked.length, 10);
    await forget();
    await inspectRegions(services);
    assert.deepEqual(looked, names);
    assert.ok(((await due()) ?? 0) < 5 * hour);
  });
});
