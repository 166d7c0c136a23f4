import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storedBody } from '../../src/kernel/chat.ts';
import {
  findConversation,
  findPersonalChat,
  markConversationDead,
  rememberConversation,
  type SeenConversation,
  setConversationReading,
} from '../../src/store/conversations.ts';
import { storeFigures } from '../../src/store/figures.ts';
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

  test('that are dead have nothing that counts as waiting, and hide nothing that does', async () => {
    const store = await sharedStore(kind);
    for (const id of ['alive', 'dead']) await rememberConversation(store, { ...seen, id });
    await store.transaction((tx) => markConversationDead(tx, 'dead', '403'));
    const posted = (at: string) => store.transaction((tx) => tx.post({ conversationId: at, body: { text: 'hello' } }));
    const gone = await posted('dead');
    await store.transaction((tx) =>
      tx.db
        .updateTable('messages')
        .set({ created_at: new Date(0) })
        .where('id', '=', gone)
        .execute(),
    );
    const { outbox } = await storeFigures(store.db, new Date());
    assert.deepEqual(outbox, { waiting: 0, oldestSeconds: 0 });
    await posted('alive');
    const { waiting, oldestSeconds } = (await storeFigures(store.db, new Date())).outbox;
    assert.equal(waiting, 1);
    assert.ok(oldestSeconds < 3_600);
  });

  test('that live again are not told what waited for more than a day, nor what stands below it; cards are brought up to date', async () => {
    const store = await sharedStore(kind);
    await rememberConversation(store, seen);
    const { now, posts } = await store.transaction((tx) => {
      const post = (text: string, threadOf?: string) =>
        tx.post({ conversationId: seen.id, body: { text }, ...(threadOf && { threadOf }) });
      const old = post('a digest of weeks ago');
      const below = post('a reply to it', old);
      return { now: tx.now(), posts: { card: post('a card'), old, below, young: post('the digest of today') } };
    });
    const { card, old, below } = posts;
    await store.transaction((tx) => {
      for (const id of [card, old, below]) tx.edit(id, { text: 'as it is now' });
    });
    const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
    await store.transaction(async (tx) => {
      const change = (id: string, own: object) => tx.db.updateTable('messages').set(own).where('id', '=', id).execute();
      await change(card, { state: 'sent', activity_id: '1', created_at: daysAgo(30) });
      await change(old, { created_at: daysAgo(2) });
      await markConversationDead(tx, seen.id, '403');
    });
    await rememberConversation(store, seen);
    const waiting = await store.db
      .selectFrom('messages')
      .select(['kind', 'target_id', 'body'])
      .where('state', '=', 'waiting')
      .orderBy('number')
      .execute();
    assert.deepEqual(
      waiting.map(({ kind: what, target_id, body }) => [what, target_id, storedBody.parse(body).text]),
      [
        ['post', null, 'the digest of today'],
        ['edit', card, 'as it is now'],
      ],
    );
  });
});
