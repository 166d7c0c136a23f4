import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { callsFor, type Spender, spend, sweepSeconds } from '../../../src/machines/rules/sweep-pace.ts';

const hourMs = 3_600_000;
const sizes = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 150 });

test('sweeps of a subscription use less than half of the limit of an hour, and none comes sooner than in five minutes', () => {
  fc.assert(
    fc.property(sizes, (lists) => {
      const seconds = sweepSeconds(lists);
      const calls = lists.reduce((sum, size) => sum + callsFor(size), 0);
      assert.ok(seconds >= 300);
      assert.ok((calls * 3600) / seconds <= 75);
    }),
  );
});

test('no hour has more calls than half of the limit, whoever asks and when', () => {
  const ask = fc.record({
    afterMs: fc.integer({ min: 0, max: 15 * 60_000 }),
    calls: fc.integer({ min: 1, max: 5 }),
    spender: fc.constantFrom<Spender>('sweep', 'look'),
  });
  fc.assert(
    fc.property(fc.array(ask, { minLength: 80, maxLength: 300 }), (asks) => {
      const made: number[] = [];
      let spent: number[] = [];
      let now = Date.UTC(2026, 10, 24);
      for (const { afterMs, calls, spender } of asks) {
        now += afterMs;
        const taken = spend(spent, now, calls, spender);
        if ('again' in taken) {
          assert.ok(taken.again > now && taken.again <= now + hourMs);
          continue;
        }
        spent = taken.spent;
        made.push(...Array.from({ length: calls }, () => now));
        assert.ok(made.filter((at) => at > now - hourMs).length <= 75);
      }
    }),
  );
});

test('what somebody waits for is still read when sweeps have had their share', () => {
  const now = Date.UTC(2026, 10, 24);
  const full = Array.from({ length: 60 }, (_, index) => now - index * 1000);
  assert.ok('again' in spend(full, now, 1, 'sweep'));
  assert.ok('spent' in spend(full, now, 1, 'look'));
});
