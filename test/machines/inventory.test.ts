import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Access } from '../../src/access/access.ts';
import type { PersonServices } from '../../src/app/services.ts';
import type { Azure } from '../../src/azure/open.ts';
import { listMachines } from '../../src/chat/plan-words.ts';
import { requireOneVault } from '../../src/drills/find-machines.ts';
import { listJobs } from '../../src/jobs/job-lists.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { unreadNotes } from '../../src/machines/cards/lines.ts';
import {
  createInventory,
  findVault,
  type Inventory,
  matches,
  qualified,
  type Target,
  vaultNames,
  withDistinctNames,
} from '../../src/machines/inventory.ts';
import { askingLists } from '../../src/machines/kept-lists.ts';
import { visibleInventory } from '../../src/machines/visible-inventory.ts';
import { listVms, worstFirst } from '../../src/machines/vm-list.ts';
import type { Db } from '../../src/store/schema.ts';

const vaultId = (subscription: string, name: string) =>
  `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/${name}`;
/** No machine here is tagged, so nothing is looked up. */
const store = { db: {} as Db };
const throttled = new CodedError('azure.throttled', { seconds: 30 });

/** An item whose id is its machine's, and what Azure tells of an item or a vault when it is asked for it alone. */
const itemOf = (vmId: string) => ({ id: vmId, vmId, vmName: vmId.split('/').at(-1) ?? '' });
const itemNow = async (id: string) => itemOf(id);
const vaultNow = async (id: string) => ({ id, name: id.split('/').at(-1)?.toLowerCase() });

/** Two subscriptions with a vault and a machine each; the parts named in `broken` cannot be read. */
function inventoryOf(broken: string) {
  const there = { a: ['rsv-a', 'sql-01'], b: ['rsv-b', 'web-01'] } as Record<string, [string, string]>;
  const azure = {
    vaults: {
      async listOf(subscription: string) {
        if (subscription === broken) throw throttled;
        const [name = ''] = there[subscription] ?? [];
        return [{ id: vaultId(subscription, name), name, subscriptionId: subscription }];
      },
      get: vaultNow,
    },
    items: {
      get: itemNow,
      async list({ name, subscriptionId }: { name: string; subscriptionId: string }) {
        if (name === broken) throw throttled;
        const [, vm = ''] = there[subscriptionId] ?? [];
        return [itemOf(`/subscriptions/${subscriptionId}/resourceGroups/app/x/y/z/${vm}`)];
      },
    },
    vms: {
      async list(subscription: string) {
        if (subscription === broken) throw throttled;
        const [, vm = ''] = there[subscription] ?? [];
        const machine = (name: string) => ({
          id: `/subscriptions/${subscription}/resourceGroups/app/x/y/z/${name}`,
          name,
          resourceGroup: 'app',
          tags: {},
          disks: [],
        });
        return [machine(vm), machine(`bare-${subscription}`)];
      },
    },
    disks: {
      async list(subscription: string) {
        if (subscription === broken) throw throttled;
        return [];
      },
    },
    subscriptions: {
      async list() {
        return [{ id: 'b', name: 'contoso-dev' }];
      },
    },
    jobs: {
      async list({ name }: { name: string }) {
        if (name === broken) throw throttled;
        return [{ vmName: 'sql-01', startedAt: new Date(0) }];
      },
    },
  } as unknown as Azure;
  return { ...createInventory(azure, ['a', 'b'], askingLists(azure)), azure };
}

/**
 * The inventory of somebody whose roles allow reading these vaults, and are unknown for others.
 * @param only the one subscription that the channel covers
 */
function visibleTo(inventory: Inventory, readable: string[], unsure: string[] = [], rolesUnread = '', only = '') {
  const nameOf = (scope: string) => scope.split('/').at(-1) ?? '';
  const access = {
    async missing(_: string, needs: { action: string; scope: string }[]) {
      if (rolesUnread && needs.some(({ scope }) => `${scope}/`.startsWith(`/subscriptions/${rolesUnread}/`)))
        throw throttled;
      return needs.flatMap((need) => {
        if (readable.includes(nameOf(need.scope))) return [];
        const answer = unsure.includes(nameOf(need.scope)) ? 'unknown' : 'no';
        return [{ ...need, answer, reason: { kind: 'pattern', action: need.action } }];
      });
    },
    eligible: async () => undefined,
  } as unknown as Access;
  const isHere = (id: string) => only === '' || id === only || id.startsWith(`/subscriptions/${only}/`);
  return visibleInventory({ inventory, access }, 'oid', { covers: isHere, coversIn: isHere, isLimited: only !== '' });
}

