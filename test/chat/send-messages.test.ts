import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import { sendMessages } from '../../src/chat/send-messages.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { sendsAtOnce, sendsPerSecond, threadLimits } from '../../src/kernel/throttling.ts';
import { findConversation, putConversation } from '../../src/store/conversations.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { type Sender, TeamsError } from '../../src/teams/sender.ts';
import { freshStore, until } from '../store/engines.ts';
import { quiet } from '../store/quiet.ts';

type Sent = { text: string; at: number };

/** A real store and outbox; Teams accepts everything and records when. */
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
});

/** An outbox that runs on demand, on its own clock, and a Teams that refuses as often as `refusals` says. */
async function steppedOutbox(t: Parameters<typeof freshStore>[0], rate = 1) {
  const begun = Date.now();
  let now = begun;
  const clock = new Clock({ realOrigin: begun, worldOrigin: begun, rate }, () => now);
  const store = await freshStore(t, 'embedded', clock);
  await store.transaction((tx) => putConversation(tx, { id: ops, kind: 'channel', reference: {} }));
  const seen = { sent: [] as string[], calls: 0 };
  let refused = (_text: string) => false;
  let answer = {};
  const refusals: {
    retryAfterSeconds?: number;
    status?: number;
    dead?: boolean;
    unclear?: boolean;
    taken?: true;
    meanwhile?: () => Promise<unknown>;
  }[] = [];
  const sender: Pick<Sender, 'send'> = {
    async send({ body }) {
      seen.calls += 1;
      const { meanwhile, ...refusal } = refusals.shift() ?? { taken: true as const };
      await meanwhile?.();
      if (!('taken' in refusal) || refused(body.text)) throw new TeamsError({ ...busy, ...answer, ...refusal });
      seen.sent.push(body.text);
      return { activityId: `activity ${seen.calls}` };
    },
  };
  const frosts: (() => Promise<void>)[] = [];
  const transaction: typeof store.transaction = async (work) => {
    const done = await store.transaction(work);
    await frosts.shift()?.();
    return done;
  };
  const services = { store: { ...store, transaction }, clock, log: quiet } as unknown as Services;
  const run = () => sendMessages(services, sender as Sender, ops);
  return {
    seen,
    refusals,
    /** The process is suspended at the end of its next transaction. */
    freeze(frost: () => Promise<void>) {
      frosts.push(frost);
    },
    refuse(which: (text: string) => boolean, how = {}) {
      [refused, answer] = [which, how];
    },
    run,
    /** Lets real time pass. */
    async pass(seconds: number) {
      now += seconds * 1000;
      await run();
    },
    write: <T>(work: (tx: Tx) => T) => store.transaction(async (tx) => work(tx)),
  };
}

const ops = '19:ops';
const busy = { call: 'POST', status: 429, code: 'Throttled', dead: false, unclear: false };
const post = (tx: Tx, text: string, more: { bulk?: boolean; threadOf?: string } = {}) =>
  tx.post({ conversationId: ops, body: { text }, ...more });

