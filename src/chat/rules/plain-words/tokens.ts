import { normaliseText } from '../../../kernel/normalise.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { trimWord } from '../words.ts';

/** A word as typed, and as it is compared. */
export type Token = {
  /** Without the punctuation around it. */
  raw: string;
  /** In lower case. */
  text: string;
  /** With its punctuation. */
  typed: string;
};

/** A longer text is no sentence to the bot; this bounds the work. */
export const mostTokens = 60;
/** A longer word may be a name, and is compared whole. */
export const longestWord = 48;

export function tokensOf(text: string): Token[] {
  return (
    normaliseText(text)
      .replace(/(?<=\b\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)/g, ' ')
      // The 4 of "b4" is no number.
      .replace(/(?<=^| )b4(?= |$)/gi, 'before')
      .split(' ')
      .map((typed) => ({ typed, raw: trimWord(typed.replace(/^[-*•>]+/, '')) }))
      .filter(({ raw }) => raw !== '')
      .map(({ typed, raw }) => ({ typed, raw, text: raw.toLowerCase() }))
  );
}

export function endsClause(token: Token | undefined): boolean {
  return /[,;.:!?\u2013\u2014-]$/.test(token?.typed ?? '');
}

const made = new WeakMap<PlainGrammar, ReadonlySet<string>>();

/** All words of the grammar: they name no machine by themselves. Made once for a grammar. */
export function wordsOf(grammar: PlainGrammar): ReadonlySet<string> {
  const known = made.get(grammar);
  if (known) return known;
  const words = new Set(phrasesIn(grammar).flatMap((phrase) => phrase.split(/[ |?]/)));
  made.set(grammar, words);
  return words;
}

function phrasesIn(list: unknown): string[] {
  if (typeof list === 'string') return [list];
  return typeof list === 'object' && list !== null ? Object.values(list).flatMap(phrasesIn) : [];
}