it('namesakes in one vault are told apart by their resource groups, and each by what a card calls it', async () => {
  const there: Record<string, [string, string][]> = {
    a: [
      ['sql-01', 'app'],
      ['SQL-01', 'rg-gr%C3%B6%C3%9Fe'],
      ['web-01', 'app'],
    ],
    b: [['sql-01', 'app']],
  };
  const azure = {
    vaults: {
      listOf: async (id: string) => [{ id: vaultId(id, `rsv-${id}`), name: `rsv-${id}`, subscriptionId: id }],
      get: vaultNow,
    },
    items: {
      list: async ({ subscriptionId }: { subscriptionId: string }) =>
        there[subscriptionId]?.map(([vmName, group]) =>
          itemOf(`/subscriptions/${subscriptionId}/resourceGroups/${group}/x/y/z/${vmName}`),
        ),
      get: itemNow,
    },
  } as unknown as Azure;
  const visible = visibleTo(createInventory(azure, ['a', 'b'], askingLists(azure)), ['rsv-a', 'rsv-b']);
  const choices = ['rsv-a/app/sql-01', 'rsv-a/rg-größe/SQL-01', 'rsv-b/sql-01'];
  await assert.rejects(visible.target('sql-01', { certain: false }), {
    code: 'vm-ambiguous',
    params: { name: 'sql-01', choices: choices.join(', ') },
  });
  for (const choice of choices) assert.equal(qualified(await visible.target(choice, { certain: true })), choice);
  assert.equal(qualified(await visible.target('RG-GRÖßE/sql-01', { certain: false })), choices[1]);
  assert.equal(qualified(await visible.target('web-01', { certain: false })), 'rsv-a/web-01');
});

it('machines of one name that no vault protects are listed, and none of them is guessed', async () => {
  const vmId = (subscription: string, group: string, name: string) =>
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
  const there = {
    a: [vmId('a', 'dev', 'new-01'), vmId('a', 'test', 'new-01'), vmId('a', 'dev', 'new-02')],
    b: [vmId('b', 'DEV', 'New-02')],
  } as Record<string, string[]>;
  const azure = {
    vaults: { listOf: async () => [] },
    vms: {
      list: async (subscription: string) =>
        there[subscription]?.map((id) => ({ id, name: id.split('/').at(-1), disks: [] })),
    },
    disks: { list: async () => [] },
  } as unknown as Azure;
  const visible = visibleTo(createInventory(azure, ['a', 'b'], askingLists(azure)), ['new-01', 'new-02', 'New-02']);
  const found = async (name: string) => {
    const error = await visible.target(name, { certain: false }).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof CodedError);
    return [error.code, error.params.choices ?? error.params.id];
  };
  assert.deepEqual(await found('new-01'), ['vm-ambiguous', 'dev/new-01, test/new-01']);
  assert.deepEqual(await found('new-02'), ['vm-ambiguous', 'a/dev/new-02, b/DEV/New-02']);
  for (const [typed, id] of [
    ['TEST/new-01', there.a?.[1]],
    ['dev/new-01', there.a?.[0]],
    ['b/dev/new-02', there.b?.[0]],
  ] as const)
    assert.deepEqual(await found(typed), ['vm-not-protected', id]);
});

describe('a list of machines, and the names that a sentence is read with', () => {
  for (const [where, only] of [
    ['everywhere', ''],
    ['in a channel of one subscription', 'b'],
  ] as const) {
    it(`read each list of Azure once, ${where}`, async () => {
      const inventory = inventoryOf('');
      const read: string[] = [];
      const { azure } = inventory;
      for (const [kind, lists] of [
        ['items', azure.items],
        ['machines', azure.vms],
      ] as const) {
        const list = lists.list.bind(lists) as (of: unknown) => Promise<never[]>;
        Object.assign(lists, {
          list(of: string | { name: string }) {
            read.push(`${kind} ${typeof of === 'string' ? of : of.name}`);
            return list(of);
          },
        });
      }
      const visible = visibleTo(inventory, ['rsv-a', 'rsv-b', 'bare-a', 'bare-b'], [], '', only);
      const expected = ['items rsv-b', 'machines b', ...(only ? [] : ['items rsv-a', 'machines a'])].sort();
      const { vms } = await listVms({ inventory: visible, store });
      assert.deepEqual(read.splice(0).sort(), expected);
      assert.equal(vms.length, only ? 1 : 4);
      const { machines } = await listMachines({ inventory: visible });
      assert.deepEqual(read.sort(), expected);
      assert.equal(machines.length, only ? 1 : 4);
    });
  }
});

