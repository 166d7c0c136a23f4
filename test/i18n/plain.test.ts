import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { plain } from '../../src/i18n/plain.ts';

describe('plain text in Markdown', () => {
  it('leaves names as people know them', () => {
    for (const name of ['sql-01', 'rg.backup', 'Olivia Novak', 'INC0012345 table dropped!', 'a (b)', '24 Nov 02:00']) {
      assert.equal(plain(name), name);
    }
  });

  it('takes the meaning from marks, at the start of a line too', () => {
    assert.equal(plain('web_01_old'), 'web\\_01\\_old');
    assert.equal(plain('- x'), '\\- x');
    assert.equal(plain('1. x'), '1\\. x');
    assert.equal(plain('# x'), '\\# x');
    assert.equal(plain('a\n\n# b'), 'a # b');
    assert.equal(plain('&lt;b&gt;'), '&amp;lt;b&amp;gt;');
  });

  it('leaves no link, emphasis, code, tag or line break, whatever the text', () => {
    const scraps = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '*',
      '_',
      '`',
      '<',
      '>',
      '\\',
      '\n',
      'http://x',
      'www.',
      '~',
      '!',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(scraps, fc.string())), (parts) => {
        const shown = plain(parts.join(''));
        // Two marks with an escaped one between them are not next to each other.
        assert.doesNotMatch(shown.replace(/\\[\\`*_~[\]<>|#+.)-]/g, 'x'), /[\\`*_~[\]<>|\n]|:\/\/|www\./i);
      }),
      { numRuns: 1000 },
    );
  });
});
