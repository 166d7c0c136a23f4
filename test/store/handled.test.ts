import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimKey, recordAnswer } from '../../src/store/idempotency-keys.ts';
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
          await recordAnswer(tx, ['activity:1'], { kind: 'notice', text: 'approved' });
          return 'notice';
        }),
      ),
    );
    assert.equal(acted, 1);
    assert.deepEqual(new Set(answers), new Set(['notice']));
  });
});
