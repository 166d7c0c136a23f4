import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldClock } from '../../../sandbox/world/clock.ts';

const origin = new Date('2026-11-24T12:00:00Z');

function clockAt(start: number) {
  let real = start;
  const clock = new WorldClock(origin, () => real);
  return {
    clock,
    wait: (ms: number) => {
      real += ms;
    },
  };
}

test('world time is the origin plus real time times the speed, and keeps its place when the speed changes', () => {
  const { clock, wait } = clockAt(1_000_000);
  wait(1000);
  assert.equal(clock.now().getTime() - origin.getTime(), 1000);
  clock.setSpeed(60);
  assert.equal(clock.now().getTime() - origin.getTime(), 1000);
  wait(1000);
  assert.equal(clock.now().getTime() - origin.getTime(), 61_000);
  clock.setSpeed(0.5);
  wait(1000);
  assert.equal(clock.now().getTime() - origin.getTime(), 61_500);
});

test('it can be moved on but not back, and no speed stops it', () => {
  const { clock } = clockAt(0);
  clock.advance(5000);
  assert.equal(clock.now().getTime() - origin.getTime(), 5000);
  assert.throws(() => clock.advance(-1), RangeError);
  for (const speed of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => clock.setSpeed(speed), RangeError);
});

test('a setting tells another clock the same time, and each change is told', () => {
  const { clock, wait } = clockAt(500);
  const told: number[] = [];
  const end = clock.onChange(({ realOrigin, worldOrigin, rate }) =>
    told.push(worldOrigin + (1500 - realOrigin) * rate),
  );
  clock.setSpeed(10);
  wait(1000);
  assert.deepEqual(told, [clock.now().getTime()]);
  end();
  clock.setSpeed(1);
  assert.equal(told.length, 1);
});

test('Teams counts in real time at any speed, and what is skipped has passed for it too', () => {
  const { clock, wait } = clockAt(1000);
  clock.setSpeed(60);
  wait(500);
  assert.equal(clock.elapsed(), 1500);
  clock.advance(60_000);
  assert.equal(clock.elapsed(), 2500);
  clock.setSpeed(1);
  clock.advance(10_000);
  assert.equal(clock.elapsed(), 12_500);
});
