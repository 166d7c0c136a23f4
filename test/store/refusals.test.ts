import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countAsked, mostNamed } from '../../src/store/refusals.ts';

test('the counts add up to how many there were, and few things are named', () => {
  const what = fc.oneof(
    fc.constantFrom('other', '__proto__', 'constructor', 'approve R-2222'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(what, { maxLength: 200 }), (all) => {
      const counts = all.reduce<Record<string, number>>(countAsked, {});
      assert.equal(
        Object.values(counts).reduce((sum, count) => sum + count, 0),
        all.length,
      );
      assert.ok(Object.keys(counts).length <= mostNamed + 1);
    }),
  );
});
