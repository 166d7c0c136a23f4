import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type DrillTimes,
  dueDrills,
  isWithinHours,
  nextOpening,
  nextPeriod,
  periodStart,
  quietTime,
} from '../../../src/drills/rules/drill-clock.ts';

const amsterdam: DrillTimes = { every: 'month', from: 22, to: 4, timeZone: 'Europe/Amsterdam' };
const at = (text: string) => new Date(text);
const iso = (date: Date) => date.toISOString();

describe('hours of drills', () => {
  it('may go past midnight, begin with their first hour and end before their last', () => {
    const within = (text: string) => isWithinHours(amsterdam, at(text));
    assert.deepEqual(
      ['2026-11-24T20:59:59Z', '2026-11-24T21:00:00Z', '2026-11-25T02:59:59Z', '2026-11-25T03:00:00Z'].map(within),
      [false, true, true, false],
    );
  });

  it('both the same mean any hour', () => {
    assert.ok(isWithinHours({ ...amsterdam, from: 5, to: 5 }, at('2026-11-24T12:00:00Z')));
  });

  it('open at the same time of the clock in winter and in summer', () => {
    assert.equal(iso(nextOpening(amsterdam, at('2026-03-28T12:00:00Z'))), '2026-03-28T21:00:00.000Z');
    assert.equal(iso(nextOpening(amsterdam, at('2026-03-29T12:00:00Z'))), '2026-03-29T20:00:00.000Z');
    assert.equal(iso(nextOpening(amsterdam, at('2026-10-25T12:00:00Z'))), '2026-10-25T21:00:00.000Z');
  });

  it('that a night skips come on the night after', () => {
    const skipped = { ...amsterdam, from: 2, to: 3 };
    assert.equal(iso(nextOpening(skipped, at('2026-03-28T12:00:00Z'))), '2026-03-30T00:00:00.000Z');
  });

  it('are now, where it is within them', () => {
    const now = at('2026-11-24T22:10:00Z');
    assert.equal(nextOpening(amsterdam, now), now);
  });
});

describe('weeks, months and quarters of drills', () => {
  it('begin at midnight of their own time zone, weeks on Monday', () => {
    const start = (every: DrillTimes['every']) => iso(periodStart({ ...amsterdam, every }, at('2026-11-26T12:00:00Z')));
    assert.deepEqual(
      [start('week'), start('month'), start('quarter')],
      ['2026-11-22T23:00:00.000Z', '2026-10-31T23:00:00.000Z', '2026-09-30T22:00:00.000Z'],
    );
  });

  it('follow one another, across the change of the clock and of the year', () => {
    const next = (every: DrillTimes['every']) => iso(nextPeriod({ ...amsterdam, every }, at('2026-10-20T12:00:00Z')));
    assert.deepEqual(
      [next('week'), next('month'), next('quarter')],
      ['2026-10-25T23:00:00.000Z', '2026-10-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    );
  });
});

describe('what is due', () => {
  const both = { machines: ['/vms/A', '/vms/B'], atOnce: 1 };
  const night = at('2026-11-24T22:00:00Z');
  const noon = at('2026-11-24T12:00:00Z');
  const run = (vmId: string, begunAt: string, isOpen = false) => ({ vmId, begunAt: at(begunAt), isOpen });

  it('is each machine that was not begun in this period, whatever the spelling of its id', () => {
    const { due } = dueDrills(amsterdam, both, [run('/vms/a', '2026-11-02T22:00:00Z')], night);
    assert.deepEqual(due, ['/vms/B']);
  });

  it('is a machine again in the next period', () => {
    const { due } = dueDrills(amsterdam, both, [run('/vms/a', '2026-10-30T22:00:00Z')], night);
    assert.deepEqual(due, ['/vms/A', '/vms/B']);
  });

  it('is a machine again on the next day whose run tried nothing, and none that was drilled', () => {
    const untried = { ...run('/vms/a', '2026-11-24T21:10:00Z'), untried: true };
    const done = run('/vms/b', '2026-11-02T22:00:00Z');
    const tonight = dueDrills(amsterdam, both, [untried, done], night);
    assert.deepEqual([tonight.due, tonight.done, iso(tonight.lookAt)], [[], 1, '2026-11-25T21:00:00.000Z']);
    assert.deepEqual(dueDrills(amsterdam, both, [untried, done], tonight.lookAt).due, ['/vms/A']);
    const twice = dueDrills(amsterdam, both, [untried, untried, done], at('2026-11-26T21:00:00Z'));
    assert.deepEqual([twice.due, twice.done], [[], 1], 'what it may use is shared, so it is tried once more');
    const again = run('/vms/a', '2026-11-25T21:00:00Z');
    assert.deepEqual(dueDrills(amsterdam, both, [untried, again, done], at('2026-11-26T21:00:00Z')).due, []);
  });

  it('counts the machines that failed in this period beside those that were drilled', () => {
    const failed = (vmId: string, begunAt: string) => ({ ...run(vmId, begunAt), failed: true });
    const runs = [failed('/vms/a', '2026-11-02T22:00:00Z'), run('/vms/b', '2026-11-02T22:00:00Z')];
    const { done, failed: many } = dueDrills(
      amsterdam,
      both,
      [...runs, failed('/vms/b', '2026-10-30T22:00:00Z')],
      night,
    );
    assert.deepEqual([done, many], [2, 1]);
  });

  it('has room for as many as may run at once, and for none outside of its hours', () => {
    const open = [run('/vms/a', '2026-11-24T21:30:00Z', true)];
    assert.equal(dueDrills(amsterdam, both, [], night).room, 1);
    assert.equal(dueDrills(amsterdam, both, open, night).room, 0);
    assert.equal(dueDrills(amsterdam, { ...both, atOnce: 2 }, open, night).room, 1);
    assert.equal(dueDrills(amsterdam, both, [], noon).room, 0);
  });

  it('is looked at soon within the hours, else when they begin, and with nothing due in the next period', () => {
    const done = [run('/vms/a', '2026-11-02T22:00:00Z'), run('/vms/b', '2026-11-02T23:00:00Z')];
    assert.equal(iso(dueDrills(amsterdam, both, [], night).lookAt), '2026-11-24T22:15:00.000Z');
    assert.equal(iso(dueDrills(amsterdam, both, [], noon).lookAt), '2026-11-24T21:00:00.000Z');
    assert.equal(iso(dueDrills(amsterdam, both, done, night).lookAt), '2026-11-30T23:00:00.000Z');
  });
});

it('a quiet time is of the night, the same each night, and another one for many names', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      assert.match(quietTime(name), /^0[1-3]:[0-5]\d$/);
      assert.equal(quietTime(name), quietTime(name));
    }),
  );
  const times = new Set(Array.from({ length: 100 }, (_, n) => quietTime(`tenant-${n}`)));
  assert.ok(times.size > 50, `${times.size} times`);
});
