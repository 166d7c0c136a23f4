import type { SentenceFacts } from './reading.ts';
import { type Token, wordsOf } from './tokens.ts';

type Facts = Pick<SentenceFacts, 'readCode'>;

const errorNumber = /^\d{6}$/;
/** No word of people is as long as the codes of errors are, in lower case. */
const leastLettersOfCode = 22;
/** None is longer, and most are a third of it. */
const longestCode = 200;
/** Dictated, an error is told in as many words as it has parts. */
const mostCodeWords = 10;
const leastCodeLetters = 10;
const leastParts = 3;

/** What most codes begin or end with, in whatever case they were typed. */
const family = /^(?:user_?error|extension_?snapshot)[a-z0-9_]{4,}$/i;
const fault = /(?:Error|Failed)$/;

/** The code of an error in one word, known or only written as codes are: `"errorCode":"ExtensionSnapshotFailedCOM"`. */
export function codeIn(raw: string, { readCode }: Facts): string | undefined {
  // A name within a path is no code, unless it is known.
  const own = raw.split(/[^\p{L}\p{N}_]+/u);
  const isPath = raw.includes('/');
  const code = own.find((part) => isWritten(part) && (!isPath || readCode(part) !== undefined));
  return code === undefined ? undefined : (readCode(code) ?? code);
}

/** Whether it is the code of an error and nothing else: one that is known, or of a family of them. */
export function isCertainCode(code: string, { readCode }: Facts): boolean {
  return readCode(code) !== undefined || isOfFamily(code);
}

/** `UserErrorVmNotFoundV2`, `VMRestorePointInternalError`, `InternalError` */
export function isWritten(word: string): boolean {
  return isOfFamily(word) || partsOf(word) >= leastParts;
}

function isOfFamily(word: string): boolean {
  return family.test(word) || (fault.test(word) && partsOf(word) > 1);
}

/** How many words are written together, each with a capital or all in capitals; none for what is written otherwise. */
function partsOf(word: string): number {
  const parts = word.match(/[A-Z][a-z0-9]+|[A-Z]+(?![a-z])/g) ?? [];
  // A number stands at its end; else it is no word of people but a key or an encoded text.
  const isWhole = parts.join('') === word && !/\d\D/.test(word);
  return isWhole && parts.some((part) => /[a-z]{2}/.test(part)) ? parts.length : 0;
}

/** A code by its name, its number or its title, in one word or in several. */
export function codeAt(
  tokens: readonly Token[],
  at: number,
  facts: SentenceFacts,
): { code: string; words: number } | undefined {
  const { raw = '', text = '' } = tokens[at] ?? {};
  if (raw.length > longestCode) return undefined;
  const written = codeIn(raw, facts);
  if (written !== undefined) return { code: written, words: 1 };
  if (errorNumber.test(text) || isLong(text, facts)) return { code: facts.readCode(text) ?? raw, words: 1 };
  return dictatedAt(tokens, at, facts);
}

function isLong(text: string, { grammar }: SentenceFacts): boolean {
  return /^[a-z]+$/.test(text) && text.length >= leastLettersOfCode && !wordsOf(grammar).has(text);
}

/** The title of a known error in lower case, or in several words. */
function dictatedAt(
  tokens: readonly Token[],
  at: number,
  { readCode }: Facts,
): { code: string; words: number } | undefined {
  for (let words = Math.min(mostCodeWords, tokens.length - at); words >= 1; words -= 1) {
    const text = tokens.slice(at, at + words).map((token) => token.text);
    const code = text.join('').length >= leastCodeLetters ? readCode(text.join(' ')) : undefined;
    if (code !== undefined) return { code, words };
  }
  return undefined;
}
