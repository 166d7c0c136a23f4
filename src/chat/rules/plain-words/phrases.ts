import { normaliseText } from '../../../kernel/normalise.ts';
import { neverMended } from '../../../kernel/plain-concepts.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { trimWord } from '../words.ts';

/** A word as it was typed, and as it is compared. Several phrases may lay claim to none or one of them. */
export type Token = {
  /** Without the signs around it. */
  raw: string;
  /** In lower case. */
  text: string;
  /** With its signs. */
  typed: string;
};

/** A phrase that stands in a sentence: what it may mean, and which words it is made of. */
export type Found = { labels: readonly string[]; at: number; words: readonly number[]; phrase: string };

/** A longer text is no sentence to a bot, and the work stays bounded. */
export const mostTokens = 60;
/** What may stand between the parts of a verb. */
const widestGap = 7;

export function tokensOf(text: string): Token[] {
  return normaliseText(text)
    .replace(/(?<=\b\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)/g, ' ')
    .split(' ')
    .map((typed) => ({ typed, raw: trimWord(typed.replace(/^[-*•>]+/, '')) }))
    .filter(({ raw }) => raw !== '')
    .map(({ typed, raw }) => ({ typed, raw, text: raw.toLowerCase() }));
}

/** Parted by commas, points and dashes. */
export function clausesOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    parts.at(-1)?.push(token);
    if (endsClause(token)) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

export function endsClause(token: Token | undefined): boolean {
  return /[,;.:!?\u2013\u2014-]$/.test(token?.typed ?? '');
}

type Entry = { parts: string[][]; labels: string[]; size: number; phrase: string };

/** Phrases by the word that they begin with, the longest first. */
export type Lexicon = {
  byFirst: ReadonlyMap<string, readonly Entry[]>;
  words: ReadonlySet<string>;
  readers: readonly string[];
};

const changing: ReadonlySet<string> = new Set(neverMended);

const lexicons = new WeakMap<PlainGrammar, Lexicon>();

/** Made once for a grammar. */
export function lexiconOf(grammar: PlainGrammar): Lexicon {
  let lexicon = lexicons.get(grammar);
  if (!lexicon) {
    lexicon = createLexicon(grammar);
    lexicons.set(grammar, lexicon);
  }
  return lexicon;
}

function createLexicon(grammar: PlainGrammar): Lexicon {
  const labels = new Map<string, string[]>();
  const add = (label: string, phrases: readonly string[]) => {
    for (const phrase of phrases) labels.set(phrase, [...(labels.get(phrase) ?? []), label]);
  };
  for (const [concept, phrases] of Object.entries(grammar.concepts)) add(concept, phrases);
  for (const [name, phrases] of Object.entries(grammar.spans)) add(`span:${name}`, phrases);
  for (const [name, phrases] of Object.entries(grammar.ways)) add(`way:${name}`, phrases);
  for (const part of [
    'noise',
    'articles',
    'because',
    'purpose',
    'links',
    'latest',
    'before',
    'after',
    'as',
    'machineNouns',
  ] as const) {
    add(`:${part}`, grammar[part]);
  }
  // Longer ones only lead up to a time, which is read before.
  add(
    ':at',
    grammar.at.filter((phrase) => !phrase.includes(' ')),
  );
  const byFirst = new Map<string, Entry[]>();
  const words = new Set<string>();
  const readers = new Set<string>();
  for (const [phrase, found] of labels) {
    const parts = phrase.split(' … ').map((part) => part.split(' '));
    const size = parts.flat().length;
    const first = parts[0]?.[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), { parts, labels: found, size, phrase }]);
    for (const word of parts.flat()) {
      words.add(word);
      if (!found.some((label) => changing.has(label))) readers.add(word);
    }
  }
  for (const role of grammar.roles) for (const word of role) words.add(word);
  for (const entries of byFirst.values()) {
    // Of two as long as each other, the one in one piece.
    entries.sort((a, b) => b.size - a.size || a.parts.length - b.parts.length);
  }
  return { byFirst, words, readers: [...readers] };
}

/** All phrases of a sentence from left to right, each word in one at most. @param taken words that are names and numbers */
export function findPhrases(tokens: readonly Token[], lexicon: Lexicon, taken: ReadonlySet<number>): Found[] {
  const used = new Set(taken);
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (used.has(at)) continue;
    for (const entry of lexicon.byFirst.get(tokens[at]?.text ?? '') ?? []) {
      const words = wordsOf(entry, tokens, at, used);
      if (!words || (isNoise(entry) && isCutShort(words, tokens, lexicon, used))) continue;
      if (entry.parts.length > 1 && isTaken(words, tokens, lexicon, used)) continue;
      for (const word of words) used.add(word);
      found.push({ labels: entry.labels, at, words, phrase: entry.phrase });
      break;
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function isNoise({ labels }: Entry): boolean {
  return labels.every((label) => label === ':noise');
}

/** "I need" says nothing, but "need a restore" does: what begins inside and reaches further is taken in its place. */
function isCutShort(
  words: readonly number[],
  tokens: readonly Token[],
  { byFirst }: Lexicon,
  used: ReadonlySet<number>,
): boolean {
  const end = Math.max(...words);
  return words.slice(1).some((at) =>
    (byFirst.get(tokens[at]?.text ?? '') ?? []).some((entry) => {
      const longer = entry.size > 1 && !isNoise(entry) ? wordsOf(entry, tokens, at, used) : undefined;
      return longer !== undefined && Math.max(...longer) > end;
    }),
  );
}

function wordsOf(
  { parts }: Entry,
  tokens: readonly Token[],
  at: number,
  used: ReadonlySet<number>,
): number[] | undefined {
  const words: number[] = [];
  let from = at;
  for (const [index, part] of parts.entries()) {
    const last = index === 0 ? from : Math.min(tokens.length - 1, from + widestGap);
    let begin = from;
    while (begin <= last && !stands(part, tokens, begin, used)) begin += 1;
    if (begin > last) return undefined;
    for (let word = 0; word < part.length; word += 1) words.push(begin + word);
    from = begin + part.length;
  }
  return words;
}

/** The far end of a phrase with a gap belongs to something else that begins in the gap: "want to take back my request". */
function isTaken(
  words: readonly number[],
  tokens: readonly Token[],
  { byFirst }: Lexicon,
  used: ReadonlySet<number>,
): boolean {
  const end = Math.max(...words);
  const gap = Array.from({ length: end - (words[0] ?? 0) - 1 }, (_, index) => (words[0] ?? 0) + 1 + index);
  return gap.some((at) =>
    (byFirst.get(tokens[at]?.text ?? '') ?? []).some((entry) => {
      const other =
        entry.parts.length === 1 && entry.size > 1 && !isNoise(entry) ? wordsOf(entry, tokens, at, used) : undefined;
      return other !== undefined && Math.max(...other) >= end && !words.includes(at);
    }),
  );
}

function stands(part: readonly string[], tokens: readonly Token[], at: number, used: ReadonlySet<number>): boolean {
  return part.every((word, index) => tokens[at + index]?.text === word && !used.has(at + index));
}
