import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { linesAtOnce, nextLine } from '../../src/chat/line-queue.ts';

const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 });
const perMinute = fc.integer({ min: 1, max: 120 });

/** Times at which lines run that are sent after these pauses. */
function runs(gaps: readonly number[], rate: number): { sent: number; at: number }[] {
  let takenUntil: number | undefined;
  let now = 1_800_000_000_000;
  return gaps.map((gap) => {
    now += gap;
    const turn = nextLine(takenUntil, now, rate);
    takenUntil = turn.takenUntil;
    return { sent: now, at: now + turn.waitMs };
  });
}

describe('the lines of one person', () => {
  it('run in their order, and no more in any minute than what may run at once and a minute more', () => {
    fc.assert(
      fc.property(pauses, perMinute, (gaps, rate) => {
        const all = runs(gaps, rate);
        for (const [index, { at }] of all.entries()) {
          assert.ok(at >= (all[index - 1]?.at ?? 0));
          const within = all.filter((other) => other.at > at - 60_000 && other.at <= at).length;
          assert.ok(within <= linesAtOnce(rate) + rate + 1, `${within} in a minute at ${rate}`);
        }
      }),
    );
  });

  it('run at once for whoever sends no faster than the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 200 }), (rate, count) => {
        const gaps = Array.from({ length: count }, () => Math.ceil(60_000 / rate));
        assert.ok(runs(gaps, rate).every(({ sent, at }) => sent === at));
      }),
    );
  });

  it('wait no longer than their place in the queue asks', () => {
    fc.assert(
      fc.property(perMinute, fc.integer({ min: 1, max: 100 }), (rate, beyond) => {
        const gaps = Array.from({ length: linesAtOnce(rate) + beyond }, () => 0);
        const last = runs(gaps, rate).at(-1);
        // Fractions of a millisecond add up to one at most.
        assert.ok(last && last.at - last.sent <= Math.ceil((beyond * 60_000) / rate) + 1);
      }),
    );
  });
});
