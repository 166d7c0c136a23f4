import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextTurn, sendsAtOnce, sendsPerSecond, threadLimits, threadWait } from '../../src/kernel/throttling.ts';

/** Milliseconds between one request and the next. */
const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 300 });

function mostWithin(times: readonly number[], ms: number): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

/** Send times of requests after these pauses. */
function turnsAfter(waits: readonly number[]): number[] {
  let now = 1_700_000_000_000;
  let taken: number | undefined;
  return waits.map((wait) => {
    now += wait;
    const { takenUntil, waitMs } = nextTurn(taken, now);
    taken = takenUntil;
    return now + waitMs;
  });
}

describe('what is sent to a tenant', () => {
  it('stays below 30 in any second, whoever asks when, and in the order of asking', () => {
    fc.assert(
      fc.property(pauses, (waits) => {
        const turns = turnsAfter(waits);
        assert.ok(mostWithin(turns, 1_000) <= sendsPerSecond + sendsAtOnce);
        assert.deepEqual(
          turns,
          turns.toSorted((a, b) => a - b),
        );
      }),
    );
    assert.ok(sendsPerSecond + sendsAtOnce < 30);
  });

  it('goes at once after a quiet moment, and a thousand that ask together are through in a thousand twentieths', () => {
    assert.deepEqual(
      turnsAfter([0, 1_000, 1_000]).map((at, index) => at - (1_700_000_000_000 + index * 1_000)),
      [0, 0, 0],
    );
    const turns = turnsAfter(Array.from({ length: 1_000 }, () => 0));
    assert.equal((turns.at(-1) ?? 0) - (turns[0] ?? 0), ((1_000 - sendsAtOnce) * 1_000) / sendsPerSecond);
  });

  it('does not wait for a clock that was set back to come round again', () => {
    const now = 1_700_000_000_000;
    assert.equal(nextTurn(now + 3_600_000, now).waitMs, 0);
  });
});

describe('what is sent to one conversation', () => {
  it('stays within what Teams takes in a thread', () => {
    fc.assert(
      fc.property(pauses, (waits) => {
        const sent: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          now += threadWait(sent, now);
          sent.unshift(now);
        }
        for (const { count, ms } of threadLimits) assert.ok(mostWithin(sent, ms) <= count);
      }),
    );
    assert.deepEqual(
      threadLimits.map(({ count }, index) => count < ([7, 8, 60][index] ?? 0)),
      [true, true, true],
    );
  });

  it('waits for nothing where little was sent', () => {
    assert.equal(threadWait([], 5), 0);
    assert.equal(threadWait([4, 3, 2, 1, 0], 5), 0);
  });

  it('does not count what was sent later than now, before the clock was set back', () => {
    const now = 1_700_000_000_000;
    const before = Array.from({ length: 50 }, () => now + 3_600_000);
    assert.equal(threadWait(before, now), 0);
    assert.equal(threadWait([...Array.from({ length: 6 }, () => now - 100), ...before], now), 900);
  });
});
