import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendsAtOnce, sendsPerSecond } from '../../src/kernel/send-rate.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { markSending, markSent, nextUnsent } from '../../src/store/messages.ts';
import { lastSent, takeTurn } from '../../src/store/send-rate.ts';
import { forEachEngine, freshPlace, sharedStore } from './engines.ts';

const turns = 40;

forEachEngine('the rate at which messages are sent', (kind) => {
  test('is shared by all who send, replicas included', async (t) => {
    const place = await freshPlace(t, kind);
    const one = await place.open();
    const other = kind === 'server' ? await place.open() : one;
    const begun = performance.now();
    const waits = await Promise.all(
      Array.from({ length: turns }, (_, index) => (index % 2 ? one : other).transaction(takeTurn)),
    );
    const taken = performance.now() - begun;
    assert.ok(Math.max(...waits) + taken >= ((turns - sendsAtOnce) * 1000) / sendsPerSecond - 5);
  });

  test('counts what a conversation was sent, the newest first', async () => {
    const store = await sharedStore(kind);
    await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
    await store.transaction((tx) => {
      for (const text of ['one', 'two', 'waits']) tx.post({ conversationId: '19:ops', bulk: true, body: { text } });
    });
    for (let sent = 0; sent < 2; sent += 1) {
      const { id = '', bulk } = (await nextUnsent(store.db, '19:ops', new Date())) ?? {};
      assert.equal(bulk, true);
      await store.transaction((tx) => markSending(tx, id));
      await store.transaction((tx) => markSent(tx, id, id));
    }
    const [newest, oldest, ...rest] = await lastSent(store.db, '19:ops', 50);
    assert.ok(newest && oldest && newest >= oldest && rest.length === 0);
    assert.equal((await lastSent(store.db, '19:ops', 1)).length, 1);
  });
});
