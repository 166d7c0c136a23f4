import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deleteKeys } from '../../sandbox/world/vm-changes.ts';
import { over, type Saga, startSaga } from '../workflows/saga.ts';
import { chosen, full } from './extent.ts';

/** Where the bot is killed, counted from the approval. */
type Point = { at: 'arrival' | 'answer'; call: number; only?: { method: string; path: string } };

const sampled = 3;

/** The calls that change Azure, each of which must not act twice. lostkey-01 makes all but the extension's. */
const changes: Record<string, { method: string; path: string }[]> = {
  'lostkey-01': [
    { method: 'POST', path: '/keys/restore' },
    { method: 'PUT', path: '/secrets/' },
    { method: 'PATCH', path: '/disks/' },
    { method: 'PUT', path: '/deployments/' },
    { method: 'DELETE', path: 'vmencryption-' },
  ],
  'web-01': [{ method: 'PUT', path: '/extensions/' }],
};

describe('kill -9 on the way from restored disks to a machine', () => {
  let saga: Saga;
  let made = 0;
  before(async () => {
    saga = await startSaga();
  });
  after(() => saga.close());

  function lose(vm: string): void {
    const items = [...saga.world.vaults.values()].flatMap(({ items: each }) => [...each.values()]);
    const vmId = items.find(({ vmName }) => vmName === vm)?.vmId;
    assert.ok(vmId);
    deleteKeys(saga.world, vmId, saga.world.clock.now(), true);
  }

  /** @returns whether the bot was killed, and how many calls it made after the approval */
  async function rebuild(vm: string, point?: Point): Promise<{ killed: boolean; calls: number }> {
    const { api } = saga.talk;
    made += 1;
    if (made > 1 && vm === 'lostkey-01') lose(vm);
    const request = await saga.asked(`${vm} latest as copy-${made} isolated`);
    const before = (await saga.effects(/./)).length;
    await saga.approve(request);
    await api.tap(point ?? {});
    let killed = false;
    const end = await saga.talk.passes(`the end of ${request.id}`, async () => {
      const { pid } = await api.bot();
      if (pid === null) {
        killed = true;
        await api.start();
      }
      const card = (await saga.talk.read('ops')).find(({ id }) => id === request.card.id);
      return card && over.test(card.all) ? card : undefined;
    });
    assert.match(end.all, /✓ Done/);
    const effects = (await saga.effects(/./)).slice(before);
    assert.deepEqual(
      effects.filter((effect, index) => effects.indexOf(effect) !== index),
      [],
      'no effect twice',
    );
    assert.equal(effects.filter((effect) => effect.startsWith('deployment ')).length, 1);
    return { killed, calls: (await api.tapState()).calls };
  }

  for (const [vm, only] of Object.entries(changes)) {
    test(`${vm}: every saga ends, and nothing acts twice`, async (t) => {
      const { calls } = await rebuild(vm);
      const random = chosen();
      const anywhere = full
        ? Array.from({ length: calls }, (_, index) => index + 1)
        : Array.from({ length: sampled }, () => 1 + random.below(calls));
      t.diagnostic(`${calls} calls from the approval to the end; SEED=${random.seed}`);
      const points: Point[] = (['arrival', 'answer'] as const).flatMap((at) => [
        ...only.map((each) => ({ at, call: 1, only: each })),
        ...anywhere.map((call) => ({ at, call })),
      ]);
      let kills = 0;
      for (const point of points) {
        const where = point.only ? `${point.only.method} ${point.only.path}` : `call ${point.call}`;
        await t.test(`killed at the ${point.at} of ${where}`, async (run) => {
          const { killed } = await rebuild(vm, point);
          if (killed) kills += 1;
          else run.diagnostic('that call was not made this time: nothing was killed');
        });
      }
      assert.ok(kills >= points.length * 0.7, `${kills} of ${points.length} runs were killed`);
    });
  }
});
