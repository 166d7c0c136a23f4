import { normaliseText } from '../../kernel/normalise.ts';
import { parsePastedError } from './parse-pasted-error.ts';
import { parseOwnSentence } from './plain-words/parse-own-sentence.ts';
import type { Reading, SentenceFacts } from './plain-words/reading.ts';

/** No line that people type is longer; what is pasted is. */
export const mostCharacters = 4000;
/** A text of more words is no sentence. */
export const mostWords = 400;

/** What words say, as a sentence or as a message of Azure. Whatever reads them gets no more than so many. */
export function parseWords(text: string, facts: SentenceFacts, because: readonly string[]): Reading {
  if (normaliseText(text).split(' ').length > mostWords) return { kind: 'unknown', nearest: [] };
  return parsePastedError(text, parseOwnSentence(text, facts), facts, because);
}
