import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseText } from '../../src/teams/message-text.ts';

const bot = '28:bot';
const mention = (text: string | undefined, id = bot, name = 'Strongroom') => ({
  type: 'mention',
  ...(text !== undefined && { text }),
  mentioned: { id, name },
});
const read = (text: unknown, ...entities: unknown[]) => parseText({ type: 'message', text, entities }, bot).text;

describe('the text of a message', () => {
  it('loses the mention of the bot, wherever it stands', () => {
    assert.equal(read('<at>Strongroom</at> vm sql-01', mention('<at>Strongroom</at>')), 'vm sql-01');
    assert.equal(read('vm sql-01 <at>Strongroom</at>', mention('<at>Strongroom</at>')), 'vm sql-01');
  });
  it('loses several mentions, also of a name that Teams split into words', () => {
    const twice = '<at>Strongroom</at> vm <at>Strongroom</at>sql-01';
    assert.equal(read(twice, mention('<at>Strongroom</at>'), mention('<at>Strongroom</at>')), 'vm  sql-01');
    assert.equal(
      read('<at>Strong</at> <at>Room</at> help', mention('<at>Strong</at>'), mention('<at>Room</at>')),
      'help',
    );
  });
  it('finds a mention by its name when the entity has no text', () => {
    assert.equal(read('<at>Strongroom</at> help', mention(undefined)), 'help');
  });
  it('finds it whatever signs the name has, encoded in the message or not, with and without a text', () => {
    for (const name of ['Ops & Backup', 'Ops <night>', '"Ops" night', "Ops' night", 'R&amp;D', '']) {
      const encoded = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      for (const written of [name, encoded, encoded.replaceAll('"', '&quot;').replaceAll("'", '&#39;')])
        for (const text of [undefined, `<at>${name}</at>`, `<at>${encoded}</at>`]) {
          assert.equal(read(`<at>${written}</at> help`, mention(text, bot, name)), 'help', `${written} by ${text}`);
          const said = read(`vm sql-01 <at>${written}</at>`, mention(text, '29:bea', name));
          assert.doesNotMatch(said, /<\/?at/, `${written} by ${text}`);
        }
    }
  });
  it('grows no faster than the mentions in it', () => {
    const spaces = Array.from({ length: 30 }, () => mention(' ', '29:bea', 'Bea'));
    assert.equal(read('vm sql-01', ...spaces), 'vm sql-01');
  });
  it('keeps the name of somebody else who is mentioned, and a name that is no mention', () => {
    const text = 'restore Strongroom because <at>Bea</at> asked';
    assert.equal(read(text, mention('<at>Bea</at>', '29:bea', 'Bea')), 'restore Strongroom because  Bea  asked');
    assert.equal(read('vm Strongroom'), 'vm Strongroom');
  });
  it('is empty when only a mention, nothing or no text was sent', () => {
    assert.equal(read('<at>Strongroom</at>', mention('<at>Strongroom</at>')), '');
    for (const nothing of [undefined, null, 5, {}, '']) assert.equal(read(nothing, mention('<at>Strongroom</at>')), '');
  });
  it('has the entities of HTML decoded once, and keeps what is none', () => {
    assert.equal(read('vm&nbsp;sql-01'), 'vm\u00a0sql-01');
    assert.equal(read('because a &lt; b &amp;amp; &#39;c&#x27; &quot;d&quot;'), `because a < b &amp; 'c' "d"`);
    assert.equal(read('R&D; &bogus; &#0; &#x110000; & done'), 'R&D; &bogus; &#0; &#x110000; & done');
  });
  it('survives any text and any entities', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (text, entities) => {
        assert.equal(typeof parseText({ type: 'message', text, entities }, bot).text, 'string');
      }),
    );
  });
});
