import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findConversation,
  findPersonalChat,
  markConversationDead,
  rememberConversation,
  type SeenConversation,
  setConversationReading,
} from '../../src/store/conversations.ts';
import { forEachEngine, sharedStore } from './engines.ts';

const seen: SeenConversation = {
  id: 'a:personal-oncall',
  kind: 'personal',
  reference: { serviceUrl: 'https://smba.trafficmanager.net/emea/', bot: { id: '28:bot' } },
  name: 'Olivia Novak',
  personOid: 'oid-1',
};

forEachEngine('conversations', (kind) => {
  test('are remembered as they were seen last, with their language and time zone', async () => {
    const store = await sharedStore(kind);
    await rememberConversation(store, seen);
    await store.transaction((tx) =>
      setConversationReading(tx, seen.id, { language: 'nl', timeZone: 'Europe/Amsterdam' }),
    );
    const reference = { serviceUrl: 'https://smba.trafficmanager.net/amer/', bot: { id: '28:bot' } };
    await rememberConversation(store, { id: seen.id, kind: 'personal', reference });
    const row = await findPersonalChat(store.db, 'oid-1');
    assert.deepEqual(row?.reference, reference);
    assert.deepEqual([row?.name, row?.language, row?.zone], ['Olivia Novak', 'nl', 'Europe/Amsterdam']);
  });

  test('are written only when something changed', async () => {
    const store = await sharedStore(kind);
    await rememberConversation(store, seen);
    const before = await findConversation(store.db, seen.id);
    await rememberConversation(store, structuredClone(seen));
    assert.deepEqual(await findConversation(store.db, seen.id), before);
  });

  test('that are dead live again with the next activity, and what waited is sent', async () => {
    const store = await sharedStore(kind);
    await rememberConversation(store, seen);
    await store.transaction((tx) => tx.post({ conversationId: seen.id, body: { text: 'hello' } }));
    await store.transaction(async (tx) => {
      await markConversationDead(tx, seen.id, '403');
      await tx.db.deleteFrom('wakeups').execute();
    });
    assert.equal((await findConversation(store.db, seen.id))?.dead_reason, '403');
    await rememberConversation(store, seen);
    assert.equal((await findConversation(store.db, seen.id))?.dead_at, null);
    assert.deepEqual(await store.db.selectFrom('wakeups').select('key').execute(), [{ key: seen.id }]);
  });
});
