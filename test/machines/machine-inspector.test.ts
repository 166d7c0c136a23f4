import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Azure } from '../../src/azure/open.ts';
import { Clock } from '../../src/kernel/clock.ts';
import type { Target } from '../../src/machines/inventory.ts';
import { createMachineInspector } from '../../src/machines/read-machine.ts';

const target = { item: { id: '/vaults/v/items/SQL-01' } } as Target;

function counted() {
  const time = { now: 0 };
  const asked = { lists: 0, machines: 0 };
  const azure = {
    points: {
      list: async () => {
        asked.lists += 1;
        return [{ name: 'newest' }, { name: 'older' }];
      },
      get: async (_item: string, name: string) => ({ name, detailed: true }),
    },
    vms: {
      get: async () => {
        asked.machines += 1;
        return undefined;
      },
    },
  } as unknown as Azure;
  const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => time.now);
  return { time, asked, looks: createMachineInspector(azure, clock) };
}

test('several people who ask about a machine within seconds cost one look', async () => {
  const { time, asked, looks } = counted();
  const [one, other] = await Promise.all([looks.of(target), looks.of(target)]);
  assert.equal(one, other);
  time.now = 4_999;
  await looks.of({ item: { id: target.item.id.toLowerCase() } } as Target);
  assert.deepEqual(asked, { lists: 1, machines: 1 });
  time.now = 5_000;
  await looks.of(target);
  assert.deepEqual(asked, { lists: 2, machines: 2 });
});

test('the newest point is read by itself', async () => {
  const { looks } = counted();
  const { newest, points } = await looks.of(target);
  assert.equal(newest?.name, 'newest');
  assert.equal(points.length, 2);
});
