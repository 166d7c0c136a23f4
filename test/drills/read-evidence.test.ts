import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPopulation, readReadiness } from '../../src/drills/read-evidence.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { Target } from '../../src/machines/inventory.ts';
import type { LastRegionInspection } from '../../src/store/rules/region-inspection.ts';

type Azure = Parameters<typeof readPopulation>[0];

const vault = { name: 'rsv' };
const vmId = (subscription: string) => `/subscriptions/${subscription}/vms/app-01`;

/** Each subscription has one vault with one machine; those in `forbidden` tell nothing of their machines. */
function azureOf(forbidden: string[] = []): Azure {
  const azure = {
    vaults: { listOf: async (id: string) => [{ ...vault, id }] },
    items: { list: async ({ id }: { id: string }) => [{ vmId: vmId(id).toUpperCase(), vmName: 'app-01' }] },
    vms: {
      list: async (id: string) => {
        if (forbidden.includes(id)) throw new CodedError('azure.forbidden', {});
        return [{ id: vmId(id), immutableId: `of-${id}`, tags: id === 's-1' ? { Tier: 'gold', Owner: 'ops' } : {} }];
      },
    },
  };
  return azure as unknown as Azure;
}

describe('what Azure Backup protects, for evidence', () => {
  it('is known by the id that Azure gave each machine', async () => {
    const { population, unread } = await readPopulation(azureOf(), ['s-1', 's-2']);
    assert.deepEqual(
      population.map(({ immutableId }) => immutableId),
      ['of-s-1', 'of-s-2'],
    );
    assert.deepEqual(unread, []);
  });

  it('names where machines go by their names alone, since one that had the name before may prove them', async () => {
    const { population, unread } = await readPopulation(azureOf(['s-2']), ['s-1', 's-2']);
    assert.deepEqual(
      population.map(({ immutableId }) => immutableId),
      ['of-s-1', undefined],
    );
    assert.deepEqual(unread, ['identities of machines in subscription s-2']);
  });

  it('is as critical as the tag of CRITICALITY_TAG says, however its name is written, and nothing is said without it', async () => {
    const values = async (tag?: string) =>
      (await readPopulation(azureOf(), ['s-1', 's-2'], tag)).population.map((row) => row.criticality);
    assert.deepEqual(await values('tier'), ['gold', undefined]);
    assert.deepEqual(await values('criticality'), [undefined, undefined]);
    assert.deepEqual(await values(), [undefined, undefined]);
  });
});

const now = new Date('2026-11-24T09:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 60 * 60_000);
const target = (vm: string) => ({ vault: { name: 'rsv' }, item: { vmId: `/vms/${vm}`, vmName: vm } }) as Target;
const ready = (lookedAt: Date): LastRegionInspection => ({
  state: 'ready',
  region: 'northeurope',
  pointAt: lookedAt,
  lookedAt,
  gaps: [],
});

it('takes the last night’s look, looks at what has none of late, and tells a name as it is', async () => {
  const looked: string[] = [];
  const fresh = new Map([['b', ready(hoursAgo(7))]]);
  const of = async ({ item: { vmName } }: Target) => {
    looked.push(vmName);
    const text = { code: 'region.point-none', params: { vm: 'a_*b*', region: 'northeurope' } };
    return {
      state: 'lacking' as const,
      region: 'northeurope',
      lookedAt: now,
      gaps: [{ verdict: 'lacking' as const, text }],
    };
  };
  const targets = ['c', 'a', 'b'].map(target);
  const rows = await readReadiness({ of }, targets, ({ item }) => fresh.get(item.vmName));
  assert.deepEqual(looked, ['c', 'a']);
  assert.deepEqual(
    rows.map(({ vm, state, lookedAt }) => [vm, state, lookedAt]),
    [
      ['a', 'lacking', now.toISOString()],
      ['b', 'ready', hoursAgo(7).toISOString()],
      ['c', 'lacking', now.toISOString()],
    ],
  );
  assert.deepEqual(rows[0]?.lacking, [
    {
      code: 'region.point-none',
      text: "northeurope doesn't have a recovery point of a_*b* yet. Azure copies it within 36 hours, or 48 after cross-region restore was switched on. If it stays empty, ask Azure support.",
    },
  ]);
});
