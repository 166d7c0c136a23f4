import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain } from '../../src/i18n/plain.ts';
import { harmlessOnCard, normaliseInput, normaliseText, withInvisibleNamed } from '../../src/kernel/normalise.ts';
import { parseName } from '../../src/teams/incoming.ts';

const unseen = [
  0x07, 0x1b, 0x7f, 0x9b, 0xad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b, 0x200d, 0x200e, 0x202e,
  0x2061, 0x2066, 0x206f, 0x2800, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0x13430, 0x16fe4, 0x1bca0,
  0x1d159, 0x1d173, 0xe0001, 0xe0041, 0xe0100, 0xe01ef,
].map((code) => String.fromCodePoint(code));

describe('what nobody sees', () => {
  const places = { name: parseName, reason: normaliseInput, line: normaliseText, 'text of a message': plain };
  for (const [place, shown] of Object.entries({ ...places, 'text on a card': harmlessOnCard }))
    it(`is not in a ${place}`, () => {
      for (const one of unseen) assert.equal(shown(`web${one}-01`), 'web-01', `U+${one.codePointAt(0)?.toString(16)}`);
    });

  it('is named where each sign means something, as are white space and signs that a font may not have', () => {
    for (const one of [...unseen, '\r', '\u00a0', '\u2028', '\u3000', '\u0085', '\ue000', '\u0378', '\ud800'])
      assert.equal(withInvisibleNamed(`a${one}b`), `a\\u{${one.codePointAt(0)?.toString(16)}}b`);
  });

  it('is none of what people write in any script, and nothing of a script that is plain', () => {
    const seen = 'Zoë Łuksza-Øberg, 김민수, 李雷, Ελένη, Алёна, محمد, שרה, हिन्दी, ไทย, 𝔘, 👍🏽, e\u0301, №, ⠁';
    for (const shown of [parseName, normaliseInput]) assert.equal(shown(seen).normalize(), seen.normalize());
    assert.equal(harmlessOnCard(seen), seen);
    const script = 'if [ -d /data ]; then\n\techo "größe" # ✓\nfi\n';
    assert.equal(withInvisibleNamed(script), script);
  });
});
