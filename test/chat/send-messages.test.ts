import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendMessages } from '../../src/chat/send-messages.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { sendsAtOnce, sendsPerSecond, threadLimits } from '../../src/kernel/send-rate.ts';
import type { Services } from '../../src/services.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { nextUnsent } from '../../src/store/messages.ts';
import { type Sender, TeamsError } from '../../src/teams/sender.ts';
import { freshStore, until } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

type Sent = { text: string; at: number };

/** A real store and outbox; Teams takes everything and notes when. */
async function outbox(t: Parameters<typeof freshStore>[0], clock = new Clock()) {
  const store = await freshStore(t, 'embedded', clock);
  const sent: Sent[] = [];
  const sender: Pick<Sender, 'send'> = {
    async send({ body }) {
      sent.push({ text: body.text, at: performance.now() });
      return { activityId: `activity ${sent.length}` };
    },
  };
  const services = { store, clock, log: quiet } as unknown as Services;
  store.work('outbox', (key) => sendMessages(services, sender as Sender, key));
  return { store, sent };
}

function mostWithin(sent: readonly Sent[], ms: number): number {
  return Math.max(...sent.map(({ at: from }) => sent.filter(({ at }) => at >= from && at < from + ms).length));
}

const rooms = Array.from({ length: 60 }, (_, index) => `19:room-${index}`);

describe('the outbox', () => {
  it('keeps what many are told to what a tenant takes, and lets what somebody waits for go first', async (t) => {
    const { store, sent } = await outbox(t);
    for (const id of rooms) {
      await store.transaction((tx) => putConversation(tx, { id, kind: 'channel', reference: {} }));
    }
    const begun = performance.now();
    await store.transaction((tx) => {
      for (const conversationId of rooms) tx.post({ conversationId, bulk: true, body: { text: 'failed' } });
    });
    await until(() => sent.length > 0);
    await store.transaction((tx) => void tx.post({ conversationId: '19:room-59', body: { text: 'a form' } }));
    await until(() => sent.length === rooms.length + 1);
    const took = (sent.at(-1)?.at ?? 0) - begun;
    assert.ok(took >= ((sent.length - sendsAtOnce) * 1000) / sendsPerSecond - 5, `all within ${took} ms`);
    assert.ok(sent.findIndex(({ text }) => text === 'a form') < 45, 'the form does not come last');
  });

  it('keeps what many are told to what one thread takes, in order', async (t) => {
    const { store, sent } = await outbox(t);
    await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
    const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`);
    await store.transaction((tx) => {
      for (const text of texts) tx.post({ conversationId: '19:ops', bulk: true, body: { text } });
    });
    await until(() => sent.length === texts.length);
    assert.deepEqual(
      sent.map(({ text }) => text),
      texts,
    );
    for (const { count, ms } of threadLimits) assert.ok(mostWithin(sent, ms - 50) <= count, `within ${ms} ms`);
  });

  it('waits as long as Teams asks, which is real time at any speed of the clock', async (t) => {
    const realNow = Date.now();
    const clock = new Clock({ realOrigin: realNow, worldOrigin: realNow, rate: 100 }, () => realNow);
    const store = await freshStore(t, 'embedded', clock);
    const busy = { call: 'POST', status: 429, code: 'TooManyRequests', dead: false, unclear: false };
    const sender: Pick<Sender, 'send'> = {
      send: () => Promise.reject(new TeamsError({ ...busy, retryAfterSeconds: 7 })),
    };
    await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
    await store.transaction((tx) => void tx.post({ conversationId: '19:ops', body: { text: 'hello' } }));
    await sendMessages({ store, clock, log: quiet } as unknown as Services, sender as Sender, '19:ops');
    const message = await nextUnsent(store.db, '19:ops');
    assert.equal(message?.due_at.getTime(), realNow + 700_000);
  });
});
