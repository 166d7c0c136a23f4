import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPace } from '../../../src/machines/rules/stored-check.ts';

const hour = 3_600_000;

const pacePerHour = (machines: number, vaults: number) => {
  const { perRun, everyMs } = checkPace(machines, vaults);
  return (vaults * perRun * hour) / everyMs;
};

test('checks of all vaults of a subscription take at most half of its reads of points, whatever their number', () => {
  for (const vaults of [1, 2, 9, 10, 37, 100, 200]) {
    for (const machines of [1, 50, 2000]) {
      assert.ok(pacePerHour(machines, vaults) <= 37.5 + 1e-9, `${machines} machines, ${vaults} vaults`);
    }
  }
});

test('a small vault is looked at every quarter of an hour, one machine at a time', () => {
  assert.deepEqual(checkPace(20, 4), { perRun: 1, everyMs: hour / 4 });
});

test('a large vault that is alone gets more checks a run, so that its machines are all checked sooner', () => {
  assert.equal(checkPace(2000, 1).perRun, 9);
});
