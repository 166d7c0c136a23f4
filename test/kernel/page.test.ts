import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pageOf } from '../../src/kernel/page.ts';

describe('pages of a list', () => {
  it('hold everything once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (all, size) => {
        const { pages } = pageOf(all, 1, size);
        const joined = Array.from({ length: pages }, (_, index) => pageOf(all, index + 1, size).rows).flat();
        assert.deepEqual(joined, all);
      }),
    );
  });

  it('end with the last one, whatever number is asked for', () => {
    assert.deepEqual(pageOf([1, 2, 3], 99, 2), { rows: [3], number: 2, pages: 2, total: 3 });
    assert.deepEqual(pageOf([1, 2, 3], 0, 2), { rows: [1, 2], number: 1, pages: 2, total: 3 });
    assert.deepEqual(pageOf([], 1, 2), { rows: [], number: 1, pages: 1, total: 0 });
  });
});