describe('the outbox of a conversation that Teams takes no more of for now', () => {
  it('tries again when Teams said, which is real time at any speed of the clock', async (t) => {
    for (const rate of [1, 100]) {
      const { seen, refusals, run, pass, write } = await steppedOutbox(t, rate);
      refusals.push({ retryAfterSeconds: 7 });
      await write((tx) => post(tx, 'hello'));
      await run();
      await pass(6.9);
      assert.equal(seen.calls, 1);
      await pass(0.1);
      assert.deepEqual(seen.sent, ['hello']);
    }
  });

  it('waits no longer than Teams said, however often it was refused', async (t) => {
    const { seen, refusals, run, pass, write } = await steppedOutbox(t);
    refusals.push(...Array.from({ length: 10 }, () => ({ retryAfterSeconds: 1 })));
    await write((tx) => post(tx, 'hello'));
    await run();
    for (let second = 0; second < 10; second += 1) await pass(1);
    assert.deepEqual(seen, { sent: ['hello'], calls: 11 });
  });

  it('waits longer each time where Teams named no time, and a minute or so at most', async (t) => {
    const { seen, refusals, run, pass, write } = await steppedOutbox(t);
    refusals.push(...Array.from({ length: 12 }, () => ({})));
    await write((tx) => post(tx, 'hello'));
    await run();
    await pass(1);
    assert.equal(seen.calls, 1);
    for (let minute = 0; minute < 12; minute += 1) await pass(76);
    assert.deepEqual(seen, { sent: ['hello'], calls: 13 });
  });

  it('sends nothing before that time, a newer edit and a later message neither', async (t) => {
    const { seen, refusals, run, pass, write } = await steppedOutbox(t);
    const [one, other] = await write((tx) => [post(tx, 'one'), post(tx, 'other')] as const);
    await run();
    refusals.push({ retryAfterSeconds: 30 });
    await write((tx) => {
      tx.edit(one, { text: 'one, 10 %' });
      tx.edit(other, { text: 'other, 10 %' });
    });
    await run();
    await write((tx) => tx.edit(one, { text: 'one, 20 %' }));
    await pass(10);
    await write((tx) => tx.edit(other, { text: 'other, 20 %' }));
    await pass(10);
    await write((tx) => post(tx, 'done'));
    await pass(9);
    assert.deepEqual(seen, { sent: ['one', 'other'], calls: 3 });
    await pass(1);
    assert.deepEqual(seen.sent.slice(2), ['done', 'one, 20 %', 'other, 20 %']);
  });

  it('sends nothing before that time either where the edit that was refused was overtaken on its way', async (t) => {
    const { seen, refusals, run, pass, write } = await steppedOutbox(t);
    const card = await write((tx) => post(tx, 'card'));
    await run();
    await write((tx) => tx.edit(card, { text: '10 %' }));
    refusals.push({ retryAfterSeconds: 30, meanwhile: () => write((tx) => tx.edit(card, { text: '20 %' })) });
    await run();
    await pass(29);
    assert.equal(seen.calls, 2);
    await pass(1);
    assert.deepEqual(seen.sent, ['card', '20 %']);
  });

  it('sends posts, which notify, before edits, which are silent, and each of them in their order', async (t) => {
    const { seen, refusals, run, pass, write } = await steppedOutbox(t);
    const card = await write((tx) => post(tx, 'card'));
    await run();
    refusals.push({ retryAfterSeconds: 5 });
    await write((tx) => tx.edit(card, { text: '10 %' }));
    await run();
    await write((tx) => {
      const asked = post(tx, 'somebody asks');
      post(tx, 'and says why', { threadOf: asked });
    });
    await write((tx) => tx.edit(card, { text: 'done' }));
    await write((tx) => post(tx, 'it is done'));
    await pass(5);
    assert.deepEqual(seen.sent, ['card', 'somebody asks', 'and says why', 'it is done', 'done']);
  });

  it('sends edits all the same where Teams never takes a post', async (t) => {
    const { seen, run, pass, write, refuse } = await steppedOutbox(t);
    const card = await write((tx) => post(tx, 'card'));
    await run();
    await write((tx) => {
      tx.edit(card, { text: '10 %' });
      post(tx, 'never taken');
    });
    refuse((text) => text === 'never taken' || seen.calls === 2);
    await run();
    for (let minute = 0; minute < 10; minute += 1) await pass(76);
    assert.deepEqual(seen.sent, ['card', '10 %']);
  });

  it('keeps the order of all while Teams takes everything: a card comes before what is said of it', async (t) => {
    const { seen, run, write } = await steppedOutbox(t);
    const card = await write((tx) => post(tx, 'card'));
    await write((tx) => tx.edit(card, { text: 'done' }));
    await write((tx) => post(tx, 'it is done'));
    await run();
    assert.deepEqual(seen.sent, ['card', 'done', 'it is done']);
  });

  it('sends what somebody waits for before what many are told, but no reply before what it stands under', async (t) => {
    const { seen, run, pass, write } = await steppedOutbox(t);
    const told = Array.from({ length: 8 }, (_, index) => `told to many ${index}`);
    await write((tx) => {
      const ids = told.map((text) => post(tx, text, { bulk: true }));
      post(tx, 'a reply', { threadOf: ids.at(-1) ?? '' });
      post(tx, 'somebody asks');
    });
    await run();
    assert.deepEqual(seen.sent, [...told.slice(0, 6), 'somebody asks']);
    await pass(2);
    assert.deepEqual(seen.sent.slice(7), [...told.slice(6), 'a reply']);
  });
});

