import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Turn } from '../../src/chat/turn.ts';
import { requests } from '../../src/decide/commands/requests.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

type Seed = Partial<Parameters<typeof seedRequest>[1]>;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const askedOf = (person: string) => ({
  approvers: JSON.stringify({ people: [person], onCall: [], more: false, unread: [] }),
});

/**
 * Output of `requests` for a person who may read the vault `mine`, in a place that allows all vaults but `elsewhere`.
 */
async function shown(...seeds: Seed[]): Promise<string> {
  const store = await sharedStore('embedded');
  for (const [at, seed] of seeds.entries()) {
    const id = `R-${1000 + at}`;
    await store.transaction((tx) => seedRequest(tx, { id, vault_id: 'mine', ...seed }));
  }
  const turn = {
    services: {
      store,
      log: quiet,
      clock: new Clock(),
      inventory: { readVaults: async () => ({ vaults: [{ id: 'mine' }], unread: [], unreadIn: [] }) },
    },
    incoming: { from: { objectId: 'me' } },
    channel: { covers: (vaultId: string) => vaultId !== 'elsewhere' },
    shared: { language: 'en', timeZone: 'UTC' },
  } as unknown as Turn<'text'>;
  const answer = await requests.run(turn, { args: {}, lists: {} });
  return JSON.stringify(answer);
}

describe('the list of requests', () => {
  const others = (vault_id: string) =>
    Array<Seed>(60).fill({ vault_id, state: 'succeeded', ended_at: minutesAgo(1), kind: 'drill' });

  it('holds what is open, however much was asked for since', async () => {
    assert.match(await shown({ id: 'R-AAAA', state: 'pending' }, ...others('mine')), /R-AAAA/);
    assert.match(await shown({ id: 'R-BBBB', state: 'running' }, ...others('theirs')), /R-BBBB/);
  });

  it('begins with what waits for a decision, as a card has room for a few', async () => {
    const running = Array<Seed>(12).fill({ state: 'running' });
    assert.match(await shown({ id: 'R-AAAA', state: 'pending' }, ...running), /R-AAAA/);
  });

  it('holds what ended lately, however much ended in vaults of others since', async () => {
    const ended = { id: 'R-AAAA', state: 'failed', ended_at: minutesAgo(9) } as const;
    assert.match(await shown(ended, ...others('theirs')), /R-AAAA/);
  });

  it('holds what waits for the word of somebody who may not read its vault, where that may be spoken of', async () => {
    assert.match(await shown({ id: 'R-AAAA', vault_id: 'theirs', ...askedOf('ME') }), /R-AAAA/);
    const none = /No request that you can see here is open/;
    assert.match(await shown({ id: 'R-AAAA', vault_id: 'theirs', ...askedOf('them') }), none);
    assert.match(await shown({ id: 'R-AAAA', vault_id: 'elsewhere', ...askedOf('me') }), none);
  });
});