describe('two vaults of one name', () => {
  const vm = (subscription: string, group: string) =>
    `/subscriptions/${subscription}/resourceGroups/${group}/x/y/z/sql-01`;
  /** Each vault is called rsv-prod and has one sql-01. */
  const visibleWith = (vaults: { subscription: string; group: string; vmGroup: string }[]) => {
    const idOf = ({ subscription, group }: { subscription: string; group: string }) =>
      vaultId(subscription, 'rsv-prod').replace('/g/', `/${group}/`);
    const azure = {
      vaults: {
        listOf: async (id: string) =>
          vaults
            .filter(({ subscription }) => subscription === id)
            .map((one) => ({ id: idOf(one), name: 'rsv-prod', subscriptionId: id, resourceGroup: one.group })),
      },
      items: {
        list: async ({ id }: { id: string }) =>
          vaults
            .filter((one) => idOf(one) === id)
            .map(({ subscription, vmGroup }) => itemOf(vm(subscription, vmGroup))),
      },
      vms: { list: async () => [] },
      subscriptions: { list: async () => [{ id: 'b', name: 'contoso-dev' }] },
    } as unknown as Azure;
    return visibleTo(createInventory(azure, ['a', 'b'], askingLists(azure)), ['rsv-prod']);
  };

  it('tell their namesakes apart by the resource group', async () => {
    const visible = visibleWith([
      { subscription: 'a', group: 'g', vmGroup: 'app' },
      { subscription: 'b', group: 'g', vmGroup: 'shop' },
    ]);
    const choices = ['rsv-prod/app/sql-01', 'rsv-prod/shop/sql-01'];
    for (const typed of ['sql-01', 'rsv-prod/sql-01'])
      await assert.rejects(visible.target(typed, { certain: false }), {
        code: 'vm-ambiguous',
        params: { name: typed, choices: choices.join(', ') },
      });
    for (const choice of choices) assert.equal(qualified(await visible.target(choice, { certain: false })), choice);
    const { targets } = await visible.readTargets(await visible.vaults());
    assert.deepEqual(targets.map(qualified), choices);
  });

  it('and by the subscription, which is named, where the groups are called the same', async () => {
    const visible = visibleWith([
      { subscription: 'a', group: 'g', vmGroup: 'app' },
      { subscription: 'b', group: 'g', vmGroup: 'app' },
    ]);
    await assert.rejects(visible.target('rsv-prod/app/sql-01', { certain: false }), {
      code: 'vm-ambiguous',
      params: { name: 'rsv-prod/app/sql-01', choices: 'a/app/sql-01 (a), b/app/sql-01 (contoso-dev)' },
    });
    assert.equal((await visible.target('B/app/SQL-01', { certain: false })).vault.subscriptionId, 'b');
  });

  it('are never taken for one where drills are asked for', async () => {
    const visible = visibleWith([
      { subscription: 'a', group: 'g', vmGroup: 'app' },
      { subscription: 'a', group: 'h', vmGroup: 'shop' },
    ]);
    const { targets } = await visible.readTargets(await visible.vaults());
    assert.throws(() => requireOneVault(targets), {
      code: 'drill-many-vaults',
      params: { vaults: 'g/rsv-prod, h/rsv-prod' },
    });
  });
});

describe('what a machine is called in full', () => {
  const target = (vault: string, subscription: string, group: string, vmName = 'sql-01'): Target => {
    const id = `/subscriptions/${subscription}/resourceGroups/${group}/x/y/z/${vmName}`;
    return {
      vault: { id: vaultId(subscription, vault), name: vault, subscriptionId: subscription },
      item: { vmName, vmId: id },
    } as Target;
  };
  const names = (...targets: Target[]) => withDistinctNames(targets).map(qualified);

  it('is its own where a vault of the same name has two of that name', () => {
    const two = ['app', 'shop'].map((group): Target => ({ ...target('rsv', 's2', group), apart: 'group' }));
    assert.deepEqual(names(target('rsv', 's1', 'web'), ...two), [
      'rsv/web/sql-01',
      'rsv/app/sql-01',
      'rsv/shop/sql-01',
    ]);
  });

  it('is its own where a resource group is called as its vault is', () => {
    const two = names(target('prod', 's1', 'app'), target('rsv', 's2', 'prod'));
    assert.deepEqual(two, ['prod/app/sql-01', 'rsv/sql-01']);
  });

  it('finds it and no other, whatever else there is', () => {
    const name = fc.constantFrom('a', 'b', 'A');
    const one = fc.tuple(name, fc.constantFrom('s1', 's2'), name, fc.constantFrom('sql', 'SQL', 'web'));
    const ids = ([, subscription, group, vm]: string[]) => `${subscription}/${group}/${vm}`.toLowerCase();
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ids, maxLength: 8 }), (made) => {
        const targets = withDistinctNames(made.map((parts) => target(...parts)));
        for (const each of targets) {
          const found = targets.filter((other) => matches(qualified(each), other));
          assert.deepEqual(found, [each], qualified(each));
        }
      }),
    );
  });
});

