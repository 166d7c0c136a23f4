import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Turn } from '../../src/chat/turn.ts';
import { groupRequests } from '../../src/jobs/list-requests.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';
import { seedRequest } from '../store/seed-request.ts';

type Seed = Partial<Parameters<typeof seedRequest>[1]>;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const askedOf = (person: string) => ({
  approvers: JSON.stringify({ people: [person], onCall: [], more: false, unread: [] }),
});

/** Ids that a person who may read the vault `mine` is shown, in a place that allows all vaults but `elsewhere`. */
async function shown(...seeds: Seed[]): Promise<{ waiting: string[]; running: string[]; failed: string[] }> {
  const store = await sharedStore('embedded');
  for (const [at, seed] of seeds.entries()) {
    const id = `R-${1000 + at}`;
    await store.transaction((tx) => seedRequest(tx, { id, vault_id: 'mine', ...seed }));
  }
  const turn = {
    services: { store, log: quiet, clock: new Clock() },
    incoming: { from: { objectId: 'me' } },
    channel: { covers: (vaultId: string) => vaultId !== 'elsewhere' },
  } as unknown as Turn<'text'>;
  const { waiting, running, failed } = await groupRequests(turn, new Set(['mine']), () => true);
  const ids = (rows: typeof waiting) => rows.map(({ id }) => id);
  return { waiting: ids(waiting), running: ids(running), failed: ids(failed) };
}

describe('the requests of a status', () => {
  it('are those that wait for this person, that go on, and that failed lately', async () => {
    const found = await shown(
      { id: 'R-AAAA', state: 'pending', ...askedOf('ME') },
      { id: 'R-BBBB', state: 'pending', ...askedOf('them') },
      { id: 'R-CCCC', state: 'failed', ended_at: minutesAgo(9) },
      { id: 'R-DDDD', state: 'failed', ended_at: minutesAgo(25 * 60) },
      { id: 'R-EEEE', state: 'succeeded', ended_at: minutesAgo(9) },
    );
    assert.deepEqual(found, { waiting: ['R-AAAA'], running: ['R-BBBB'], failed: ['R-CCCC'] });
  });

  it('are not put to the one who asked for them, whoever the policy names', async () => {
    const own = await shown({ id: 'R-FFFF', state: 'pending', requester_oid: 'me', ...askedOf('me') });
    assert.ok(own.running.includes('R-FFFF') && !own.waiting.includes('R-FFFF'));
  });

  it('are told to somebody who may not read the vault only where they decide, and where it may be spoken of', async () => {
    const { waiting, running } = await shown(
      { id: 'R-GGGG', vault_id: 'theirs', ...askedOf('ME') },
      { id: 'R-HHHH', vault_id: 'theirs', ...askedOf('them') },
      { id: 'R-JJJJ', vault_id: 'elsewhere', ...askedOf('me') },
    );
    assert.ok(waiting.includes('R-GGGG'));
    assert.ok(![...waiting, ...running].some((id) => id === 'R-HHHH' || id === 'R-JJJJ'));
  });
});
