import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Azure } from '../../src/azure/open.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError, type Failure, readValue } from '../../src/kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../../src/kernel/facts.ts';
import { createInventory } from '../../src/machines/inventory.ts';
import { createKeptLists, sweepInventory } from '../../src/machines/kept-lists.ts';
import { machinesList } from '../../src/machines/lists.ts';
import type { Store } from '../../src/store/open.ts';
import { forEachEngine, freshPlace, freshStore, until } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const minute = 60_000;
const subscription = 'a';
const vaultId = '/subscriptions/a/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/rsv-a';
const itemsKey = `items:${vaultId.toLowerCase()}`;
const vmId = (name: string) => `/subscriptions/a/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/${name}`;

const jobOf = (id: string, status: JobFacts['status'], startedAt: Date): JobFacts => ({
  ...{ vaultId, id, vmName: 'sql-01', containerName: 'c', operation: 'Backup', status, startedAt },
  ...{ cancellable: false, errors: [], tasks: [], properties: {} },
});

/** One vault of some machines. `refuses`: its items cannot be read. */
function oneVault(...names: string[]) {
  const there = { names, lastBackupAt: new Date('2026-11-24T01:00:00Z'), refuses: undefined as Failure | undefined };
  const calls: string[] = [];
  const azure = {
    subscriptions: { list: async () => [] },
    vaults: {
      async listOf(id: string) {
        calls.push(`vaults:${id}`);
        return [{ id: vaultId, name: 'rsv-a', resourceGroup: 'g', subscriptionId: id }];
      },
    },
    items: {
      async list() {
        calls.push(itemsKey);
        const { refuses } = there;
        if (refuses) throw new CodedError(refuses.code, refuses.params);
        return there.names.map((vmName) => ({
          id: `${vaultId}/items/${vmName}`,
          vmName,
          vmId: vmId(vmName),
          ...(vmName === 'sql-01' && { lastBackupAt: there.lastBackupAt }),
        }));
      },
    },
    vms: { list: async () => [] },
    disks: { list: async () => [] },
  } as unknown as Azure;
  return { azure, there, calls, itemCalls: () => calls.filter((call) => call === itemsKey).length };
}

function timed() {
  const time = { now: Date.UTC(2026, 10, 24, 10) };
  return { time, clock: new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => time.now) };
}

function replicaOf(azure: Azure, store: Store, clock: Clock) {
  const parts = { azure, store, clock, log: quiet };
  return {
    inventory: createInventory(azure, [subscription], createKeptLists(parts)),
    sweep: (key: string) => sweepInventory({ ...parts, config: { subscriptions: [subscription] } }, key),
  };
}

test('machines whose disks are not told for a moment are not told as of unknown encryption', async () => {
  const { azure } = oneVault();
  const refused = (code: string) => ({
    list: () => Promise.reject(new CodedError(code as 'azure.throttled', { seconds: 30 })),
  });
  const vms = { list: async () => [{ id: vmId('sql-01'), name: 'sql-01', disks: [], tags: {} }] };
  const ask = (code: string) =>
    machinesList(subscription).ask({ ...azure, vms, disks: refused(code) } as unknown as Azure);
  await assert.rejects(ask('azure.throttled'), { code: 'azure.throttled' });
  assert.deepEqual(
    (await ask('azure.forbidden')).map(({ encryption }) => encryption),
    ['unknown'],
  );
});