it('where nothing can be read, that is said', async () => {
  const azure = {
    vaults: {
      async listOf() {
        throw throttled;
      },
    },
  } as unknown as Azure;
  await assert.rejects(createInventory(azure, ['a', 'b'], askingLists(azure)).someVaults(), {
    code: 'azure.throttled',
  });
});

for (const broken of ['b', 'rsv-b']) {
  describe(`while ${broken} cannot be read`, () => {
    const inventory = inventoryOf(broken);
    const visible = visibleTo(inventory, ['rsv-a', 'rsv-b', 'bare-a', 'bare-b', 'b']);

    it('the machines and vaults of the others are found', async () => {
      assert.equal((await visible.target('sql-01', { certain: false })).vault.name, 'rsv-a');
      assert.equal((await inventory.someVaults())[0]?.name, 'rsv-a');
      assert.equal((await inventory.vault(vaultId('A', 'RSV-A'))).name, 'rsv-a');
    });

    it('what is to be changed is asked for with its vault', async () => {
      const params = { name: 'sql-01', vault: 'rsv-a', qualified: 'rsv-a/sql-01' };
      await assert.rejects(visible.target('SQL-01', { certain: true }), { code: 'vm-perhaps-other', params });
      assert.equal((await visible.target('rsv-a/sql-01', { certain: true })).vault.name, 'rsv-a');
      assert.equal((await visible.target('app/sql-01', { certain: true })).vault.name, 'rsv-a');
      await assert.rejects(visible.target('rsv-b/sql-01', { certain: true }), { code: 'azure.throttled' });
    });

    it('to whoever may not read it, it is not named', async () => {
      const params = { name: 'sql-01', vault: 'rsv-a', qualified: 'rsv-a/sql-01' };
      const stranger = visibleTo(inventory, ['rsv-a']);
      if (broken === 'b')
        await assert.rejects(stranger.target('sql-01', { certain: true }), {
          code: 'vm-perhaps-other',
          params,
        });
      else assert.equal((await stranger.target('sql-01', { certain: true })).vault.name, 'rsv-a');
    });

    it('in a channel that does not cover it, it takes nothing from the others', async () => {
      const here = visibleTo(inventory, ['rsv-a', 'rsv-b'], [], '', 'a');
      assert.equal((await here.target('sql-01', { certain: true })).vault.name, 'rsv-a');
    });

    it('a name that is not among them is not said to be nowhere', async () => {
      await assert.rejects(visible.target('web-01', { certain: false }), { code: 'azure.throttled' });
      await assert.rejects(visible.target('other', { certain: false }), { code: 'azure.throttled' });
    });

    it('lists hold what could be read, and say what is missing and why', async () => {
      const { vms, unread, protectedOnly } = await listVms({ store, inventory: visible });
      assert.deepEqual(
        worstFirst(vms).map(({ name, protection }) => [name, protection?.vault.name]),
        [
          ['bare-a', undefined],
          ['sql-01', 'rsv-a'],
        ],
      );
      const why = { code: 'azure.throttled', params: { seconds: 30 } };
      const missing = { subscriptions: broken === 'b' ? 1 : 0, vaults: broken === 'b' ? [] : ['rsv-b'], why };
      assert.deepEqual([unread, protectedOnly], [missing, true]);
      const services = { inventory: visible, azure: inventory.azure } as unknown as PersonServices;
      const jobs = await listJobs(services, {});
      assert.deepEqual([jobs.jobs.map(({ vault }) => vault.name), jobs.unread], [['rsv-a'], missing]);
    });

    it('the words name no vault that was not found, and say why', () => {
      const unread = { subscriptions: 1, vaults: ['rsv-b'], why: { code: 'azure.throttled', params: { seconds: 30 } } };
      const [note, ...others] = unreadNotes(unread, { language: 'en', timeZone: 'UTC' });
      assert.match(note ?? '', /rsv-b\. 1 subscription .* missing here\. Azure asks me to wait 30 s/);
      assert.deepEqual(others, []);
      assert.deepEqual(unreadNotes({ subscriptions: 0, vaults: [] }, { language: 'en', timeZone: 'UTC' }), []);
    });

    it('where the only vault that somebody may read cannot be, that is the answer', async () => {
      const inside = visibleTo(inventory, broken === 'b' ? [] : ['rsv-b']);
      await assert.rejects(listVms({ store, inventory: inside }), { code: 'azure.throttled' });
    });

    it('nothing is called unprotected', async () => {
      await assert.rejects(inventory.unprotected(), { code: 'azure.throttled' });
    });
  });
}

