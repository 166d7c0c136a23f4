import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { grammar } from '../../../src/i18n/grammar.ts';
import { filesOf } from '../../../src/restore/commands/restore-files.ts';

const lines: [typed: string, vm: string | undefined][] = [
  ['sql-01', 'sql-01'],
  ['from sql-01', 'sql-01'],
  ['van sql-01', 'sql-01'],
  ['sql-01 #2', 'sql-01'],
  ['/etc/hosts from web-01 24 Nov 02:00', 'web-01'],
  ['C:\\data\\x.txt van sql-01 because INC0012345', 'sql-01'],
  ['', undefined],
  ['from', undefined],
];

describe('a wish for single files', () => {
  for (const [typed, vm] of lines) {
    it(`"${typed}" names ${vm ?? 'no machine'}`, () => {
      assert.equal(filesOf(typed, grammar), vm);
    });
  }

  it('is read from any text', () => {
    fc.assert(fc.property(fc.string(), (text) => filesOf(text, grammar) !== ''));
  });
});
