import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import type { Target } from '../../src/machines/inventory.ts';
import { createRegionInspector } from '../../src/machines/region-inspector.ts';
import { TakenOverError } from '../../src/store/wakeups.ts';

type Parts = Parameters<typeof createRegionInspector>;

const target = (vmName: string) =>
  ({
    vault: { id: '/vaults/rsv', name: 'rsv', location: 'westeurope', crossRegionRestore: 'yes' },
    item: { id: `/items/${vmName}`, vmName, containerName: vmName, itemName: vmName },
  }) as Target;

test('a defect in what one machine has is logged, kept as not known, and stops the look at no other', async () => {
  const logged: object[] = [];
  const kept: string[] = [];
  const azure = { points: { inPair: async () => [] } } as unknown as Parts[0];
  const machineInspector = {
    async of({ item }: Target): Promise<never> {
      if (item.vmName === 'odd-01') throw new TypeError('undefined has no disks');
      throw new CodedError('azure.throttled');
    },
  };
  const looks = createRegionInspector(
    azure,
    machineInspector,
    () => ({}) as ReturnType<Parts[2]>,
    new Clock(),
    { error: (facts: object) => logged.push(facts) } as unknown as Parts[4],
    async ({ item }, { state }) => {
      kept.push(`${item.vmName} ${state}`);
    },
  );
  const odd = await looks.of(target('odd-01'));
  assert.deepEqual(
    [odd.state, odd.gaps.map(({ verdict, text }) => [verdict, text.code])],
    ['unknown', [['unknown', 'internal']]],
  );
  const other = await looks.of(target('sql-01'));
  assert.ok(other.gaps.some(({ text }) => text.code === 'region.point-none'));
  assert.deepEqual(kept, ['odd-01 unknown', 'sql-01 lacking']);
  assert.deepEqual(
    logged.map((facts) => ({ ...facts, error: String((facts as { error: unknown }).error) })),
    [{ vm: 'odd-01', vault: 'rsv', code: 'internal', error: 'TypeError: undefined has no disks' }],
  );
});

test('a look is as old as its beginning, however long it takes', async () => {
  let now = Date.UTC(2026, 10, 24, 3);
  const began = new Date(now);
  const machineInspector = {
    async of(): Promise<never> {
      now += 600_000;
      throw new CodedError('azure.throttled');
    },
  };
  const looks = createRegionInspector(
    { points: { inPair: async () => [] } } as unknown as Parts[0],
    machineInspector,
    () => ({}) as ReturnType<Parts[2]>,
    new Clock(undefined, () => now),
    { error: () => undefined },
    async () => undefined,
  );
  assert.deepEqual((await looks.of(target('sql-01'))).lookedAt, began);
});

test('who joined the look of a run that is then taken over has one of their own', async () => {
  let kept = 0;
  const looks = createRegionInspector(
    { points: { inPair: async () => [] } } as unknown as Parts[0],
    { of: () => Promise.reject(new CodedError('azure.throttled')) },
    () => ({}) as ReturnType<Parts[2]>,
    new Clock(),
    { error: () => undefined },
    async () => {
      kept += 1;
      if (kept === 1) throw new TakenOverError('by another process');
    },
  );
  const [run, question] = await Promise.allSettled([looks.of(target('sql-01')), looks.of(target('sql-01'))]);
  assert.ok(run.status === 'rejected' && run.reason instanceof TakenOverError, 'the run ends');
  assert.equal(question.status === 'fulfilled' && question.value.state, 'lacking');
  assert.equal(kept, 2);
});