forEachEngine('the kept inventory', (kind) => {
  async function made(t: TestContext, ...names: string[]) {
    const { time, clock } = timed();
    const store = await freshStore(t, kind);
    const world = oneVault(...names);
    return { ...world, ...replicaOf(world.azure, store, clock), time, clock, store };
  }
  type Made = Awaited<ReturnType<typeof made>>;
  const namesIn = async ({ inventory }: Made) => (await inventory.targets()).map(({ item }) => item.vmName).sort();
  const versions = async (store: Store) => {
    const { rows } = await sql<{ name: string; version: string }>`select name, xmin::text as version from inventory
      where list = ${itemsKey}`.execute(store.db);
    return new Map(rows.map(({ name, version }) => [name, version]));
  };

  test('asks Azure for a list that was never read, once, and not for one that is known', async (t) => {
    const world = await made(t, 'sql-01');
    assert.deepEqual(await Promise.all([namesIn(world), namesIn(world)]), [['sql-01'], ['sql-01']]);
    assert.deepEqual(await namesIn(world), ['sql-01']);
    assert.equal(world.itemCalls(), 1);
    const [target] = await world.inventory.targets();
    assert.deepEqual(target?.item.lastBackupAt, world.there.lastBackupAt);
  });

  test('a sweep writes the rows that changed, and deletes those that are gone', async (t) => {
    const world = await made(t, 'sql-01', 'web-01', 'old-01');
    await namesIn(world);
    const before = await versions(world.store);
    world.there.names = ['sql-01', 'web-01', 'new-01'];
    world.there.lastBackupAt = new Date('2026-11-25T01:00:00Z');
    world.time.now += 5 * minute;
    await world.sweep(itemsKey);
    const after = await versions(world.store);
    assert.deepEqual([...after.keys()].sort(), ['new-01', 'sql-01', 'web-01']);
    assert.equal(after.get('web-01'), before.get('web-01'));
    assert.notEqual(after.get('sql-01'), before.get('sql-01'));
    const again = await world.store.db.selectFrom('inventory_lists').select('due_at').where('list', '=', itemsKey);
    assert.deepEqual(
      (await again.execute()).map(({ due_at }) => due_at?.getTime()),
      [world.time.now + 5 * minute],
    );
  });

  test('a round reads what is due, and wakes when the next list is', async (t) => {
    const world = await made(t, 'sql-01');
    await world.sweep(subscription);
    assert.deepEqual(world.calls, [`vaults:${subscription}`]);
    await world.sweep(subscription);
    assert.equal(world.itemCalls(), 1);
    await world.store.db.deleteFrom('wakeups').execute();
    world.time.now += minute;
    await world.sweep(subscription);
    assert.equal(world.calls.length, 2);
    const woken = await world.store.db.selectFrom('wakeups').select(['key', 'due_at']).execute();
    assert.deepEqual(
      woken.map(({ key, due_at }) => [key, due_at.getTime()]),
      [[`inventory:${subscription}`, world.time.now + 4 * minute]],
    );
    world.time.now += 4 * minute;
    await world.sweep(subscription);
    assert.equal(world.calls.length, 4);
  });

  test('the machines of a subscription are read in five minutes, many pages of them more seldom', async (t) => {
    const world = await made(t);
    const sweptIn = async (count: number) => {
      const one = (_: unknown, at: number) => ({ id: vmId(`vm-${at}`), name: `vm-${at}`, disks: [], tags: {} });
      Object.assign(world.azure, { vms: { list: async () => Array.from({ length: count }, one) } });
      await world.sweep(`machines:${subscription}`);
      const row = world.store.db.selectFrom('inventory_lists').select('due_at').where('list', '=', 'machines:a');
      return ((await row.executeTakeFirst())?.due_at?.getTime() ?? 0) - world.time.now;
    };
    assert.equal(await sweptIn(900), 5 * minute);
    assert.equal(await sweptIn(4001), 21 * minute);
  });

  test('a list that cannot be read deletes nothing, and stands in while Azure is throttled', async (t) => {
    const world = await made(t, 'sql-01', 'web-01');
    await namesIn(world);
    world.there.refuses = { code: 'azure.throttled', params: { seconds: 30 } };
    world.time.now += 5 * minute;
    await world.sweep(itemsKey);
    assert.equal((await versions(world.store)).size, 2);
    assert.deepEqual(await namesIn(world), ['sql-01', 'web-01']);
    world.there.refuses = { code: 'azure.forbidden', params: { action: 'x', scope: vaultId } };
    world.time.now += minute;
    await world.sweep(itemsKey);
    await assert.rejects(namesIn(world), { code: 'azure.forbidden' });
    assert.equal((await versions(world.store)).size, 2);
  });

  test('an older reading that ends later changes nothing', async (t) => {
    const world = await made(t, 'sql-01');
    await namesIn(world);
    world.there.names = ['web-01'];
    world.time.now -= minute;
    await world.sweep(itemsKey);
    assert.deepEqual(await namesIn(world), ['sql-01']);
  });

  test('nobody waits for a list while an older one stands in', async (t) => {
    const world = await made(t, 'sql-01');
    await namesIn(world);
    world.there.refuses = { code: 'azure.failed', params: { status: 503 } };
    world.time.now += 5 * minute;
    await world.sweep(itemsKey);
    const calls = world.itemCalls();
    world.time.now += minute;
    assert.deepEqual(await namesIn(world), ['sql-01']);
    assert.equal(world.itemCalls(), calls);
    world.time.now += 60 * minute;
    await assert.rejects(namesIn(world), { code: 'azure.failed' });
    assert.equal(world.itemCalls(), calls + 1);
  });

  test('a list that was refused is asked for again after ten minutes, or by its sweep', async (t) => {
    const world = await made(t, 'sql-01');
    world.there.refuses = { code: 'azure.forbidden', params: { action: 'x', scope: vaultId } };
    await assert.rejects(namesIn(world), { code: 'azure.forbidden' });
    world.time.now += minute;
    await assert.rejects(namesIn(world), { code: 'azure.forbidden' });
    assert.equal(world.itemCalls(), 1);
    world.time.now += 10 * minute;
    await assert.rejects(namesIn(world), { code: 'azure.forbidden' });
    assert.equal(world.itemCalls(), 2);
    world.there.refuses = undefined;
    await world.sweep(itemsKey);
    assert.deepEqual(await namesIn(world), ['sql-01']);
  });

  test('a row that cannot be read is not taken for a machine that is gone', async (t) => {
    const world = await made(t, 'sql-01');
    await namesIn(world);
    await sql`update inventory set facts = '{}' where list = ${itemsKey}`.execute(world.store.db);
    const other = replicaOf(world.azure, world.store, world.clock);
    await assert.rejects(namesIn({ ...world, ...other }), { code: 'stored.unreadable' });
  });

  test('an unknown name has a vault read once in ten minutes, by whichever replica', async (t) => {
    const world = await made(t, 'sql-01');
    const other = replicaOf(world.azure, world.store, world.clock);
    const vaults = await world.inventory.vaults();
    await namesIn(world);
    world.time.now += minute;
    const both = [world, other].map(({ inventory }) => inventory.lookAgain(vaults));
    assert.deepEqual((await Promise.all(both)).sort(), [false, true]);
    assert.equal(world.itemCalls(), 2);
    world.time.now += 9 * minute;
    assert.equal(await other.inventory.lookAgain(vaults), false);
    world.time.now += 2 * minute;
    assert.equal(await other.inventory.lookAgain(vaults), true);
    assert.equal(world.itemCalls(), 3);
  });

  test('nobody waits for a look at many vaults, and who asks again finds what is new', async (t) => {
    const world = await made(t, 'sql-01');
    const ids = Array.from({ length: 9 }, (_, at) => `${vaultId}-${at}`);
    const item = (id: string, vmName: string) => ({ id: `${id}/items/${vmName}`, vmName, vmId: vmId(vmName) });
    const names = ['sql-01'];
    Object.assign(world.azure, {
      vaults: { listOf: async () => ids.map((id) => ({ id, name: id, resourceGroup: 'g', subscriptionId: 'a' })) },
      items: {
        list: async ({ id }: { id: string }) => names.map((name) => item(id, `${name}-${id.at(-1)}`)),
      },
    });
    const vaults = await world.inventory.vaults();
    assert.equal((await namesIn(world)).length, 9);
    names.push('new-01');
    world.time.now += minute;
    await world.store.db.deleteFrom('wakeups').execute();
    assert.equal(await world.inventory.lookAgain(vaults), false);
    assert.equal((await namesIn(world)).length, 9);
    const wakeup = world.store.db.selectFrom('wakeups').select('due_at').where('key', '=', `inventory:${subscription}`);
    assert.deepEqual((await wakeup.executeTakeFirst())?.due_at.getTime(), world.time.now);
    await world.sweep(subscription);
    assert.equal((await namesIn(world)).length, 18);
  });

  test('nobody waits for the jobs of many vaults: what was read is told, and read anew behind the answer', async (t) => {
    const world = await made(t);
    const vaults = Array.from({ length: 9 }, (_, at) => ({ id: `${vaultId}-${at}` }) as VaultFacts);
    let answers = Promise.withResolvers<void>();
    let calls = 0;
    const list = async () => {
      const job = jobOf(`job-${calls++}`, 'Failed', world.clock.now());
      await answers.promise;
      return [job];
    };
    Object.assign(world.azure, { jobs: { list } });
    const told = async () =>
      (await world.inventory.jobs(vaults, world.clock.now())).map((read) => read && readValue(read)?.all.length);
    const moreThan = (least: number) => async () => (await told()).every((count) => (count ?? 0) > least);
    assert.deepEqual(await told(), Array(9).fill(undefined));
    answers.resolve();
    await until(moreThan(0));
    answers = Promise.withResolvers();
    world.time.now += 10 * minute;
    const before = await told();
    assert.ok(before.every((count) => (count ?? 0) > 0));
    answers.resolve();
    await until(moreThan(Math.max(...before.map(Number))));
    answers = Promise.withResolvers();
    world.time.now += 61 * minute;
    assert.deepEqual(await told(), Array(9).fill(undefined));
    answers.resolve();
    await until(moreThan(0));
  });

  test('a large estate is read in pieces, in the order of Azure, whoever reads it at the same time', async (t) => {
    const world = await made(t);
    const sizes = [900, 1, 2500, 900, 0, 900];
    const ids = sizes.map((_, at) => `${vaultId}-${at}`);
    const item = (id: string, at: number) => ({ id: `${id}/items/${at}`, vmName: `vm-${at}`, vmId: vmId(`vm-${at}`) });
    Object.assign(world.azure, {
      vaults: { listOf: async () => ids.map((id) => ({ id, name: id, resourceGroup: 'g', subscriptionId: 'a' })) },
      items: {
        list: async ({ id }: { id: string }) =>
          Array.from({ length: sizes[ids.indexOf(id)] ?? 0 }, (_, at) => item(id, at)),
      },
    });
    await world.inventory.targets();
    const other = replicaOf(world.azure, world.store, world.clock);
    const found = await Promise.all([1, 2, 3].map(() => other.inventory.targets()));
    const expected = ids.flatMap((id, at) => Array.from({ length: sizes[at] ?? 0 }, (_, no) => item(id, no).id));
    for (const targets of found)
      assert.deepEqual(
        targets.map(({ item: { id } }) => id),
        expected,
      );
  });

  test('jobs are asked for once, for all replicas, and then only those that began since', async (t) => {
    const world = await made(t);
    const other = replicaOf(world.azure, world.store, world.clock);
    const hour = 60 * minute;
    const ago = (ms: number) => new Date(world.time.now - ms);
    const there = [
      jobOf('old', 'Failed', ago(30 * hour)),
      jobOf('done', 'Completed', ago(hour)),
      jobOf('long', 'InProgress', ago(2 * hour)),
    ];
    const filters: object[] = [];
    Object.assign(world.azure, {
      jobs: {
        async list(_: unknown, filter: { status?: string; since?: Date }) {
          filters.push(filter);
          return there.filter(
            ({ status, startedAt }) =>
              status === (filter.status ?? status) && startedAt >= (filter.since ?? new Date(0)),
          );
        },
      },
    });
    const vaults = [{ id: vaultId } as VaultFacts];
    const asked = async ({ inventory }: Pick<Made, 'inventory'>) => {
      const [read] = await inventory.jobs(vaults, world.clock.now());
      return (
        (read &&
          readValue(read)
            ?.all.map(({ id }) => id)
            .sort()) ??
        []
      );
    };
    assert.deepEqual(await asked(world), ['long', 'old']);
    assert.deepEqual(await asked(other), ['long', 'old']);
    assert.deepEqual(filters, [{ since: ago(36 * hour + 10 * minute) }]);
    there[2] = jobOf('long', 'Completed', ago(2 * hour));
    world.time.now += 2 * minute;
    there.push(jobOf('new', 'Failed', ago(minute)));
    assert.deepEqual(await asked(other), ['new', 'old']);
    const since = new Date(world.time.now - 2 * hour - 12 * minute);
    assert.deepEqual(filters.slice(1), [{ since }]);
    world.time.now += 30 * hour;
    assert.deepEqual(await asked(world), ['new']);
    assert.deepEqual(filters.slice(2), [{ since: ago(30 * hour + 10 * minute) }]);
  });

  test('rows of a list are read once in a process, until some change', async (t) => {
    const world = await made(t, 'sql-01');
    assert.deepEqual(await namesIn(world), ['sql-01']);
    assert.deepEqual(await namesIn(world), ['sql-01']);
    // A sweep that changes nothing lets a process keep what it has read.
    await sql`update inventory set facts = '{}' where list = ${itemsKey}`.execute(world.store.db);
    assert.deepEqual(await namesIn(world), ['sql-01']);
    const other = replicaOf(world.azure, world.store, world.clock);
    await assert.rejects(namesIn({ ...world, ...other }), { code: 'stored.unreadable' });
    world.there.names = ['web-01'];
    world.time.now += 5 * minute;
    await other.sweep(itemsKey);
    assert.deepEqual(await namesIn(world), ['web-01']);
  });

  test('a list of vaults that ends after a later one forgets nothing', async (t) => {
    const world = await made(t, 'sql-01');
    await namesIn(world);
    Object.assign(world.azure.vaults, { listOf: async () => [] });
    await world.store.db
      .updateTable('inventory_lists')
      .set({ due_at: null })
      .where('list', '=', `vaults:${subscription}`)
      .execute();
    world.time.now -= minute;
    await world.sweep(subscription);
    assert.deepEqual(await namesIn(world), ['sql-01']);
    assert.equal(world.itemCalls(), 1);
  });

  test('a vault that is gone goes with its items', async (t) => {
    const world = await made(t, 'sql-01');
    await namesIn(world);
    Object.assign(world.azure.vaults, { listOf: async () => [] });
    world.time.now += 5 * minute;
    await world.sweep(subscription);
    assert.deepEqual(await namesIn(world), []);
    assert.equal((await versions(world.store)).size, 0);
    const calls = world.itemCalls();
    await world.sweep(itemsKey);
    assert.equal(world.itemCalls(), calls);
  });
});

test('two replicas make one sweep of a subscription', async (t) => {
  const clock = new Clock();
  const place = await freshPlace(t, 'server');
  const world = oneVault('sql-01');
  const stores = [await place.open(), await place.open()];
  const [store] = stores as [Store];
  await replicaOf(world.azure, store, clock).inventory.vaults();
  await store.transaction((tx) => tx.wake('timer', `inventory:${subscription}`));
  for (const each of stores) {
    const { sweep } = replicaOf(world.azure, each, clock);
    each.work('timer', (key) => sweep(key.replace(/^inventory:/, '')));
  }
  await until(async () => {
    const rows = await store.db.selectFrom('wakeups').select(['key', 'due_at']).execute();
    return world.itemCalls() > 0 && rows.length > 0 && rows.every(({ due_at }) => due_at > clock.now());
  });
  assert.equal(world.itemCalls(), 1);
});
