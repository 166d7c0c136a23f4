import assert from 'node:assert/strict';
import { it } from 'node:test';
import { factsOf, written } from '../../../../sentences/evaluate.ts';
import { parseOwnSentence } from '../../../../src/chat/rules/plain-words/parse-sentence.ts';

const facts = { ...factsOf({}), ownRequestId: 'R-2BCD' };
const read = (say: string, more = {}) => written(parseOwnSentence(say, { ...facts, ...more }), facts.now);

it('how it stands is asked of the one request that a person can mean without its id', () => {
  for (const say of ['is it done yet', 'how far is it', 'is my restore done yet', 'hoe ver is het', 'is het al klaar'])
    assert.match(read(say), /^(?:\? )?status R-2BCD/, say);
  for (const say of ['who has to approve', 'wie moet goedkeuren'])
    assert.match(read(say), /^(?:\? )?status R-2BCD/, say);
});

it('what names another thing is not about it, and nothing that changes something is', () => {
  for (const say of [
    'is R-9XYZ done yet',
    'which points does sql-01 have',
    'what backups failed tonight',
    'ok, go ahead',
  ])
    assert.doesNotMatch(read(say), /R-2BCD/, say);
  assert.equal(read('withdraw it', {}), read('withdraw it', { ownRequestId: undefined }));
});

it('without such a request, or with several, it is read as before', () => {
  for (const say of ['is it done yet', 'who has to approve'])
    assert.doesNotMatch(read(say, { ownRequestId: undefined }), /R-/, say);
});
