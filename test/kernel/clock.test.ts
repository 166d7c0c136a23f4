import assert from 'node:assert/strict';
import { beforeEach, type TestContext, test } from 'node:test';
import { Clock } from '../../src/kernel/clock.ts';

const start = Date.UTC(2026, 10, 24, 9);
const skew = 600_000;
let host: { passed: number; set: number };
beforeEach((t) => {
  host = { passed: 0, set: 0 };
  (t as TestContext).mock.method(performance, 'now', () => host.passed);
});
/** A clock on a host whose time can be set. */
const clockOf = (setting?: ConstructorParameters<typeof Clock>[0]) =>
  new Clock(setting, () => start + host.passed + host.set);

test('takes on the time of the clock that it follows: the middle of the round trip', () => {
  host.set = skew;
  const clock = clockOf();
  host.passed = 40;
  assert.equal(clock.follow(start + 20, 40), skew);
  assert.equal(clock.now().getTime(), start + 40);
  host.passed = 1_040;
  assert.equal(clock.now().getTime(), start + 1_040);
});

test('is left alone as long as what it hears may be so, however long that took to come', () => {
  const clock = clockOf();
  for (const [said, roundTrip] of [
    [0, 0],
    [0, 900],
    [100, 900],
  ] as const) {
    host.passed += roundTrip;
    clock.follow(start + host.passed - roundTrip + said, roundTrip);
    assert.equal(clock.now().getTime(), start + host.passed);
  }
});

test('does not jump with the clock of the host', () => {
  const clock = clockOf();
  clock.follow(start, 0);
  host.set = skew;
  host.passed = 5_000;
  assert.equal(clock.now().getTime(), start + 5_000);
  assert.equal(clock.follow(start + 5_000, 0), skew);
  assert.equal(clock.now().getTime(), start + 5_000);
});

test('tells who waits for a time that it was set, and when the world is faster it stays faster', () => {
  host.set = skew;
  const clock = clockOf({ realOrigin: start, worldOrigin: 0, rate: 60 });
  let told = 0;
  clock.onSet(() => {
    told += 1;
  });
  clock.follow(start, 0);
  assert.equal(told, 1);
  host.passed = 1_000;
  assert.equal(clock.now().getTime(), 60_000);
  assert.equal(clock.begun.getTime(), 0);
  clock.follow(start + 1_000, 0);
  assert.equal(told, 1);
});
