import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertForm } from '../../src/store/forms.ts';
import { freeRequestId } from '../../src/store/requests.ts';
import { forEachEngine, sharedStore } from './engines.ts';

const draws = (...ids: string[]) => {
  const left = [...ids];
  return () => left.shift() ?? 'R-2222';
};

forEachEngine('a new request id', (kind) => {
  test('is none that a form has, nor one that the audit trail tells of', async () => {
    const store = await sharedStore(kind);
    await store.transaction(async (tx) => {
      await insertForm(tx, {
        id: 'R-2FRM',
        kind: 'restore',
        state: 'done',
        owner_oid: 'oid-1',
        conversation_id: 'room',
        thread_id: null,
        card_message_id: null,
        nonce: 'nonce',
        data: '{}',
        expires_at: tx.now(),
      });
      tx.audit({ event: 'request.asked', requestId: 'R-3AUD' });
    });
    const drawn = await store.transaction((tx) => freeRequestId(tx, draws('R-2FRM', 'R-3AUD', 'R-4NEW')));
    assert.equal(drawn, 'R-4NEW');
  });

  test('is given up when all that are drawn are taken', async () => {
    const store = await sharedStore(kind);
    await store.transaction((tx) => tx.audit({ event: 'request.asked', requestId: 'R-5AUD' }));
    await assert.rejects(
      store.transaction((tx) => freeRequestId(tx, () => 'R-5AUD')),
      /running out/,
    );
  });
});
