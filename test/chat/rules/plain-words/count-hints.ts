import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseTokens } from '../../../../src/chat/rules/plain-words/parse-tokens.ts';
import { lexiconOf, tokensOf } from '../../../../src/chat/rules/plain-words/phrases.ts';
import { shownHints } from '../../../../src/chat/rules/plain-words/shown-hints.ts';
import { factsOf, meaningsOf, readSamples } from './evaluate.ts';

// `node test/chat/rules/plain-words/count-hints.ts`: counts which hints stand in sentences of each command, in the sets that
// were learned from, or in those that are named. What the rules choose questions by is written anew.
const learnedFrom = [
  ...['set', 'spoken', 'moods', 'details', 'first-late', 'second-late', 'third-late', 'fourth-late', 'fifth-late'],
  ...['sixth-late', 'seventh-late', 'eighth-late', 'ninth-late', 'tenth-late'],
  ...['first-development', 'second-development', 'third-development'],
];
const named = process.argv.slice(2);
const counts = new Map<string, { sentences: number; hints: Map<string, number> }>();
for (const name of named.length > 0 ? named : learnedFrom) {
  for (const sample of readSamples(`${name}.yaml`)) {
    const facts = factsOf(sample);
    const shown = shownHints(
      parseTokens(tokensOf(sample.say), facts, lexiconOf(facts.grammar), /\?\s*$/.test(sample.say)),
    );
    const meanings = meaningsOf(sample);
    for (const meaning of meanings) {
      const own = counts.get(meaning) ?? { sentences: 0, hints: new Map() };
      own.sentences += 1 / meanings.length;
      for (const { hint } of shown) own.hints.set(hint, (own.hints.get(hint) ?? 0) + 1 / meanings.length);
      counts.set(meaning, own);
    }
  }
}
const rounded = (number: number) => String(Math.round(number * 10) / 10);
const lines = [...counts].sort().map(([meaning, { sentences, hints }]) => {
  const pairs = [...hints].sort(([one], [other]) => (one < other ? -1 : 1));
  return `  '${meaning}': '${[rounded(sentences), ...pairs.map(([hint, times]) => `${hint}:${rounded(times)}`)].join(' ')}',\n`;
});
writeFileSync(
  path.join(import.meta.dirname, '../../../../src/chat/rules/plain-words/hint-counts.ts'),
  `/**
 * How many sentences meant a command, and how many of them showed each hint. Counted in the sets that were learned from by
 * test/chat/rules/plain-words/count-hints.ts, and written by nobody.
 */
export const hintCounts: Readonly<Record<string, string>> = {
${lines.join('')}};
`,
);
