import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { sendMessages } from '../../src/chat/send-messages.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { findMessage } from '../../src/store/messages.ts';
import type { Sender } from '../../src/teams/sender.ts';
import { freshStore, until } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

type Order = Parameters<Sender['send']>[0];
const conversationId = '19:ops';

/** A real store and outbox, and a Teams that answers as the test says: with an id, without one, or not at all. */
async function outbox(t: Parameters<typeof freshStore>[0], answer: (order: Order) => { activityId?: string }) {
  const clock = new Clock();
  const store = await freshStore(t, 'embedded', clock);
  const sent: string[] = [];
  const sender: Pick<Sender, 'send'> = {
    async send(order) {
      const under = order.threadId === undefined ? '' : ` in ${order.threadId}`;
      sent.push(`${order.kind} ${order.body.text}${order.activityId ? ` over ${order.activityId}` : ''}${under}`);
      return answer(order);
    },
  };
  const services = { store, clock, log: quiet } as unknown as Services;
  store.work('outbox', (key) => sendMessages(services, sender as Sender, key));
  await store.transaction((tx) => putConversation(tx, { id: conversationId, kind: 'channel', reference: {} }));
  const post = (text: string) =>
    store.transaction(async (tx) => tx.post({ conversationId, threadId: '16', body: { text } }));
  const edit = (id: string, text: string) => store.transaction(async (tx) => tx.edit(id, { text }));
  const ends = (text: string) => until(() => sent.some((each) => each.includes(text)));
  return { store, sent, post, edit, ends };
}

describe('a post that Teams answers without an id', () => {
  it('is posted anew when it changes, after which that message is the one that changes', async (t) => {
    const ids = [undefined, 'second', 'third'];
    const { store, sent, post, edit, ends } = await outbox(t, ({ activityId }) => ({
      activityId: activityId ?? ids.shift() ?? '',
    }));
    const card = await post('asked');
    await ends('asked');
    await edit(card, 'approved');
    await post('behind');
    await ends('behind');
    await edit(card, 'done');
    await ends('done');
    assert.deepEqual(sent, [
      'post asked in 16',
      'post approved in 16',
      'post behind in 16',
      'edit done over second in 16',
    ]);
    assert.equal((await findMessage(store.db, card))?.activity_id, 'second');
  });

  it('is posted anew only once when Teams never gives an id, and holds nothing up', async (t) => {
    const { sent, post, edit, ends } = await outbox(t, () => ({}));
    const card = await post('asked');
    await ends('asked');
    await edit(card, 'approved');
    await ends('approved');
    await edit(card, 'running');
    await post('behind');
    await ends('behind');
    assert.deepEqual(sent, ['post asked in 16', 'post approved in 16', 'post behind in 16']);
  });
});

describe('a message that cannot be sent for a fault of the program', () => {
  it('is given up, and what stands behind it is sent', async (t) => {
    const { store, sent, post, ends } = await outbox(t, ({ body }) => {
      if (body.text === 'broken') throw new TypeError('a defect');
      return { activityId: body.text };
    });
    const broken = await post('broken');
    await post('behind');
    await ends('behind');
    assert.deepEqual(sent, ['post broken in 16', 'post behind in 16']);
    assert.equal((await findMessage(store.db, broken))?.state, 'dead');
  });
});
