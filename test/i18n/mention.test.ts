import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mentionPeople } from '../../src/i18n/mention.ts';

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
