import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storedBody } from '../../src/kernel/chat.ts';
import { putConversation } from '../../src/store/conversations.ts';
import {
  findMessage,
  findPostByActivity,
  latestBody,
  markDead,
  markReplaced,
  markSending,
  markSent,
  nextUnsent,
  postpone,
} from '../../src/store/messages.ts';
import type { Store } from '../../src/store/open.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { forEachEngine, sharedStore } from './engines.ts';

const ops = '19:ops';
const post = (tx: Tx, text: string, more: { threadId?: string; subject?: string } = {}) =>
  tx.post({ conversationId: ops, body: { text }, ...more });

async function withOps(store: Store): Promise<Store> {
  await store.transaction((tx) => putConversation(tx, { id: ops, kind: 'channel', reference: {} }));
  return store;
}

/**
 * Sends everything due, as the outbox does.
 * @returns what was sent, in order
 */
async function sendAll(store: Store): Promise<string[]> {
  const sent: string[] = [];
  for (
    let message = await nextUnsent(store.db, ops, new Date());
    message;
    message = await nextUnsent(store.db, ops, new Date())
  ) {
    const { id, kind, target_activity_id } = message;
    const body = storedBody.parse(message.body);
    assert.ok(await store.transaction((tx) => markSending(tx, id)));
    sent.push(kind === 'edit' ? `${body.text} over ${target_activity_id}` : body.text);
    await store.transaction((tx) => markSent(tx, id, target_activity_id ?? `activity of ${body.text}`));
  }
  return sent;
}

