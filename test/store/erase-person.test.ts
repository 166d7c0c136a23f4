import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { product } from '../../src/app/product.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { expireForm } from '../../src/chat/forms.ts';
import { createFormKinds } from '../../src/chat/turn.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { confirmBreakGlass } from '../../src/requests/break-glass.ts';
import { redraw } from '../../src/requests/redraw.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { signReview } from '../../src/requests/reviews.ts';
import { listAddenda, listReviews, updateAddendum } from '../../src/store/approvals.ts';
import { findConversation, putConversation } from '../../src/store/conversations.ts';
import { erasePerson } from '../../src/store/erase-person.ts';
import { findForm, updateForm } from '../../src/store/forms.ts';
import { nextUnsent, postpone } from '../../src/store/messages.ts';
import { findRequest, setCards, updateRequest } from '../../src/store/requests.ts';
import { toJson } from '../../src/store/rows.ts';
import { freshStore, until } from './engines.ts';
import { loadFixtures } from './fixtures.ts';
import { quiet } from './quiet.ts';

const { forms: formKinds } = product;

const gone = '11111111-1111-4111-8111-111111111111';
const ops = '19:ops@thread.tacv2';

/**
 * Requests and forms of every kind, made in the chat of a person who is erased; each has a card there and in a channel.
 */
async function erased(t: TestContext) {
  const clock = new Clock();
  const store = await freshStore(t, 'embedded', clock);
  await loadFixtures(store);
  const services = {
    store,
    clock,
    log: quiet,
    requestKinds: createRequestKinds(requestKinds),
    formKinds: createFormKinds(formKinds),
    config: { language: 'en', timeZone: 'UTC', beginMinutes: 60, retryMinutes: 1440 },
    approvers: { requirementFor: () => ({ decideMinutes: 240 }), policy: {} },
  } as unknown as Services;
  const body = { text: 'as it was' };
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: 'own', kind: 'personal', reference: {}, personOid: gone });
    const { db } = tx;
    await db.updateTable('requests').set({ conversation_id: 'own', thread_id: null }).execute();
    for (const { id } of await db.selectFrom('requests').select('id').execute()) {
      await setCards(tx, id, [
        tx.post({ conversationId: 'own', body }),
        tx.post({ conversationId: ops, subject: id, body }),
      ]);
      for (const { number } of await listAddenda(db, id)) {
        const cards = toJson([tx.post({ conversationId: 'own', body })]);
        await updateAddendum(tx, { request_id: id, number }, { state: 'asked', card_message_ids: cards });
      }
    }
    for (const { id } of await db.selectFrom('forms').select('id').execute()) {
      const card_message_id = tx.post({ conversationId: 'own', body });
      await updateForm(tx, id, { conversation_id: 'own', card_message_id });
    }
  });
  store.redraws((tx, id) => redraw(services, tx, id));
  await erasePerson(store.db, gone, 'jan@host');
  const ids = async (table: 'requests' | 'forms') =>
    (await store.db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);
  return { store, services, requests: await ids('requests'), forms: await ids('forms') };
}

it('somebody is erased while a message to them is put off: the one waits for the other', async (t) => {
  const store = await freshStore(t, 'server');
  const id = await store.transaction(async (tx) => {
    await putConversation(tx, { id: 'own', kind: 'personal', reference: {}, personOid: gone });
    return tx.post({ conversationId: 'own', body: { text: 'hello' } });
  });
  const held = Promise.withResolvers<void>();
  const erasing = held.promise.then(() => erasePerson(store.db, gone, 'jan@host'));
  const waits = held.promise.then(() =>
    until(async () => {
      const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database()`.execute(store.db);
      return rows.length > 0;
    }),
  );
  await store.transaction(async (tx) => {
    await tx.db.selectFrom('conversations').select('id').where('id', '=', 'own').forUpdate().execute();
    held.resolve();
    await waits;
    await postpone(tx, id, new Date(), '500');
  });
  const rows = (await erasing).filter(({ rows }) => rows > 0);
  assert.deepEqual(rows, [
    { table: 'messages', rows: 1 },
    { table: 'conversations', rows: 1 },
  ]);
});

it('requests that were asked for in the chat of somebody who was erased go on, and show it where their cards are', async (t) => {
  const { store, requests } = await erased(t);
  for (const id of requests) {
    await store.transaction(async (tx) => {
      tx.post({ conversationId: 'own', subject: id, body: { text: 'It goes on.' } });
      await updateRequest(tx, id, { state: 'running' });
    });
    const edit = await store.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', ops)
      .where('subject', '=', id)
      .where('kind', '=', 'edit')
      .executeTakeFirst();
    assert.ok(edit, id);
  }
  assert.equal(await nextUnsent(store.db, 'own', new Date()), undefined, 'nothing is sent there');
  const chat = await findConversation(store.db, 'own');
  assert.deepEqual([chat?.person_oid, chat?.name, chat?.reference], [null, '', {}]);
});

it('forms that stood in the chat of somebody who was erased are put away', async (t) => {
  const { store, services, forms } = await erased(t);
  for (const id of forms) {
    await store.transaction((tx) => updateForm(tx, id, { state: 'open', expires_at: new Date(0) }));
    await expireForm(services, id);
    assert.equal((await findForm(store.db, id))?.state, 'expired', id);
  }
});

it('the glass is broken, and its review signed, though what was shown of them was erased', async (t) => {
  const { store, services, requests } = await erased(t);
  const [id = ''] = requests;
  const breaker = { objectId: 'breaker', name: 'Bea', tenantId: 't', teamsId: 'bea' };
  const signer = { ...breaker, objectId: 'signer', name: 'Sam' };
  const glass = { byOid: 'breaker', byName: 'Bea', ticket: 'INC1', reason: 'fire', nonce: 'n' };
  const asked = { ...glass, askedAt: new Date().toISOString(), confirmMessageId: 'erased' };
  await store.transaction((tx) =>
    updateRequest(tx, id, { state: 'pending', decide_by: new Date(Date.now() + 3_600_000), glass: toJson(asked) }),
  );
  const breakGlass = { group: { name: 'leads', holders: false, entra: [], people: [breaker.objectId] } };
  await store.transaction((tx) => confirmBreakGlass(services, tx, { id, breakGlass }, breaker, undefined));
  const broken = (await findRequest(store.db, id))?.glass;
  assert.ok(broken?.brokenAt);
  await store.transaction((tx) =>
    updateRequest(tx, id, {
      glass: toJson({ ...broken, reviewMessageIds: ['erased', ...(broken.reviewMessageIds ?? [])] }),
    }),
  );
  await store.transaction((tx) => signReview(services, tx, id, signer, 'seen'));
  assert.equal((await listReviews(store.db, id)).length, 1);
});
