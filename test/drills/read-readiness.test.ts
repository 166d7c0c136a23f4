import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readReadiness } from '../../src/drills/read-readiness.ts';
import type { Target } from '../../src/machines/inventory.ts';
import type { LastRegionLook } from '../../src/store/rules/region-look.ts';

const now = new Date('2026-11-24T09:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 60 * 60_000);
const target = (vm: string) => ({ vault: { name: 'rsv' }, item: { vmId: `/vms/${vm}`, vmName: vm } }) as Target;
const ready = (lookedAt: Date): LastRegionLook => ({
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
    { code: 'region.point-none', text: "northeurope doesn't have a recovery point of a_*b* yet." },
  ]);
});