forEachEngine('messages', (kind) => {
  test('are sent in the order in which they were committed, edits with the id of their post', async () => {
    const store = await withOps(await sharedStore(kind));
    const card = await store.transaction((tx) => {
      const id = post(tx, 'card', { threadId: 'root', subject: 'R-1' });
      post(tx, 'reply');
      return id;
    });
    await store.transaction((tx) => tx.edit(card, { text: 'card, running' }));
    assert.deepEqual(await sendAll(store), ['card', 'reply', 'card, running over activity of card']);
    const { thread_id, subject } = (await findPostByActivity(store.db, ops, 'activity of card')) ?? {};
    assert.deepEqual({ thread_id, subject }, { thread_id: 'root', subject: 'R-1' });
  });

  test('a reply to a post of ours waits for it, survives edits of it, and goes with it when it is given up', async () => {
    const store = await withOps(await sharedStore(kind));
    const reply = (tx: Tx, threadOf: string, text: string) =>
      tx.post({ conversationId: ops, threadOf, body: { text } });
    const card = await store.transaction((tx) => {
      const id = post(tx, 'card');
      reply(tx, id, 'names');
      return id;
    });
    await store.transaction((tx) => tx.edit(card, { text: 'card, more' }));
    assert.equal((await latestBody(store.db, card))?.text, 'card, more');
    const first = await nextUnsent(store.db, ops, new Date());
    assert.equal(first?.id, card);
    await store.transaction((tx) => markSent(tx, card, 'activity of card'));
    const names = await nextUnsent(store.db, ops, new Date());
    assert.deepEqual([storedBody.parse(names?.body).text, names?.target_activity_id], ['names', 'activity of card']);
    await sendAll(store);
    const dead = await store.transaction((tx) => {
      const id = post(tx, 'dead');
      reply(tx, id, 'never');
      return id;
    });
    await store.transaction((tx) => markDead(tx, dead, '413'));
    assert.equal(await nextUnsent(store.db, ops, new Date()), undefined);
  });

  test('a post goes out as its transaction left it, and a newer edit replaces those that wait', async () => {
    const store = await withOps(await sharedStore(kind));
    const card = await store.transaction((tx) => {
      const id = post(tx, 'card');
      tx.edit(id, { text: '0 %' });
      tx.edit(id, { text: '10 %' });
      return id;
    });
    await store.transaction((tx) => tx.edit(card, { text: '20 %' }));
    await store.transaction((tx) => tx.edit(card, { text: '30 %' }));
    assert.deepEqual(await sendAll(store), ['10 %', '30 % over activity of 10 %']);
    const states = await store.db.selectFrom('messages').select('state').orderBy('number').execute();
    assert.deepEqual(
      states.map(({ state }) => state),
      ['sent', 'replaced', 'sent'],
    );
  });

  test('an edit under way is not replaced; put off, it gives way to the newer one', async () => {
    const store = await withOps(await sharedStore(kind));
    const card = await store.transaction((tx) => post(tx, 'card'));
    await sendAll(store);
    await store.transaction((tx) => tx.edit(card, { text: '10 %' }));
    const edit = await nextUnsent(store.db, ops, new Date());
    await store.transaction((tx) => markSending(tx, edit?.id ?? ''));
    await store.transaction((tx) => tx.edit(card, { text: '20 %' }));
    assert.equal((await nextUnsent(store.db, ops, new Date()))?.id, edit?.id);
    await store.transaction((tx) => postpone(tx, edit?.id ?? '', new Date(), '429'));
    assert.equal((await findMessage(store.db, edit?.id ?? ''))?.state, 'replaced');
    assert.deepEqual(await sendAll(store), ['20 % over activity of card']);
  });

  test('one that is put off keeps its place before the later ones, which wait with it', async () => {
    const store = await withOps(await sharedStore(kind));
    await store.transaction((tx) => {
      post(tx, 'first');
      post(tx, 'second');
    });
    const first = await nextUnsent(store.db, ops, new Date());
    const dueAt = new Date('2999-01-01T00:00:00Z');
    await store.transaction(async (tx) => {
      await markSending(tx, first?.id ?? '');
      await postpone(tx, first?.id ?? '', dueAt, '503');
    });
    const next = await nextUnsent(store.db, ops, new Date());
    assert.deepEqual([next?.id, next?.due_at, next?.tries, next?.error], [first?.id, dueAt, 1, '503']);
    const waiting = await store.db.selectFrom('messages').select('due_at').execute();
    assert.deepEqual(waiting, [{ due_at: dueAt }, { due_at: dueAt }]);
  });

  test('one whose send was begun by a killed process comes first again, and says so', async () => {
    const store = await withOps(await sharedStore(kind));
    await store.transaction((tx) => {
      post(tx, 'first');
      post(tx, 'second');
    });
    await store.transaction(async (tx) => markSending(tx, (await nextUnsent(tx.db, ops, new Date()))?.id ?? ''));
    const next = await nextUnsent(store.db, ops, new Date());
    assert.deepEqual([storedBody.parse(next?.body).text, next?.state], ['first', 'sending']);
  });

  test('a post that is given up takes its edits with it, those that come later too', async () => {
    const store = await withOps(await sharedStore(kind));
    const lost = await store.transaction((tx) => {
      const id = post(tx, 'lost');
      tx.edit(id, { text: 'lost, edited' });
      post(tx, 'next');
      return id;
    });
    await store.transaction((tx) => markDead(tx, lost, '404'));
    await store.transaction((tx) => tx.edit(lost, { text: 'lost, edited again' }));
    assert.deepEqual(await sendAll(store), ['next']);
  });

  test('a reply that is written once its post was given up goes out all the same', async () => {
    const store = await withOps(await sharedStore(kind));
    const lost = await store.transaction((tx) => post(tx, 'lost'));
    await store.transaction((tx) => markDead(tx, lost, '400'));
    await store.transaction((tx) => tx.post({ conversationId: ops, threadOf: lost, body: { text: 'a reply' } }));
    assert.deepEqual(await sendAll(store), ['a reply']);
  });

  test('one that was replaced or sent meanwhile is not begun', async () => {
    const store = await withOps(await sharedStore(kind));
    const [replaced, sent] = await store.transaction((tx) => [post(tx, 'a'), post(tx, 'b')]);
    await store.transaction(async (tx) => {
      await markReplaced(tx, replaced ?? '');
      await markSent(tx, sent ?? '', 'activity');
    });
    assert.equal(await store.transaction((tx) => markSending(tx, replaced ?? '')), undefined);
    assert.equal(await store.transaction((tx) => markSending(tx, sent ?? '')), undefined);
  });

  test('an edit of what was never posted is refused', async () => {
    const store = await withOps(await sharedStore(kind));
    await assert.rejects(
      store.transaction((tx) => tx.edit('nothing', { text: '' })),
      /was never posted/,
    );
  });

  test('posting wakes the outbox of the conversation, once', async () => {
    const store = await withOps(await sharedStore(kind));
    await store.transaction((tx) => {
      post(tx, 'a');
      post(tx, 'b');
    });
    const wakeups = await store.db.selectFrom('wakeups').select(['queue', 'key']).execute();
    assert.deepEqual(wakeups, [{ queue: 'outbox', key: ops }]);
  });
});
