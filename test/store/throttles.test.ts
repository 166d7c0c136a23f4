import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';
import { setThrottle, storedThrottles } from '../../src/store/throttles.ts';
import { forEachEngine, sharedStore } from './engines.ts';

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
