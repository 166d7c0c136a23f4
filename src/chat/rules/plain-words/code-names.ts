import type { SentenceFacts } from './reading.ts';
import { type Token, wordsOf } from './tokens.ts';

type Facts = Pick<SentenceFacts, 'readCode'>;

const errorNumber = /^\d{6}$/;
/** Error codes in lower case are at least this long; people's words are shorter. */
const leastLettersOfCode = 22;
/** No code is longer, and most are a third of it. */
const longestCode = 200;
/** A dictated code has one word for each of its parts. */
const mostCodeWords = 10;
const leastCodeLetters = 10;
const leastParts = 3;

/** Beginnings and ends of most codes, in any case. */
const family = /^(?:user_?error|extension_?snapshot)[a-z0-9_]{4,}$/i;
const fault = /(?:Error|Failed)$/;

/** An error code in one word, known or only written like one: `"errorCode":"ExtensionSnapshotFailedCOM"`. */
export function codeIn(raw: string, { readCode }: Facts): string | undefined {
  // A name in a path is no code, unless it is known.
  const own = raw.split(/[^\p{L}\p{N}_]+/u);
  const isPath = raw.includes('/');
  const code = own.find((part) => isWritten(part) && (!isPath || readCode(part) !== undefined));
  return code === undefined ? undefined : (readCode(code) ?? code);
}

/** Whether a word is surely an error code: known, or of a family of them. */
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

/** Number of words joined into one, each capitalised or all capitals; 0 if written otherwise. */
function partsOf(word: string): number {
  const parts = word.match(/[A-Z][a-z0-9]+|[A-Z]+(?![a-z])/g) ?? [];
  // A number may stand at the end only; elsewhere it is a key or an encoded text.
  const isWhole = parts.join('') === word && !/\d\D/.test(word);
  return isWhole && parts.some((part) => /[a-z]{2}/.test(part)) ? parts.length : 0;
}

/** A code by its name, its number or its title, in one word or several. */
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

/** A known error's code or title in lower case, or in several words. */
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
