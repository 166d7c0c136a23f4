import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';
import { TtlCache } from '../../src/kernel/ttl-cache.ts';

function counted(clockMs: { now: number }) {
  const clock = new Clock({ realOrigin: 0, worldOrigin: 0, rate: 1 }, () => clockMs.now);
  const fresh = new TtlCache<number>(clock, 1000, 2);
  let asked = 0;
  return { fresh, ask: async () => ++asked, times: () => asked };
}

test('an answer is kept for its age, and asked for once by many at the same moment', async () => {
  const time = { now: 0 };
  const { fresh, ask, times } = counted(time);
  assert.deepEqual(await Promise.all([fresh.get('a', ask), fresh.get('a', ask)]), [1, 1]);
  time.now = 999;
  assert.equal(await fresh.get('a', ask), 1);
  time.now = 1000;
  assert.equal(await fresh.get('a', ask), 2);
  assert.equal(times(), 2);
});

test('a clock that is set back makes nothing fresh again', async () => {
  const time = { now: 10_000 };
  const { fresh, ask } = counted(time);
  await fresh.get('a', ask);
  time.now = 0;
  assert.equal(await fresh.get('a', ask, 0), 2);
  time.now = -5_000;
  assert.equal(await fresh.get('a', ask), 3);
});

test('age 0 asks anew, whatever is kept, and keeps the answer for the others', async () => {
  const { fresh, ask } = counted({ now: 0 });
  await fresh.get('a', ask);
  assert.equal(await fresh.get('a', ask, 0), 2);
  assert.equal(await fresh.get('a', ask), 2);
});

test('a failed answer is not kept', async () => {
  const { fresh, ask } = counted({ now: 0 });
  await assert.rejects(fresh.get('a', () => Promise.reject(new Error('no'))));
  assert.equal(await fresh.get('a', ask), 1);
});

test('the oldest answer makes place', async () => {
  const { fresh, ask } = counted({ now: 0 });
  await fresh.get('a', ask);
  await fresh.get('b', ask);
  await fresh.get('c', ask);
  assert.equal(await fresh.get('b', ask), 2);
  assert.equal(await fresh.get('a', ask), 4);
});
