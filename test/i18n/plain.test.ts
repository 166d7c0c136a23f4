import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mentionPeople, plain } from '../../src/i18n/plain.ts';

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

describe('a mention', () => {
  it('has the name as people know it', () => {
    assert.deepEqual(mentionPeople([{ teams_id: '29:o', name: "Olivia O'Hara-Novak, R&D" }]), {
      names: ["<at>Olivia O'Hara-Novak, R&D</at>"],
      mentions: [{ teamsId: '29:o', name: "Olivia O'Hara-Novak, R&D" }],
    });
  });

  it('has no marks, which Markdown would take out of its text', () => {
    const { names } = mentionPeople([
      { teams_id: '29:j', name: 'Jane [EXT]' },
      { teams_id: '29:s', name: 'svc_backup | *prod*' },
    ]);
    assert.deepEqual(names, ['<at>Jane (EXT)</at>', '<at>svc backup prod</at>']);
  });

  it('is never empty: who has no name is not mentioned, and who has only a name is named', () => {
    assert.deepEqual(
      mentionPeople([{ teams_id: '29:o', name: '' }, { teams_id: '29:p', name: ' _ ' }, { name: 'Bea_' }]),
      {
        names: ['\\_', 'Bea\\_'],
        mentions: [],
      },
    );
  });

  it('stands in the text as its entity says, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const { names, mentions } = mentionPeople([{ teams_id: '29:x', name }]);
        for (const mention of mentions) {
          assert.deepEqual(names, [`<at>${mention.name}</at>`]);
          assert.doesNotMatch(mention.name, /[\\`*_~<>[\]|]|^\s*$/);
        }
      }),
    );
  });
});
