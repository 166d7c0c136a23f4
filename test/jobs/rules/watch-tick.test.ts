import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { callsPerTick, detailsPerTick, watchTickSeconds, withJitter } from '../../../src/jobs/rules/watch-tick.ts';

test('one busy vault is looked at every minute', () => {
  assert.equal(watchTickSeconds(1), 60);
});

test('however many vaults of a subscription are watched, lists and details together take at most half of its hourly limit', () => {
  const vault = fc.record({ busy: fc.boolean(), subscribed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(vault, { minLength: 1, maxLength: 500 }), (vaults) => {
      const busy = vaults.filter((one) => one.busy).length;
      const subscribed = vaults.filter((one) => one.subscribed).length;
      const seconds = watchTickSeconds(callsPerTick({ busy, subscribed }));
      const calls = vaults
        .map((one) => (one.busy ? 1 + detailsPerTick : 0) + (one.subscribed ? 1 : 0))
        .reduce((sum, each) => sum + each, 0);
      assert.ok((calls * 3600) / seconds <= 75);
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
