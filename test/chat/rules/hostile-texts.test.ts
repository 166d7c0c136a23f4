import assert from 'node:assert/strict';
import { once } from 'node:events';
import { before, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { factsOf } from '../../../sentences/evaluate.ts';
import { parseWords } from '../../../src/chat/rules/parse-words.ts';
import { grammar } from '../../../src/i18n/grammar.ts';
import { hostileTexts } from './hostile-texts.ts';

const sizes = [1000, 2000];
const ordinary = 'please restore sql-01 to last night, isolated, because INC0012345 broke it';
const shapes = Object.entries(hostileTexts);

describe('twice as long a text takes about twice the work to read, where it takes more than an ordinary one', () => {
  let counted: Record<string, number[]>;
  before(async () => {
    const texts = [ordinary, ...shapes.flatMap(([, of]) => sizes.map(of))];
    const workerData = { module: new URL('hostile-readers.ts', import.meta.url).href, texts };
    const worker = new Worker(new URL('count-steps.ts', import.meta.url), { workerData });
    [counted] = await once(worker, 'message');
  });

  for (const [at, [shape]] of shapes.entries())
    it(shape, () => {
      for (const [reader, [little = 0, ...all]] of Object.entries(counted)) {
        const steps = all.slice(at * sizes.length, (at + 1) * sizes.length);
        for (const [index, size] of sizes.slice(1).entries()) {
          const [half = 0, whole = Infinity] = steps.slice(index);
          assert.ok(
            whole < 2.5 * Math.max(half, little),
            `${reader}: ${half} steps for ${size / 2} characters, ${whole} for ${size}`,
          );
        }
      }
    });
});

const facts = factsOf({});
const read = (text: string) => parseWords(text, facts, grammar.because);

it('a word of more than 48 characters says nothing by the words within it, and may still be a name', () => {
  const said = (word: string) => JSON.stringify(read(`${word} sql-01`)).replaceAll(word, '');
  const long = 'é'.repeat(49);
  for (const cue of ['herstel', 'restore', 'backup', 'drill'])
    for (const word of [`${cue}${long}`, `${long}${cue}`]) assert.equal(said(word), said(`${long}xy`), word);
  const name = `vm-${'a'.repeat(60)}`;
  const named = { ...facts, machines: [...facts.machines, { name, words: [] }] };
  assert.match(
    JSON.stringify(parseWords(`which recovery points does ${name} have?`, named, grammar.because)),
    /vm-aaa/,
  );
});

it('a text of more than 400 words is no sentence', () => {
  const text = (words: number) => `${'well '.repeat(words - 1)}UserErrorGuestAgentStatusUnavailable`;
  assert.equal(read(text(400)).kind, 'line');
  assert.deepEqual(read(text(401)), { kind: 'unknown', nearest: [] });
});