describe('while the roles of one subscription cannot be read', () => {
  const inventory = inventoryOf('nothing');
  const visible = visibleTo(inventory, ['rsv-a', 'rsv-b', 'bare-a', 'bare-b'], [], 'b');

  it('lists hold what is of the others, and say what is missing and why', async () => {
    const { vms, unread, protectedOnly } = await listVms({ store, inventory: visible });
    assert.deepEqual(
      worstFirst(vms).map(({ name }) => name),
      ['bare-a', 'sql-01'],
    );
    const why = { code: 'azure.throttled', params: { seconds: 30 } };
    const missing = { subscriptions: 1, vaults: [], why };
    assert.deepEqual([unread, protectedOnly], [missing, true]);
    const services = { inventory: visible, azure: inventory.azure } as unknown as PersonServices;
    const jobs = await listJobs(services, {});
    assert.deepEqual([jobs.jobs.map(({ vault }) => vault.name), jobs.unread], [['rsv-a'], missing]);
    assert.deepEqual(
      (await visible.someVaults()).map(({ name }) => name),
      ['rsv-a'],
    );
    const { vaults, unread: untold } = await visible.reachable();
    assert.deepEqual([vaults.map(({ name }) => name), untold], [['rsv-a'], [why]]);
  });

  it('a name of the others is found, and one that is not among them is not said to be nowhere', async () => {
    assert.equal((await visible.target('sql-01', { certain: false })).vault.name, 'rsv-a');
    await assert.rejects(visible.target('web-01', { certain: false }), { code: 'azure.throttled' });
  });

  it('what is to be changed is asked for with its vault', async () => {
    await assert.rejects(visible.target('sql-01', { certain: true }), { code: 'vm-perhaps-other' });
    assert.equal((await visible.target('rsv-a/sql-01', { certain: true })).vault.name, 'rsv-a');
  });

  it('what must be all of it is not told in part', async () => {
    for (const all of [visible.vaults, visible.targets, visible.unprotected]) {
      await assert.rejects(all(), { code: 'azure.throttled' });
    }
  });

  it('where those of all cannot be read, that is the answer', async () => {
    const none = visibleTo(inventoryOf('b'), ['rsv-a'], [], 'a');
    await assert.rejects(listVms({ store, inventory: none }), { code: 'azure.throttled' });
    await assert.rejects(none.someVaults(), { code: 'azure.throttled' });
  });
});

describe('what Azure says of a subscription that nobody knows to be theirs', () => {
  const said = [
    new CodedError('azure.forbidden', {
      action: 'x/read',
      scope: '/subscriptions/b',
      azureCode: 'AuthorizationFailed',
    }),
    new CodedError('azure.failed', {
      status: 409,
      azureCode: 'Moving',
      message: 'Subscription /subscriptions/b moves.',
    }),
  ];
  /** Somebody whose roles in b cannot be read. */
  const unsure = (failure: CodedError, inventory: Inventory = inventoryOf('nothing')) => {
    const access = {
      missing: async (_: string, needs: { scope: string }[]) => {
        if (needs.some(({ scope }) => scope.startsWith('/subscriptions/b'))) throw failure;
        return [];
      },
      eligible: async () => undefined,
    } as unknown as Access;
    const everywhere = { covers: () => true, coversIn: () => true, isLimited: false };
    return visibleInventory({ inventory, access }, 'oid', everywhere);
  };
  const thrownBy = async (work: () => Promise<unknown>) => {
    try {
      return await work();
    } catch (error) {
      assert.ok(error instanceof CodedError);
      return { code: error.code, params: error.params };
    }
  };

  for (const failure of said) {
    it(`is not told: ${failure.code}`, async () => {
      const closed: Inventory = {
        ...inventoryOf('nothing'),
        readVaults: async () => ({ vaults: [], unread: [failure], unreadIn: ['b'] }),
        vaults: () => Promise.reject(failure),
      };
      for (const visible of [unsure(failure), unsure(failure, closed)]) {
        const told = await Promise.all([
          visible.readVaults().then(({ unread }) => unread),
          visible.reachable().then(({ unread }) => unread),
          visible.sorted(false).then(({ unread }) => unread),
          thrownBy(visible.vaults),
          thrownBy(() => visible.target('web-01', { certain: false })),
        ]);
        for (const each of told) {
          assert.match(JSON.stringify(each), /azure\./);
          assert.doesNotMatch(JSON.stringify(each), /subscriptions/);
        }
      }
    });
  }
});

