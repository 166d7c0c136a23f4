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
