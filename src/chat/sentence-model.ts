import { readFileSync } from 'node:fs';
import { readModel } from './rules/plain-words/model.ts';
import type { SentenceModel } from './rules/plain-words/reading.ts';

let model: SentenceModel | undefined;

/** The weights that sentences are read with, from the file beside the sources. Read once. */
export function sentenceModel(): SentenceModel {
  model ??= readModel(readFileSync(new URL('../../sentences/model.bin', import.meta.url)));
  return model;
}
