import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance } from '../../../src/domain/command-line/edit-distance.ts';
import { nearest } from '../../../src/domain/command-line/nearest.ts';

describe('near misses', () => {
  const names = ['sql-01', 'sql-02', 'web-01', 'SQL-PROD-WESTEUROPE'];

  it('come nearest first in their own spelling', () => {
    assert.deepEqual(nearest('sql-10', names), ['sql-01', 'sql-02']);
    assert.deepEqual(nearest('WBE-01', names), ['web-01']);
    assert.deepEqual(nearest('prod', names), ['SQL-PROD-WESTEUROPE']);
    assert.deepEqual(nearest('sql', names, 2), ['sql-01', 'sql-02']);
  });

  it('leave out what is something else', () => {
    assert.deepEqual(nearest('exchange', names), []);
  });
});

describe('the edit distance', () => {
  const word = fc.string({ maxLength: 8 });

  it('counts swapped neighbours once', () => {
    assert.equal(editDistance('retsore', 'restore'), 1);
    assert.equal(editDistance('', 'abc'), 3);
  });

  it('is zero only between equals, symmetric and never longer than the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
      }),
    );
  });
});
