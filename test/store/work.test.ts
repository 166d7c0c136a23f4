import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';
import { putConversation } from '../../src/store/conversations.ts';
import type { Store } from '../../src/store/open.ts';
import { Queue } from '../../src/store/queue.ts';
import { beginRun, TakenOverError } from '../../src/store/wakeups.ts';
import { patientSeconds } from '../faults/until.ts';
import { type EngineKind, forEachEngine, freshPlace, freshStore, until } from './engines.ts';

/** A moment that the test chooses. */
function gate(): { open(): void; opened: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, opened: promise };
}

async function idle(store: Store): Promise<boolean> {
  return (await store.db.selectFrom('wakeups').select('key').execute()).length === 0;
}

async function storeOf(t: TestContext, kind: EngineKind, clock = new Clock()): Promise<{ store: Store; clock: Clock }> {
  return { store: await freshStore(t, kind, clock), clock };
}

forEachEngine('work', (kind) => {
  test('handles a key that is due, once, and forgets it', async (t) => {
    const { store } = await storeOf(t, kind);
    const handled: string[] = [];
    store.work('step', async (key) => {
      handled.push(key);
    });
    await store.transaction((tx) => {
      tx.wake('step', '19:ops@thread.tacv2');
      tx.wake('step', '/subscriptions/1/vaults/rsv-prod');
    });
    await until(() => idle(store));
    assert.deepEqual(handled.sort(), ['/subscriptions/1/vaults/rsv-prod', '19:ops@thread.tacv2']);
  });

  test('takes up what was due before there was a handler', async (t) => {
    const { store } = await storeOf(t, kind);
    await store.transaction((tx) => tx.wake('timer', 'early'));
    const handled = gate();
    store.work('timer', async () => handled.open());
    await handled.opened;
  });

  test('counts a key as due from its time until its run has ended', async (t) => {
    const { store, clock } = await storeOf(t, kind);
    const [begun, end] = [gate(), gate()];
    store.work('timer', async () => {
      begun.open();
      await end.opened;
    });
    const hour = 3600_000;
    await store.transaction((tx) => tx.wake('timer', 'request:R-1', new Date(clock.now().getTime() + hour)));
    assert.equal(await store.due(), 0);
    clock.set({ realOrigin: Date.now(), worldOrigin: Date.now() + 2 * hour, rate: 1 });
    assert.equal(await store.due(), 1, 'before anybody looked');
    await begun.opened;
    assert.equal(await store.due(), 1, 'under way');
    end.open();
    await until(async () => (await store.due()) === 0);
  });

  test('handles a key when the clock reaches its time, however fast the clock runs', async (t) => {
    const { store, clock } = await storeOf(t, kind);
    const handled = gate();
    let at: Date | undefined;
    store.work('timer', async () => {
      at = clock.now();
      handled.open();
    });
    const dueAt = new Date(clock.now().getTime() + 4 * 3600_000);
    await store.transaction((tx) => tx.wake('timer', 'request:R-1', dueAt));
    const now = Date.now();
    clock.set({ realOrigin: now, worldOrigin: now, rate: 24 * 3600 });
    await handled.opened;
    assert.ok(at && at >= dueAt);
  });

  test('runs a key again when it was woken during its run', async (t) => {
    const { store } = await storeOf(t, kind);
    const [begun, woken] = [gate(), gate()];
    let runs = 0;
    store.work('step', async () => {
      runs++;
      if (runs > 1) return;
      begun.open();
      await woken.opened;
    });
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    await begun.opened;
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    woken.open();
    await until(() => idle(store));
    assert.equal(runs, 2);
  });

  test('a chain of ticks: a run that sets its own next time is not repeated before it', async (t) => {
    const { store, clock } = await storeOf(t, kind);
    let runs = 0;
    const next = new Date(clock.now().getTime() + 3600_000);
    store.work('watch', async (key) => {
      runs++;
      if (runs === 1) await store.transaction((tx) => tx.wake('watch', key, next));
    });
    await store.transaction((tx) => tx.wake('watch', 'rsv-prod'));
    const dueNext = () =>
      store.db.selectFrom('wakeups').select('due_at').where('token', 'is', null).where('due_at', '=', next).execute();
    await until(async () => (await dueNext()).length === 1);
    assert.equal(runs, 1);
    const now = Date.now();
    clock.set({ realOrigin: now, worldOrigin: next.getTime(), rate: 1 });
    await until(() => idle(store));
    assert.equal(runs, 2);
  });

  test('one run at a time for a key, several keys at a time for a queue', async (t) => {
    const { store } = await storeOf(t, kind);
    const running = new Map<string, number>();
    let most = 0;
    let mostOfOne = 0;
    let runs = 0;
    store.work(
      'step',
      async (key) => {
        const ofThis = (running.get(key) ?? 0) + 1;
        running.set(key, ofThis);
        mostOfOne = Math.max(mostOfOne, ofThis);
        most = Math.max(most, running.size);
        await new Promise(setImmediate);
        running.delete(key);
        runs++;
      },
      { concurrency: 3 },
    );
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (let round = 0; round < 5; round++) {
      await store.transaction((tx) => {
        for (const key of keys) tx.wake('step', key);
      });
    }
    await until(() => idle(store));
    assert.equal(mostOfOne, 1);
    assert.ok(most <= 3);
    assert.ok(runs >= keys.length);
  });

  test('a slow key does not hold up the others', async (t) => {
    const { store } = await storeOf(t, kind);
    const slow = gate();
    const handled: string[] = [];
    store.work('outbox', async (key) => {
      if (key === 'slow') await slow.opened;
      handled.push(key);
    });
    await store.transaction((tx) => tx.wake('outbox', 'slow'));
    await store.transaction((tx) => tx.wake('outbox', 'quick'));
    await until(() => handled.includes('quick'));
    slow.open();
    await until(() => idle(store));
    assert.deepEqual(handled, ['quick', 'slow']);
  });

  test('a run that fails is repeated after a pause that grows, and keeps a later time that was asked for', async (t) => {
    const { store, clock } = await storeOf(t, kind);
    const next = new Date(clock.now().getTime() + 24 * 3600_000);
    const runs: number[] = [];
    store.work('timer', async (key) => {
      runs.push(clock.now().getTime());
      if (runs.length === 1) await store.transaction((tx) => tx.wake('timer', key, next));
      if (runs.length <= 2) throw new Error('not yet');
    });
    await store.transaction((tx) => tx.wake('timer', 'k'));
    await until(async () => {
      const row = await store.db.selectFrom('wakeups').select('due_at').executeTakeFirst();
      return runs.length === 3 && row?.due_at.getTime() === next.getTime();
    });
    const [first = 0, second = 0, third = 0] = runs;
    // At least 1 s, then 2 s; keys count as due 0.25 s early.
    assert.ok(second - first >= 750 && third - second >= 1750);
    const row = await store.db.selectFrom('wakeups').select('tries').executeTakeFirstOrThrow();
    assert.equal(row.tries, 0);
  });

  test('drains: takes no more, and waits for the runs under way', async (t) => {
    const { store } = await storeOf(t, kind);
    const [begun, finish] = [gate(), gate()];
    const ended: string[] = [];
    store.work('step', async (key) => {
      begun.open();
      await finish.opened;
      ended.push(key);
    });
    await store.transaction((tx) => tx.wake('step', 'good'));
    await begun.opened;
    const left = store.drain(patientSeconds * 1000);
    await store.transaction((tx) => tx.wake('step', 'after'));
    finish.open();
    assert.equal(await left, 0);
    assert.deepEqual(ended, ['good']);
    assert.deepEqual(await store.db.selectFrom('wakeups').select('key').execute(), [{ key: 'after' }]);
  });

  test('drains: what a look that was under way has found is left to whoever comes next', async (t) => {
    const { store } = await storeOf(t, kind);
    const [looked, answered] = [gate(), gate()];
    const { fetch } = Queue.prototype;
    t.mock.method(Queue.prototype, 'fetch', async function (this: Queue, ...asked: Parameters<Queue['fetch']>) {
      const claims = await fetch.apply(this, asked);
      if (claims.length > 0) {
        looked.open();
        await answered.opened;
      }
      return claims;
    });
    const handled: string[] = [];
    store.work('step', async (key) => {
      handled.push(key);
    });
    await store.transaction((tx) => tx.wake('step', 'found'));
    await looked.opened;
    const left = store.drain(patientSeconds * 1000);
    answered.open();
    assert.equal(await left, 0);
    assert.deepEqual(handled, []);
    assert.deepEqual(await store.db.selectFrom('wakeups').select(['key', 'token']).execute(), [
      { key: 'found', token: null },
    ]);
  });

  test('drains: tells those that have not ended by then, and leaves them', async (t) => {
    const { store } = await storeOf(t, kind);
    const begun = gate();
    let told: AbortSignal | undefined;
    store.work('step', async (_, signal) => {
      told = signal;
      begun.open();
      await new Promise(() => {});
    });
    await store.transaction((tx) => tx.wake('step', 'stuck'));
    await begun.opened;
    assert.equal(await store.drain(0), 1);
    assert.equal(told?.aborted, true);
    assert.deepEqual(await store.db.selectFrom('wakeups').select(['key', 'token']).execute(), [
      { key: 'stuck', token: null },
    ]);
  });

  test('a run that stood still while another took its key over changes nothing any more, but says what it has done', async (t) => {
    const { store } = await storeOf(t, kind);
    const [begun, woken, ended] = [gate(), gate(), gate()];
    const late: unknown[] = [];
    store.work('step', async (key) => {
      await store.transaction((tx) => tx.audit({ event: 'request.asked' }));
      begun.open();
      await woken.opened;
      await store.recordEffect((tx) => tx.audit({ event: 'attempt.accepted' }));
      await store
        .transaction((tx) => {
          tx.audit({ event: 'request.failed' });
          tx.wake('step', key);
        })
        .catch((error: unknown) => {
          late.push(error);
          throw error;
        })
        .finally(ended.open);
    });
    await store.transaction((tx) => tx.wake('step', 'R-1'));
    await begun.opened;
    assert.equal(await beginRun(store.db, { queue: 'step', key: 'R-1' }, 'of the other', new Date()), 0);
    woken.open();
    await ended.opened;
    assert.ok(late[0] instanceof TakenOverError);
    await store.drain(60_000);
    const events = await store.db.selectFrom('audit').select('event').orderBy('seq').execute();
    assert.deepEqual(
      events.map(({ event }) => event),
      ['request.asked', 'attempt.accepted'],
    );
    const rows = await store.db.selectFrom('wakeups').select(['token', 'next_due_at', 'tries']).execute();
    assert.deepEqual(
      rows,
      [{ token: 'of the other', next_due_at: null, tries: 0 }],
      'it is the other one that goes on',
    );
  });

  test('what was cut off by a stop is taken up by the next start', async (t) => {
    const place = await freshPlace(t, kind);
    const first = await place.open();
    const begun = gate();
    first.work('step', () => {
      begun.open();
      return new Promise(() => {});
    });
    await first.transaction((tx) => tx.wake('step', 'R-1'));
    await begun.opened;
    await first.drain(0);
    await first.close();
    const second = await place.open();
    const again = gate();
    second.work('step', async () => again.open());
    await again.opened;
    await until(() => idle(second));
  });

  test('what somebody waits for does not wait behind what is told to many, even where that waits already', async (t) => {
    const { store } = await storeOf(t, kind);
    const finish = gate();
    const handled: string[] = [];
    store.work(
      'outbox',
      async (key) => {
        handled.push(key);
        if (handled.length === 1) await finish.opened;
      },
      { concurrency: 1 },
    );
    const rooms = Array.from({ length: 20 }, (_, index) => `19:room-${index}`);
    for (const id of [...rooms, '19:quiet']) {
      await store.transaction((tx) => putConversation(tx, { id, kind: 'channel', reference: {} }));
    }
    const say = (conversationId: string, bulk: boolean) =>
      store.transaction((tx) => void tx.post({ conversationId, bulk, body: { text: 'hello' } }));
    await say('19:room-0', true);
    await until(() => handled.length === 1);
    await store.transaction((tx) => {
      for (const conversationId of rooms.slice(1)) tx.post({ conversationId, bulk: true, body: { text: 'failed' } });
    });
    await say('19:room-19', false);
    await say('19:quiet', false);
    finish.open();
    await until(() => idle(store));
    assert.deepEqual(handled.slice(0, 3).sort(), ['19:quiet', '19:room-0', '19:room-19']);
    assert.equal(handled.length, 21);
  });
});
