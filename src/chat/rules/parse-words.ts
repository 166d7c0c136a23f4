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
  const own = { ...facts, parseDate: oncePerText(facts.parseDate) };
  return parsePastedError(text, parseOwnSentence(text, own), own, because);
}

/** The same words are looked at from several sides, and a date costs more than all else. */
function oncePerText<Value>(parse: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { value: Value }>();
  return (text) => {
    const found = known.get(text) ?? { value: parse(text) };
    known.set(text, found);
    return found.value;
  };
}
