import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newRequestId, parseRequestId } from '../../src/kernel/request.ts';

describe('a request id', () => {
  it('has no letters that are mistaken for others, always a digit, and reads back as people type it', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (numbers) => {
        const id = newRequestId((max) => Math.floor((numbers.next().value ?? 0) * max));
        assert.match(id, /^R-(?=.*\d)[2-9A-HJKMNP-Z]{4}$/);
        for (const typed of [id, id.toLowerCase(), id.replace('-', ''), ` ${id.replace('-', ' ')} `]) {
          assert.deepEqual(parseRequestId(typed), { kind: 'id', id });
        }
      }),
    );
  });

  it('is not seen in words, numbers or hash pieces', () => {
    for (const text of ['ready', 'right', '4F9C', '7K2M', 'R-7K2', 'R-7K2MM', 'sql-01', '']) {
      assert.deepEqual(parseRequestId(text), { kind: 'none' }, text);
    }
  });

  it('names letters that no id contains', () => {
    assert.deepEqual(parseRequestId('R-O01I'), { kind: 'excluded-letters', letters: ['O', '0', '1', 'I'] });
  });
});
