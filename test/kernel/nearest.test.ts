import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearest, slipsAllowed } from '../../src/kernel/nearest.ts';

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

describe('what anybody can have worked out by typing a word', () => {
  const anyName = fc.string({ minLength: 1, maxLength: 64 });

  it('is nothing at all for what is longer than any name', () => {
    const work = { cells: 0 };
    assert.deepEqual(nearest('x'.repeat(81), ['x'.repeat(80), 'x'.repeat(82)], 3, work), []);
    assert.deepEqual(
      nearest(
        'sql-01'.repeat(600),
        Array.from({ length: 1_000 }, (_, n) => `sql-${n}`),
        3,
        work,
      ),
      [],
    );
    assert.equal(work.cells, 0);
  });

  it('grows with the length of the name, and not with its square', () => {
    const cells = (length: number) => {
      const work = { cells: 0 };
      // The worst case: all but the last letters are the same, so that no row rules it out.
      nearest(`${'a'.repeat(length - 1)}b`, [`${'a'.repeat(length - 2)}cd`], 3, work);
      return work.cells;
    };
    assert.ok(cells(40) > 0);
    assert.ok(cells(80) <= 2.1 * cells(40), `${cells(40)} cells for 40 letters, ${cells(80)} for 80`);
  });

  it('stops growing with the number of machines', () => {
    const cells = (machines: number) => {
      const work = { cells: 0 };
      const names = Array.from({ length: machines }, (_, n) => `sq1-${String(n).padStart(6, '0')}`);
      nearest('xsql-0001', names, 3, work);
      return work.cells;
    };
    assert.equal(cells(50_000), cells(10_000));
    assert.ok(cells(50_000) < 5_000 * 10 * 11);
  });

  it('passes over names whose length differs too much', () => {
    const work = { cells: 0 };
    nearest('zz', ['production-database-west-europe-01', 'backup-server'], 3, work);
    assert.equal(work.cells, 0);
  });

  it('never names what was not a candidate, more than asked for, or what is too far away', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), fc.array(anyName, { maxLength: 30 }), (typed, names) => {
        const found = nearest(typed, names);
        assert.ok(found.length <= 3 && new Set(found).size === found.length);
        for (const name of found) {
          const [given, lower] = [typed.toLowerCase(), name.toLowerCase()];
          assert.ok(names.includes(name) && typed.length <= 80);
          assert.ok((given.length >= 3 && lower.includes(given)) || slow(given, lower) <= slipsAllowed(lower));
        }
      }),
    );
  });
});

/** The whole table, as in textbooks. */
function slow(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const replace = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replace);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, at(row - 2, column - 2) + 1);
      }
      (rows[row] as number[])[column] = cost;
    }
  }
  return at(a.length, b.length);
}

describe('the edit distance', () => {
  const word = fc.string({ maxLength: 8 });
  const close = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });

  it('counts swapped neighbours once', () => {
    assert.equal(editDistance('retsore', 'restore', 8), 1);
    assert.equal(editDistance('', 'abc', 8), 3);
  });

  it('is zero only between equals, symmetric and never longer than the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b, 8);
        assert.equal(distance, editDistance(b, a, 8));
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
      }),
    );
  });

  it('is what the whole table gives up to the most that is asked for, and beyond it only "further"', () => {
    fc.assert(
      fc.property(close, close, fc.nat(9), (a, b, most) => {
        assert.equal(editDistance(a, b, most), Math.min(slow(a, b), most + 1));
      }),
      { numRuns: 2_000 },
    );
  });
});
