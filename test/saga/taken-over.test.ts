import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Store } from '../../src/store/open.ts';
import { acceptedRestore } from './accepted-restore.ts';

/** A request whose assignee lost a right, and that another person takes over during the check. */
async function takenOverMeanwhile() {
  const left = { takeovers: 1 };
  const of: { store?: Store } = {};
  const restore = await acceptedRestore({
    find: () => ({ kind: 'absent' }),
    kind: {
      async obstacle() {
        if (left.takeovers === 0) return undefined;
        left.takeovers -= 1;
        const by = { holder_oid: 'oid-other', holder_name: 'Olivia Novak' };
        await of.store?.transaction(({ db }) =>
          db.updateTable('requests').set(by).where('id', '=', restore.id).execute(),
        );
        return { code: 'requester-lost-right', params: { id: restore.id, name: '', action: '' } };
      },
    },
  });
  of.store = restore.store;
  return restore;
}

describe('a request that is taken over while the rights of whoever carried it are looked at', () => {
  it('is not ended for what they lack: the rights of the other are looked at, and its step is sent', async () => {
    const { store, attempt, look, state, sent } = await takenOverMeanwhile();
    const { id } = await attempt();
    await store.transaction(({ db }) =>
      db.updateTable('attempts').set({ state: 'refused' }).where('id', '=', id).execute(),
    );
    await look();
    assert.equal(await state(), 'running');
    assert.equal(sent.length, 0);
    await look();
    assert.equal(sent.length, 1);
  });

  it('nor is a step whose answer was lost: it is sent once more', async () => {
    const { store, attempt, look, state, sent } = await takenOverMeanwhile();
    const { id } = await attempt();
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await store.transaction(({ db }) =>
      db
        .updateTable('attempts')
        .set({ state: 'open', operation_id: null, sends: 1, sent_at: ago(60), empty_looks: 2, looked_at: ago(30) })
        .set({ held: JSON.stringify({ code: 'requester-lost-right', params: {} }) })
        .where('id', '=', id)
        .execute(),
    );
    await look();
    assert.equal(await state(), 'running');
    await look();
    assert.deepEqual(sent, [id]);
  });
});
