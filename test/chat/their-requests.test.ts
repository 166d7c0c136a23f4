import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMeant, listTheirRequests } from '../../src/chat/their-requests.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { sharedStore } from '../store/engines.ts';
import { seedRequest } from '../store/seed-request.ts';

type Seed = Partial<Parameters<typeof seedRequest>[1]>;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** The person's request that they mean without giving its id. */
async function meant(...seeds: Seed[]): Promise<string | undefined> {
  const store = await sharedStore('embedded');
  for (const [at, seed] of seeds.entries()) {
    await store.transaction((tx) => seedRequest(tx, { id: `R-222${at}`, ...seed }));
  }
  const turn = {
    services: { store, clock: new Clock() },
    incoming: { from: { objectId: 'O' } },
    channel: { covers: () => true },
  } as unknown as Turn<'text'>;
  return findMeant(turn, await listTheirRequests(turn));
}

describe('the request that somebody means without its id', () => {
  it('is the only one under way, and none of several', async () => {
    assert.equal(await meant({ id: 'R-AAAA', state: 'running' }), 'R-AAAA');
    assert.equal(await meant({ state: 'running' }, { state: 'pending' }), undefined);
    assert.equal(await meant({ requester_oid: 'somebody', state: 'running' }), undefined);
  });

  it('is none of several, and the one that ended, however much others asked for in between', async () => {
    const others = Array<Seed>(100).fill({ requester_oid: 'somebody', state: 'failed', ended_at: minutesAgo(1) });
    assert.equal(await meant({ state: 'running' }, ...others, { state: 'running' }), undefined);
    assert.equal(await meant({ id: 'R-AAAA', state: 'succeeded', ended_at: minutesAgo(1) }, ...others), 'R-AAAA');
  });

  it('is none that stands for months, nor what runs under it by itself', async () => {
    const standing = {
      id: 'R-DDDD',
      kind: 'drill-definition',
      state: 'running',
      in_force_until: minutesAgo(-600),
    } as const;
    const run = { id: 'R-EEEE', kind: 'drill', state: 'running', standing_id: 'R-DDDD', standing_hash: 'h' } as const;
    assert.equal(await meant(standing, run), undefined);
    assert.equal(await meant(standing, run, { id: 'R-AAAA', state: 'running' }), 'R-AAAA');
    const failed = { ...run, state: 'failed', ended_at: minutesAgo(1) } as const;
    assert.equal(
      await meant(standing, failed, { id: 'R-AAAA', state: 'succeeded', ended_at: minutesAgo(9) }),
      'R-AAAA',
    );
  });

  it('is else the one that ended last, whichever was asked for first', async () => {
    const first = { id: 'R-AAAA', state: 'succeeded', ended_at: minutesAgo(1) } as const;
    const second = { id: 'R-BBBB', state: 'failed', ended_at: minutesAgo(20) } as const;
    assert.equal(await meant(first, second), 'R-AAAA');
    assert.equal(await meant(second, first), 'R-AAAA');
    assert.equal(await meant({ ...first, ended_at: minutesAgo(61) }), undefined);
  });

  it('is none that ended before one that never began: that one is meant, and has no job', async () => {
    const done = { id: 'R-AAAA', state: 'succeeded', ended_at: minutesAgo(20) } as const;
    for (const state of ['rejected', 'withdrawn', 'expired', 'void'] as const)
      assert.equal(await meant(done, { id: 'R-BBBB', state, ended_at: minutesAgo(1) }), undefined, state);
  });
});
