import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askApproversAt, machineShare } from '../../../src/requests/rules/ask-pace.ts';

const start = Date.parse('2026-11-24T03:00:00Z');
const minutes = (count: number) => new Date(start + count * 60_000);
const gaps = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 });
const perHour = fc.integer({ min: 2, max: 60 });

/** Times at which approvers are asked about each request of a person who pauses this long (minutes). */
function asked(pauses: readonly number[], rate: number): { asked: Date; put: Date }[] {
  let at = 0;
  const before: Date[] = [];
  return pauses.map((pause) => {
    at += pause;
    const put = askApproversAt(before, minutes(at), rate);
    before.push(minutes(at));
    return { asked: minutes(at), put };
  });
}

describe('what one person asks approvers for', () => {
  it('is put to them at once for a few in a row, then one after another', () => {
    const all = asked(Array(8).fill(0), 12);
    assert.deepEqual(
      all.map(({ put }) => (put.getTime() - start) / 60_000),
      [0, 0, 0, 0, 0, 0, 5, 10],
    );
  });

  it('is put to them at once for whoever asks no faster than the rate', () => {
    fc.assert(
      fc.property(perHour, fc.integer({ min: 1, max: 100 }), (rate, count) => {
        const all = asked(Array(count).fill(Math.ceil(60 / rate)), rate);
        assert.ok(all.every((one) => one.put.getTime() === one.asked.getTime()));
      }),
    );
  });

  it('never reaches them more often than the rate allows in any hour, in order, and never too early', () => {
    fc.assert(
      fc.property(gaps, perHour, (pauses, rate) => {
        const all = asked(pauses, rate);
        assert.ok(all.every((one, index) => one.put >= one.asked && one.put >= (all[index - 1]?.put ?? one.asked)));
        for (const { put } of all) {
          const hour = all.filter((one) => one.put >= put && one.put.getTime() < put.getTime() + 3_600_000);
          assert.ok(hour.length <= Math.max(1, Math.floor(rate / 2)) + rate);
        }
      }),
    );
  });

  it('keeps its turns when they are counted anew from what was given', () => {
    fc.assert(
      fc.property(gaps, perHour, fc.integer({ min: 0, max: 90 }), (pauses, rate, pause) => {
        const all = asked(pauses, rate);
        const next = new Date((all.at(-1)?.asked.getTime() ?? start) + pause * 60_000);
        const from = (times: Date[]) => askApproversAt(times, next, rate).getTime();
        // Turns are stored to the millisecond.
        assert.ok(Math.abs(from(all.map((one) => one.put)) - from(all.map((one) => one.asked))) <= all.length);
      }),
    );
  });

  it('is less for one machine than for all', () => {
    assert.deepEqual([2, 6, 12, 60].map(machineShare), [2, 2, 4, 20]);
  });
});
