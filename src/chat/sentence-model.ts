import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readModel } from './rules/plain-words/model.ts';
import type { SentenceModel } from './rules/plain-words/reading.ts';

let model: SentenceModel | undefined;

/** The weights that sentences are read with, from the file beside the sources; in the image too, wherever in `src` this was bundled. Read once. */
export function sentenceModel(): SentenceModel {
  const root = import.meta.dirname.slice(0, import.meta.dirname.lastIndexOf(`${sep}src`));
  model ??= readModel(readFileSync(join(root, 'sentences/model.bin')));
  return model;
}
