import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../../sentences/evaluate.ts';
import { lookUp } from '../../../src/azure/rules/explain-error.ts';
import { parsePastedError } from '../../../src/chat/rules/parse-words.ts';
import { parseSentence } from '../../../src/chat/rules/plain-words/parse-sentence.ts';
import { grammar } from '../../../src/i18n/grammar.ts';
import { messages } from '../../azure/rules/messages.ts';

const facts = factsOf({});

function read(text: string) {
  const reading = parseSentence(text, facts);
  return { reading, told: parsePastedError(text, reading, facts, grammar.because) };
}

describe('a pasted message of Azure', () => {
  for (const [id, message] of messages)
    it(`"${message.slice(0, 60)}" is looked up`, () => {
      for (const said of [message, `I get "${message}" what now`]) {
        const { told } = read(said);
        assert.ok(told.kind === 'line' && told.line.command === 'explain', said);
        const [words = ''] = told.line.words;
        assert.equal(typeof words, 'string');
        assert.equal(lookUp(String(words)).errors[0]?.id, id);
      }
    });

  it('is not looked up where it is a reason, or where a machine or request is named', () => {
    for (const said of [
      'please restore web-01 because the selected subnet does not exist',
      'restore nobody-99 latest because the job is not in a cancellable state',
      'is the job of sql-01 not in progress',
      'cancel the job of sql-01, the job is not in progress',
      'approve R-7K2M even though the VM is in failed provisioning state',
    ]) {
      const { reading, told } = read(said);
      assert.deepEqual(told, reading, said);
    }
  });
});
