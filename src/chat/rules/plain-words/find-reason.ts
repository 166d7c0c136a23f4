import { trimRest } from '../trim-rest.ts';
import type { Token } from './tokens.ts';
import type { WordReader } from './word-reader.ts';

/** Where the part of a sentence that says why begins, and what it says. */
export type SaidReason = { at: number; text: string };

const ticket = /^(?:inc|chg|req|ritm|task|prb|cr|sr)-?\d{3,}$/i;

/** "Because it is closed" is a reason without its first word, and "incident closed" with it. */
export function findReason(words: WordReader): SaidReason | undefined {
  const { tokens, grammar } = words;
  const at = tokens.findIndex(
    (_, index) =>
      index > 0 && words.phrase(index, grammar.because) > 0 && !grammar.pronouns.includes(words.text(index - 1)),
  );
  if (at < 0) return undefined;
  const from = grammar.reasonNouns.includes(words.text(at)) ? at : at + words.phrase(at, grammar.because);
  const text = typedText(tokens.slice(from));
  return text === '' ? undefined : { at, text };
}

/** A ticket that stands by itself says why something is wanted: "restore sql-01, isolated, CHG0049001". */
export function ticketIn({ tokens, taken }: WordReader): string | undefined {
  return tokens.find(({ raw }, at) => ticket.test(raw) && !taken.has(at))?.raw;
}

export function typedText(tokens: readonly Token[]): string {
  return trimRest(tokens.map(({ typed }) => typed).join(' '));
}
