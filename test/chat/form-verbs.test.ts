import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formVerbs } from '../../src/chat/form-verbs.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { insertForm } from '../../src/store/forms.ts';
import { sharedStore } from '../store/engines.ts';

test('a form is begun anew only in the conversation it was asked for: another may not know its command', async () => {
  const store = await sharedStore('embedded');
  await store.transaction(async (tx) => {
    await putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} });
    await insertForm(tx, {
      id: 'R-7K2M',
      kind: 'restore',
      state: 'open',
      owner_oid: 'olivia',
      conversation_id: '19:ops',
      thread_id: null,
      card_message_id: null,
      nonce: 'n',
      data: '{}',
      expires_at: new Date(tx.now().getTime() + 60_000),
    });
  });
  const turn = {
    services: { store },
    incoming: {
      kind: 'action',
      verb: 'open-own',
      data: { id: 'R-7K2M' },
      from: { objectId: 'anton', tenantId: 'tenant', name: 'Anton Visser', teamsId: '29:anton' },
      place: { conversationId: '19:elsewhere', kind: 'channel' },
    },
  } as unknown as Turn<'action'>;
  await assert.rejects(async () => formVerbs['open-own']?.(turn), { code: 'stale-card' });
});
