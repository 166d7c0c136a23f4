import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { Clock } from '../../src/kernel/clock.ts';
import { sendsPerSecond } from '../../src/kernel/throttling.ts';
import { putConversation } from '../../src/store/conversations.ts';
import { markSending, markSent, nextUnsent } from '../../src/store/messages.ts';
import { lastSent, setThrottle, storedThrottles, takeTurn } from '../../src/store/throttles.ts';
import { forEachEngine, freshPlace, sharedStore } from './engines.ts';

const start = Date.parse('2026-11-24T10:00:00Z');
const inAMinute = new Date(start + 60_000);

function timed() {
  const time = { now: start };
  return { time, clock: new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => time.now) };
}

forEachEngine('stored throttles', (kind) => {
  test('what this process sets holds at once, until its time', async () => {
    const { time, clock } = timed();
    const throttles = storedThrottles(await sharedStore(kind), clock);
    assert.equal(await throttles.until('s|read'), undefined);
    await throttles.set('s|read', inAMinute, 'Retry-After');
    assert.deepEqual(await throttles.until('s|read'), inAMinute);
    assert.equal(await throttles.until('s|write'), undefined);
    time.now = inAMinute.getTime();
    assert.equal(await throttles.until('s|read'), undefined);
  });

  test('what another replica set is known after a second', async () => {
    const { time, clock } = timed();
    const store = await sharedStore(kind);
    // Another process's writes are not counted here.
    const replica = { ...store, writes: () => 0 };
    const throttles = storedThrottles(replica, clock);
    assert.equal(await throttles.until('s|list'), undefined);
    await store.transaction((tx) => setThrottle(tx, 's|list', inAMinute, 'Retry-After'));
    time.now += 999;
    assert.equal(await throttles.until('s|list'), undefined);
    time.now += 1;
    assert.deepEqual(await throttles.until('s|list'), inAMinute);
  });

  test('nothing is held up for more than an hour, and not at all by what an earlier version set for longer', async () => {
    const store = await sharedStore(kind);
    const now = await store.transaction(async (tx) => tx.now().getTime());
    const throttles = storedThrottles(store, new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => now));
    const inYears = new Date(now + 1e12);
    for (const key of ['s|old', 's|read']) {
      await store.transaction(({ db }) =>
        db.insertInto('throttles').values({ key, until: inYears, reason: 'Retry-After' }).execute(),
      );
    }
    assert.equal(await throttles.until('s|old'), undefined);
    await throttles.set('s|old', new Date(now + 5_000), 'Retry-After');
    assert.deepEqual(await throttles.until('s|old'), new Date(now + 5_000));
    await throttles.set('s|read', inYears, 'Retry-After');
    const until = (await throttles.until('s|read'))?.getTime() ?? 0;
    assert.ok(until > now && until <= now + 3_660_000, `${(until - now) / 1000} s`);
  });

  test('a read that failed is not kept', async () => {
    const { clock } = timed();
    const store = await sharedStore(kind);
    const broken = { ...store, db: store.db.withSchema('missing') };
    const flaky = {
      ...store,
      get db() {
        return broken.db;
      },
    };
    const throttles = storedThrottles(flaky, clock);
    await assert.rejects(throttles.until('s|read'));
    broken.db = store.db;
    assert.equal(await throttles.until('s|none'), undefined);
  });
});

const turns = 40;
const everyMs = 1000 / sendsPerSecond;

forEachEngine('the rate at which messages are sent', (kind) => {
  test('is shared by all who send, replicas included', async (t) => {
    const place = await freshPlace(t, kind);
    const one = await place.open();
    const other = kind === 'server' ? await place.open() : one;
    const taken = await Promise.all(
      Array.from({ length: turns }, (_, index) =>
        (index % 2 ? one : other).transaction(async (tx) => {
          const waitMs = await takeTurn(tx);
          const { taken_until, now } = await tx.db
            .selectFrom('send_rate')
            .select(['taken_until', sql<Date>`clock_timestamp()`.as('now')])
            .executeTakeFirstOrThrow();
          return { waitMs, turn: taken_until.getTime() - everyMs, now: now.getTime() };
        }),
      ),
    );
    taken.sort((a, b) => a.turn - b.turn);
    for (const [index, { waitMs, turn, now }] of taken.entries()) {
      const before = taken[index - 1]?.turn ?? 0;
      assert.ok(turn - before >= everyMs, `turn ${index} is ${turn - before} ms after the one before`);
      // The clock is read again after the turn was taken, so the wait may be a little shorter.
      assert.ok(waitMs >= turn - now - 1, `it waits ${waitMs} ms for a turn in ${turn - now} ms`);
    }
  });

  test('counts what a conversation was sent, the newest first', async () => {
    const store = await sharedStore(kind);
    await store.transaction((tx) => putConversation(tx, { id: '19:ops', kind: 'channel', reference: {} }));
    await store.transaction((tx) => {
      for (const text of ['one', 'two', 'waits']) tx.post({ conversationId: '19:ops', bulk: true, body: { text } });
    });
    for (let sent = 0; sent < 2; sent += 1) {
      const { id = '', bulk } = (await nextUnsent(store.db, '19:ops', new Date())) ?? {};
      assert.equal(bulk, true);
      await store.transaction((tx) => markSending(tx, id));
      await store.transaction((tx) => markSent(tx, id, id));
    }
    const [newest, oldest, ...rest] = await lastSent(store.db, '19:ops', 50);
    assert.ok(newest && oldest && newest >= oldest && rest.length === 0);
    assert.equal((await lastSent(store.db, '19:ops', 1)).length, 1);
  });
});
