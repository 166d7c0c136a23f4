import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lineOf } from '../../../../src/chat/rules/plain-words/line.ts';
import { parseSentence } from '../../../../src/chat/rules/plain-words/parse-sentence.ts';
import { parseTokens } from '../../../../src/chat/rules/plain-words/parse-tokens.ts';
import { lexiconOf, tokensOf } from '../../../../src/chat/rules/plain-words/phrases.ts';
import { certainly } from '../../../../src/chat/rules/plain-words/read-certainly.ts';
import type { Reading } from '../../../../src/chat/rules/plain-words/reading.ts';
import { suggestLines } from '../../../../src/chat/rules/plain-words/suggest-lines.ts';
import { weighed } from '../../../../src/chat/rules/plain-words/weigh-reading.ts';
import { factsOf, readSamples } from './evaluate.ts';

/** What would be shown or opened without another question. */
function runs({ kind }: Reading): boolean {
  return kind === 'line' || kind === 'either';
}

const line = lineOf('restore', 'sql-01');
/** A quarter and the code of an error are read by rules of their own. */
const ofRules: ReadonlySet<string> = new Set(['evidence', 'explain']);
const readings: readonly Reading[] = [
  { kind: 'unknown', nearest: [line] },
  { kind: 'exact', lines: [line] },
  { kind: 'question', about: 'meaning', choices: [line], ignored: [] },
  { kind: 'question', about: 'machine', choices: [line], ignored: [] },
  { kind: 'line', line, ignored: [] },
  { kind: 'either', lines: [line, lineOf('points', 'sql-01')], ignored: [] },
];

suite('word statistics choose what is asked or told, and make no line that runs or opens a form', () => {
  for (const name of ['moods.yaml', 'tenth-late.yaml']) {
    test(`whatever was read, in ${name}`, () => {
      const weighedLines = new Set<boolean>();
      for (const sample of readSamples(name)) {
        const facts = factsOf(sample);
        const tokens = tokensOf(sample.say);
        const sentence = parseTokens(tokens, facts, lexiconOf(facts.grammar), /\?\s*$/.test(sample.say));
        const suggested = suggestLines(tokens, sentence);
        for (const reading of readings) {
          const found = weighed(reading, suggested, sentence);
          if (runs(found)) assert.equal(found, reading, sample.say);
          if (runs(reading)) weighedLines.add(runs(found));
        }
      }
      // Some were held back and some were not.
      assert.equal(weighedLines.size, 2);
    });

    test(`a line is the grammar's own, in ${name}`, () => {
      for (const sample of readSamples(name)) {
        const facts = factsOf(sample);
        const { say } = sample;
        const found = parseSentence(say, facts);
        if (!runs(found) || (found.kind === 'line' && ofRules.has(found.line.command))) continue;
        assert.deepEqual(found, certainly(say, tokensOf(say), facts), say);
      }
    });
  }
});
