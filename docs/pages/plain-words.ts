import { evaluate, readSamples } from '../../test/chat/rules/plain-words/evaluate.ts';
import { plainWordsTables } from './plain-words-page.ts';

// `npm run plain-words`, or with the name of a file of sentences beside the set.
console.log(plainWordsTables());
for (const name of process.argv.length > 2 ? process.argv.slice(2) : ['set.yaml']) {
  for (const { sample, verdict, got } of evaluate(readSamples(name))) {
    if (verdict === 'right' || verdict === 'asked') continue;
    console.log(`${verdict}: ${sample.say}\n  expected: ${sample.expected.join(', or ')}\n  got: ${got}`);
  }
}
