import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { quietTime } from '../../../src/drills/rules/quiet-time.ts';

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
