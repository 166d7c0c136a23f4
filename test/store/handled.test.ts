import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertDeferred } from '../../src/store/deferred-commands.ts';
import { claimKey, findEarlier, recordAnswer } from '../../src/store/idempotency-keys.ts';
import { forEachEngine, sharedStore } from './engines.ts';

forEachEngine('handled', (kind) => {
  test('gives a redelivery the recorded answer, or null while there is none', async () => {
    const store = await sharedStore(kind);
    assert.equal(await store.transaction((tx) => claimKey(tx, 'activity:1')), undefined);
    assert.deepEqual(await store.transaction((tx) => claimKey(tx, 'activity:1')), { answer: null });
    await store.transaction((tx) => recordAnswer(tx, ['activity:1'], { kind: 'notice', text: 'recorded' }));
    assert.deepEqual(await store.transaction((tx) => claimKey(tx, 'activity:1')), {
      answer: { kind: 'notice', text: 'recorded' },
    });
  });

  test('an earlier answer and what is deferred of the same ask are found together', async () => {
    const store = await sharedStore(kind);
    const asked = { ownerOid: 'oid-1', key: 'text 19:ops vms' };
    assert.deepEqual(await findEarlier(store.db, ['activity:1'], asked), { answer: undefined, deferred: [] });
    const kept = { incoming: {}, needs: [], expiresAt: new Date(0), hurries: false };
    const id = await store.transaction(async (tx) => {
      await claimKey(tx, 'activity:2');
      recordAnswer(tx, ['activity:2'], { kind: 'notice', text: 'recorded' });
      tx.audit({ event: 'ask.kept' });
      await insertDeferred(tx, { ...kept, ownerOid: 'oid-1', key: 'text 19:ops help' });
      await insertDeferred(tx, { ...kept, ...asked, ownerOid: 'oid-2' });
      return insertDeferred(tx, { ...kept, ...asked });
    });
    const answer = { kind: 'notice', text: 'recorded' };
    assert.deepEqual(await findEarlier(store.db, ['activity:1', 'activity:2'], asked), { answer, deferred: [id] });
  });

  test('a claim whose transaction failed may be made again', async () => {
    const store = await sharedStore(kind);
    await assert.rejects(
      store.transaction(async (tx) => {
        await claimKey(tx, 'activity:1');
        throw new Error('no');
      }),
    );
    assert.equal(await store.transaction((tx) => claimKey(tx, 'activity:1')), undefined);
  });

  test('of many redeliveries at once, one acts and all get its answer', async () => {
    const store = await sharedStore(kind);
    let acted = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        store.transaction(async (tx) => {
          const earlier = await claimKey(tx, 'activity:1');
          if (earlier) return earlier.answer?.kind;
          acted++;
          recordAnswer(tx, ['activity:1'], { kind: 'notice', text: 'approved' });
          return 'notice';
        }),
      ),
    );
    assert.equal(acted, 1);
    assert.deepEqual(new Set(answers), new Set(['notice']));
  });
});
