import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SentenceModel } from '../src/chat/rules/plain-words/reading.ts';
import { evaluate, readSamples } from './evaluate.ts';
import { figuresOf, tableOf } from './figures.ts';
import { examplesOf, modelFile, train } from './train.ts';

// npm run sentences -- train: writes model.bin from the sets. npm run sentences -- evaluate: how well it reads.

/** Sets that are read once and never learned from. */
const fresh = setNames().filter((name) => name.startsWith('fresh'));
const learned = setNames().filter((name) => !name.startsWith('fresh'));
/**
 * Folds of the cross-validation: the sets are learned that many times, each time without one part, which is then read.
 */
const parts = 6;

export function setNames(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
}

export function trained(names: readonly string[] = learned): SentenceModel {
  return train(names.flatMap((name) => examplesOf(readSamples(name))));
}

function tables(): string {
  const unseen = Array.from({ length: parts }, (_, part) => {
    const left = learned.filter((_name, at) => at % parts === part);
    const model = trained(learned.filter((name) => !left.includes(name)));
    return left.map((name) => ({ name, results: evaluate(readSamples(name), model) }));
  }).flat();
  const read = fresh.map((name) => ({ name, results: evaluate(readSamples(name)) }));
  const rows = [
    ...unseen.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    { name: '**All of them**', results: unseen.flatMap(({ results }) => results) },
    ...read,
  ];
  return tableOf(rows.map(({ name, results }) => [name.replace('.yaml', ''), figuresOf(results)]));
}

if (import.meta.main) {
  const [task] = process.argv.slice(2);
  if (task === 'train') writeFileSync(path.join(import.meta.dirname, 'model.bin'), modelFile(trained()));
  else if (task === 'evaluate') console.log(tables());
  else throw new Error('npm run sentences -- train | evaluate');
}
