import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { watchTickSeconds, withJitter } from '../../src/domain/watch-tick.ts';

test('one busy vault is looked at every minute', () => {
  assert.equal(watchTickSeconds(1), 60);
});

test('however many vaults of a subscription are busy, together they take at most half of its hourly limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (vaults) => {
      assert.ok((vaults * 3600) / watchTickSeconds(vaults) <= 75);
    }),
  );
});

test('jitter stays within a tenth', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const seconds = withJitter(60, random);
      assert.ok(seconds >= 54 && seconds <= 66);
    }),
  );
});

test('17 subscribed vaults of a subscription are each looked at within 15 minutes, as the documentation says', () => {
  const longest = (vaults: number) => withJitter(watchTickSeconds(vaults), 1);
  assert.ok(longest(17) <= 900);
  assert.ok(longest(18) > 900);
});