describe('the outbox with a message that Teams answers with a 500 each time', () => {
  const broken = { status: 500, code: 'ServiceError' };

  async function halfAnHour(pass: (seconds: number) => Promise<void>) {
    for (let minute = 0; minute < 31; minute += 1) await pass(76);
  }

  it('tries it alone for half an hour, and then goes on with what is behind it', async (t) => {
    const { seen, run, pass, write, refuse } = await steppedOutbox(t);
    refuse((text) => text === 'broken', broken);
    const next = await write((tx) => {
      post(tx, 'a reply to it', { threadOf: post(tx, 'broken') });
      return post(tx, 'next');
    });
    await write((tx) => tx.edit(next, { text: 'next, 10 %' }));
    await run();
    for (let tries = 1; tries < 10; tries += 1) await pass(76);
    assert.deepEqual(seen.sent, []);
    await halfAnHour(pass);
    assert.deepEqual(seen.sent, ['next', 'next, 10 %']);
    await write((tx) => post(tx, 'later'));
    await run();
    assert.equal(seen.sent.at(-1), 'later', 'at once');
  });

  it('tries that again every five minutes, and sends it with its replies once Teams takes it', async (t) => {
    const { seen, run, pass, write, refuse } = await steppedOutbox(t);
    refuse((text) => text === 'broken', broken);
    await write((tx) => post(tx, 'a reply to it', { threadOf: post(tx, 'broken') }));
    await run();
    await halfAnHour(pass);
    await pass(5 * 76);
    const { calls } = seen;
    for (let minute = 0; minute < 10; minute += 1) await pass(60);
    assert.equal(seen.calls, calls + 2);
    refuse(() => false);
    for (let minute = 0; minute < 6; minute += 1) await pass(60);
    assert.deepEqual(seen.sent, ['broken', 'a reply to it']);
  });

  it('does so with an edit, too', async (t) => {
    const { seen, run, pass, write, refuse } = await steppedOutbox(t);
    const [one, other] = await write((tx) => [post(tx, 'one'), post(tx, 'other')] as const);
    await run();
    refuse((text) => text === 'broken', broken);
    await write((tx) => {
      tx.edit(one, { text: 'broken' });
      tx.edit(other, { text: 'other, 10 %' });
    });
    await run();
    await halfAnHour(pass);
    assert.deepEqual(seen.sent, ['one', 'other', 'other, 10 %']);
    await write((tx) => tx.edit(one, { text: 'one, done' }));
    await run();
    assert.equal(seen.sent.at(-1), 'one, done', 'a newer one takes its place');
  });

  it('takes an outage for what it is: as soon as Teams takes anything, the oldest goes next', async (t) => {
    const { seen, run, pass, write, refuse } = await steppedOutbox(t);
    refuse(() => true, broken);
    await write((tx) => ['one', 'two', 'three', 'four'].map((text) => post(tx, text)));
    await run();
    await halfAnHour(pass);
    refuse(() => false);
    await pass(76);
    assert.deepEqual(seen.sent, ['two', 'one', 'three', 'four']);
  });

  it('keeps the order where Teams only says that it is busy, however long', async (t) => {
    const { seen, run, pass, write, refuse } = await steppedOutbox(t);
    refuse(() => true);
    await write((tx) => ['one', 'two', 'three'].map((text) => post(tx, text)));
    await run();
    await halfAnHour(pass);
    await halfAnHour(pass);
    refuse(() => false);
    await pass(76);
    assert.deepEqual(seen.sent, ['one', 'two', 'three']);
  });
});

describe('the outbox of a process that froze in the middle of a send, and whose conversation another took over', () => {
  /** The other process reports that it is done while the first still reports that it runs, and gets this answer. */
  async function overtaken(t: Parameters<typeof freshStore>[0], answer: object) {
    const stepped = await steppedOutbox(t);
    const { refusals, run, write } = stepped;
    const card = await write((tx) => post(tx, 'card'));
    await run();
    await write((tx) => tx.edit(card, { text: 'running' }));
    const meanwhile = async () => {
      await write((tx) => tx.edit(card, { text: 'done' }));
      await run();
    };
    refusals.push({ ...answer, meanwhile });
    await run();
    return stepped;
  }

  it('says again what a post shows last, which its own late edit has overtaken', async (t) => {
    const { seen, run } = await overtaken(t, { taken: true });
    assert.deepEqual(seen.sent, ['card', 'running', 'done', 'running']);
    await run();
    assert.equal(seen.sent.at(-1), 'done');
    await run();
    assert.equal(seen.calls, 5, 'once');
  });

  it('says nothing again where the other has only repeated it', async (t) => {
    const { seen, refusals, run, write } = await steppedOutbox(t);
    const card = await write((tx) => post(tx, 'card'));
    await run();
    await write((tx) => tx.edit(card, { text: 'done' }));
    refusals.push({ taken: true, meanwhile: run });
    await run();
    assert.deepEqual(seen.sent, ['card', 'done', 'done']);
  });

  it('says again what a post shows last where nobody can tell whether its late edit was taken', async (t) => {
    const { seen, run } = await overtaken(t, { status: 0, unclear: true });
    assert.deepEqual(seen.sent, ['card', 'running', 'done']);
    await run();
    assert.deepEqual(seen.sent, ['card', 'running', 'done', 'done']);
  });

  it('holds up nothing, and gives no conversation up, for what its late send is answered', async (t) => {
    for (const refusal of [{ retryAfterSeconds: 3600 }, { status: 404, dead: true }]) {
      const { seen, refusals, run, write } = await steppedOutbox(t);
      await write((tx) => post(tx, 'one'));
      refusals.push({ ...refusal, meanwhile: run });
      await run();
      await write((tx) => post(tx, 'two'));
      await run();
      assert.deepEqual(seen.sent, ['one', 'two']);
    }
  });

  it('sends nothing late where it froze before its send', async (t) => {
    const froze = Promise.withResolvers<void>();
    const woke = Promise.withResolvers<void>();
    const { seen, run, write, freeze } = await steppedOutbox(t);
    await write((tx) => post(tx, 'card'));
    freeze(async () => {
      froze.resolve();
      await woke.promise;
    });
    const late = run();
    await froze.promise;
    await run();
    woke.resolve();
    await late;
    assert.deepEqual(seen.sent, ['card']);
  });
});

