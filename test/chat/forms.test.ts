import assert from 'node:assert/strict';
import { it, test } from 'node:test';
import fc from 'fast-check';
import type { Services } from '../../src/app/services.ts';
import { storedCommand, storedNeeds } from '../../src/chat/deferred-commands.ts';
import { expireForm, formsToClose, formVerbs, mostFormsPerSubject, mostOpenForms } from '../../src/chat/forms.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { deleteDeferred, insertDeferred } from '../../src/store/deferred-commands.ts';
import { findForm, insertForm } from '../../src/store/forms.ts';
import { freshStore, sharedStore } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

const minuteMs = 60_000;
const from = { objectId: 'oid', tenantId: 't', teamsId: '29:bo', name: 'Bo' };
const place = { conversationId: '19:ops', kind: 'channel' as const };
const common = { activityId: '1', from, place };
const click = { ...common, kind: 'action' as const, verb: 'confirm', via: 'execute' as const, refresh: false };

for (const [how, incoming] of [
  ['its button', { ...click, data: { id: 'R-7K2M', nonce: 'nonce' } }],
  ['"confirm" and its id', { ...common, kind: 'text' as const, text: 'confirm r 7k2m' }],
] as const)
  it(`a form stays open for ${how} for as long as that is kept until a role is active`, async (t) => {
    let passed = 0;
    const real = new Clock();
    const clock = Object.assign(new Clock(), { now: () => new Date(real.now().getTime() + passed) });
    const store = await freshStore(t, 'embedded', clock);
    const services = { store, clock, log: quiet } as unknown as Services;
    const expiresAt = (minutes: number) => new Date(clock.now().getTime() + minutes * minuteMs);
    const kept = await store.transaction(async (tx) => {
      await putConversation(tx, { id: place.conversationId, kind: 'channel', reference: {} });
      await insertForm(tx, {
        id: 'R-7K2M',
        kind: 'restore',
        state: 'confirming',
        owner_oid: from.objectId,
        conversation_id: place.conversationId,
        thread_id: null,
        card_message_id: null,
        nonce: 'nonce',
        data: '{}',
        expires_at: expiresAt(15),
      });
      return insertDeferred(tx, {
        ownerOid: from.objectId,
        key: 'confirm',
        incoming: storedCommand.write(incoming),
        needs: storedNeeds.write([{ action: 'a/b/action', scope: '/subscriptions/s' }]),
        expiresAt: expiresAt(240),
        hurries: true,
      });
    });
    const stateAfter = async (minutes: number) => {
      passed = minutes * minuteMs;
      await expireForm(services, 'R-7K2M');
      return (await findForm(store.db, 'R-7K2M'))?.state;
    };
    assert.equal(await stateAfter(16), 'confirming');
    assert.equal(await stateAfter(200), 'confirming');
    await store.transaction((tx) => deleteDeferred(tx, kept));
    assert.equal(await stateAfter(216), 'expired');
  });

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

test('however many forms somebody opens, few stand open, and the newest always does', () => {
  const about = fc.constantFrom('sql-01', 'web-01', 'app-01', 'app-02', 'app-03', 'app-04', 'app-05');
  fc.assert(
    fc.property(fc.array(about, { maxLength: 60 }), (opened) => {
      let open: { number: number; about: string }[] = [];
      for (const [number, what] of opened.entries()) {
        const away = formsToClose(open, what);
        open = [{ number, about: what }, ...open.filter((form) => !away.includes(form))];
        assert.ok(open.length <= mostOpenForms);
        assert.ok(open.filter((form) => form.about === what).length <= mostFormsPerSubject);
        for (const form of away) {
          const newer = open.filter((other) => other.number > form.number);
          assert.ok(newer.length >= mostFormsPerSubject, 'only what newer ones take the place of is put away');
        }
      }
    }),
  );
});