describe('a name in a vault that somebody may not read', () => {
  const inventory = inventoryOf('nothing');

  it('is answered as one that is nowhere', async () => {
    const visible = visibleTo(inventory, ['rsv-a']);
    for (const name of ['web-01', 'nowhere', 'rsv-b/web-01']) {
      await assert.rejects(visible.target(name, { certain: false }), { code: 'vm-not-visible', params: { name } });
    }
    await assert.rejects(visible.target('web-0x', { certain: false }), {
      code: 'vm-not-visible',
      params: { name: 'web-0x' },
    });
    await assert.rejects(visible.target('sql-0x', { certain: false }), {
      code: 'vm-not-visible',
      params: { name: 'sql-0x', suggestions: 'sql-01', context: 'near' },
    });
    await assert.rejects(visible.vault(vaultId('b', 'rsv-b')), { code: 'vault-not-found' });
    assert.deepEqual(
      (await visible.targets()).map(({ item }) => item.vmName),
      ['sql-01'],
    );
  });

  it('is not looked for: that its vault cannot be read now is nothing to them', async () => {
    const visible = visibleTo(inventoryOf('rsv-b'), ['rsv-a']);
    await assert.rejects(visible.target('web-01', { certain: false }), { code: 'vm-not-visible' });
    assert.equal((await visible.target('sql-01', { certain: true })).vault.name, 'rsv-a');
  });

  it('is said to be unknown where a condition decides, whether it is there or not', async () => {
    const visible = visibleTo(inventory, ['rsv-a'], ['rsv-b']);
    for (const name of ['web-01', 'nowhere']) {
      await assert.rejects(visible.target(name, { certain: false }), { code: 'vm-not-known', params: { name } });
    }
  });
});

const vault = (subscriptionId: string, resourceGroup: string, name: string) => ({
  subscriptionId,
  resourceGroup,
  name,
});

it('a vault has its own name, and of namesakes each its resource group, and its subscription where that is not enough', () => {
  assert.deepEqual(
    vaultNames([
      vault('a', 'g', 'rsv-prod'),
      vault('a', 'h', 'RSV-prod'),
      vault('b', 'h', 'rsv-prod'),
      vault('b', 'h', 'rsv-test'),
    ]),
    ['g/rsv-prod', 'a/h/RSV-prod', 'b/h/rsv-prod', 'rsv-test'],
  );
});

it('a name that is several vaults’ is none of them, and the answer has the names to choose from', () => {
  const vaults = [vault('a', 'g', 'rsv-prod'), vault('a', 'h', 'rsv-prod'), vault('a', 'h', 'rsv-test')];
  assert.throws(() => findVault(vaults, 'RSV-PROD'), {
    code: 'vault-ambiguous',
    params: { vault: 'rsv-prod', choices: 'g/rsv-prod, h/rsv-prod' },
  });
  assert.equal(findVault(vaults, ' rsv-test '), vaults[2]);
  assert.equal(findVault(vaults, 'rsv-dev'), undefined);
});

it('what a vault is called finds it, whatever others there are', () => {
  const part = fc.constantFrom('a', 'b', 'A');
  const one = fc.record({ subscriptionId: part, resourceGroup: part, name: part });
  const key = ({ subscriptionId, resourceGroup, name }: ReturnType<typeof vault>) =>
    `${subscriptionId}/${resourceGroup}/${name}`.toLowerCase();
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: key, maxLength: 8 }), (vaults) => {
      for (const [at, name] of vaultNames(vaults).entries()) assert.equal(findVault(vaults, name), vaults[at]);
    }),
  );
});