describe('a thread that is no longer there', () => {
  /** A Teams in which the named threads are gone, or the whole channel is. */
  async function channelWithout(t: Parameters<typeof freshStore>[0], gone: { threads: string[]; channel?: boolean }) {
    const store = await freshStore(t, 'embedded', new Clock());
    await store.transaction((tx) => putConversation(tx, { id: ops, kind: 'channel', reference: {} }));
    const calls: string[] = [];
    const sender: Pick<Sender, 'send'> = {
      async send({ kind, threadId, activityId, body }) {
        const place = threadId ?? 'channel';
        calls.push([kind, ...(activityId ? [activityId] : []), place, body.text].join(' '));
        if (gone.channel || (threadId && gone.threads.includes(threadId)))
          throw new TeamsError({ ...busy, status: 404, code: 'ConversationNotFound', dead: true });
        return { activityId: activityId ?? `a${calls.length}` };
      },
    };
    const services = { store, clock: new Clock(), log: quiet } as unknown as Services;
    return {
      calls,
      run: () => sendMessages(services, sender as Sender, ops),
      write: <T>(work: (tx: Tx) => T) => store.transaction(async (tx) => work(tx)),
      isDead: async () => (await findConversation(store.db, ops))?.dead_at !== null,
    };
  }

  it('takes nothing else from its channel: what was to stand in it stands there, and is edited there', async (t) => {
    const { calls, run, write, isDead } = await channelWithout(t, { threads: ['purged'] });
    const card = await write((tx) => {
      const id = tx.post({ conversationId: ops, threadId: 'purged', body: { text: 'the drill failed' } });
      tx.post({ conversationId: ops, body: { text: 'decide on a restore' } });
      return id;
    });
    await run();
    await write((tx) => tx.edit(card, { text: 'the drill is tried again' }));
    await run();
    assert.deepEqual(calls, [
      'post purged the drill failed',
      'post channel the drill failed',
      'post channel decide on a restore',
      'edit a2 channel the drill is tried again',
    ]);
    assert.equal(await isDead(), false);
  });

  it('is no reason to write on where the channel is gone as well', async (t) => {
    const { calls, run, write, isDead } = await channelWithout(t, { threads: [], channel: true });
    await write((tx) => tx.post({ conversationId: ops, threadId: 'purged', body: { text: 'done' } }));
    await run();
    await run();
    assert.deepEqual(calls, ['post purged done', 'post channel done']);
    assert.equal(await isDead(), true);
  });
});

describe('a card that Teams refused, and whose sentence it took', () => {
  it('is told in the log, where the alert looks for it', async (t) => {
    const store = await freshStore(t, 'embedded', new Clock());
    await store.transaction((tx) => putConversation(tx, { id: ops, kind: 'channel', reference: {} }));
    const refused = new TeamsError({ ...busy, status: 413, code: 'MessageSizeTooBig' });
    const sender: Pick<Sender, 'send'> = { send: async () => ({ activityId: 'a1', refused }) };
    const told: unknown[] = [];
    const log = { ...quiet, warn: ({ status }: { status?: number }, line: string) => told.push([line, status]) };
    const services = { store, clock: new Clock(), log } as unknown as Services;
    await store.transaction(async (tx) => void tx.post({ conversationId: ops, body: { text: 'decide' } }));
    await sendMessages(services, sender as Sender, ops);
    assert.deepEqual(told, [['a message was not taken', 413]]);
  });
});
