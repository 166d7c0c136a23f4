import assert from 'node:assert/strict';
import { it } from 'node:test';
import { notifyElsewhere } from '../../src/chat/send-messages.ts';
import { markConversationDead, putConversation } from '../../src/store/conversations.ts';
import { rememberPerson } from '../../src/store/people.ts';
import { freshStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

it('what mentions several is told to each that has a chat, once, and waits for the others', async (t) => {
  const store = await freshStore(t, 'embedded');
  for (const name of ['An$&na', 'Bram']) {
    const person = { objectId: name.toLowerCase(), tenantId: 't', teamsId: `29:${name}`, name };
    await rememberPerson(store, person);
  }
  const mentions = ['An$&na', 'Bram'].map((name) => ({ teamsId: `29:${name}`, name }));
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} });
    await putConversation(tx, { id: 'a:anna', kind: 'personal', reference: {}, personOid: 'an$&na' });
    tx.post({ conversationId: '19:ops', body: { text: '<at>An$&na</at>, <at>Bram</at>: decide', mentions } });
  });
  await store.transaction((tx) => markConversationDead(tx, '19:ops', '403'));
  const waiting = () =>
    store.db
      .selectFrom('messages')
      .select(['conversation_id', 'body'])
      .where('state', '=', 'waiting')
      .orderBy('conversation_id')
      .execute();
  const toAnna = { conversation_id: 'a:anna', body: { text: 'An$&na, Bram: decide' } };
  const toBram = { text: 'An$&na, <at>Bram</at>: decide', mentions: mentions.slice(1) };
  for (const look of ['first', 'second']) {
    await notifyElsewhere({ store, log: quiet }, '19:ops');
    assert.deepEqual(await waiting(), [{ conversation_id: '19:ops', body: toBram }, toAnna], look);
  }
  await store.transaction((tx) =>
    putConversation(tx, { id: 'a:bram', kind: 'personal', reference: {}, personOid: 'bram' }),
  );
  await notifyElsewhere({ store, log: quiet }, '19:ops');
  assert.deepEqual(await waiting(), [toAnna, { conversation_id: 'a:bram', body: toAnna.body }]);
});
