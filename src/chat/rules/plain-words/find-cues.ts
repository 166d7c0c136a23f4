import type { Cue, SettingCue } from '../../../kernel/plain-concepts.ts';
import type { PlainGrammar } from '../../../kernel/plain-grammar.ts';
import { isWritten } from './code-names.ts';
import type { Token } from './phrases.ts';

/** What the words of a sentence hint at, and where. */
export type Cues<Name = Cue> = {
  has(...cues: Name[]): boolean;
  at(...hints: readonly string[]): number[];
  words: ReadonlySet<number>;
};

/** Of a cue written in several words. */
const mostWords = 3;

/** No cue is longer: a longer word is a name, or nothing. */
const longestWord = 48;

/** An ending that makes no other word: "released", and not "herstelpunt". */
const samePart = 2;

type Pattern = { cue: string; open: boolean };
/** By what they begin with. */
type Patterns = { byBegin: ReadonlyMap<string, readonly Pattern[]>; longest: number };

type Texts = Readonly<Record<string, readonly string[]>>;

const made = new WeakMap<Texts, Patterns>();

export function findCues(tokens: readonly Token[], { cues }: PlainGrammar, taken: ReadonlySet<number>): Cues {
  return findAmong(tokens, cues, taken);
}

export function findSettingCues(tokens: readonly Token[], { settingCues }: PlainGrammar): Cues<SettingCue> {
  // The code of an error says nothing by its letters.
  return findAmong(tokens, settingCues, new Set(tokens.flatMap(({ raw }, at) => (isWritten(raw) ? [at] : []))));
}

function findAmong(tokens: readonly Token[], texts: Texts, taken: ReadonlySet<number>): Cues<string> {
  const patterns = patternsOf(texts);
  const found = new Map<string, number[]>();
  const words = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    for (let size = Math.min(mostWords, tokens.length - at); size >= 1; size -= 1) {
      const range = Array.from({ length: size }, (_, index) => at + index);
      if (range.some((word) => taken.has(word))) continue;
      if (range.some((word) => (tokens[word]?.text.length ?? 0) > longestWord)) continue;
      const cues = cuesOf(range.map((word) => tokens[word]?.text ?? '').join(' '), patterns);
      if (cues.length === 0) continue;
      for (const cue of cues) found.set(cue, [...(found.get(cue) ?? []), ...range]);
      for (const word of range) words.add(word);
      // A phrase of its own says something else than its words: "soft delete", "no more".
      at += size - 1;
      break;
    }
  }
  return {
    has: (...cues) => cues.some((cue) => found.has(cue)),
    at: (...hints) => hints.flatMap((hint) => found.get(hint) ?? []),
    words,
  };
}

/** What a word is built on, where the word itself says nothing: its plural, its little one, its verb, its last part. */
const endings = /(?:tjes?|pjes?|etjes?|jes?|ing|ings|ed|en|es|s|t|d|e)$/;
const leastStem = 4;
const leastHead = 5;

function cuesOf(text: string, patterns: Patterns): string[] {
  const own = cuesAs(text, patterns);
  if (own.length > 0 || text.includes(' ') || !/^\p{L}+$/u.test(text)) return own;
  const stem = text.replace(endings, '');
  const stemmed = stem.length >= leastStem && stem !== text ? cuesAs(stem, patterns) : [];
  if (stemmed.length > 0) return stemmed;
  // "Hersteltest" is a test, and "backuptaak" a task.
  for (let at = leastStem - 1; at <= text.length - leastHead; at += 1) {
    const head = cuesAs(text.slice(at), patterns);
    if (head.length > 0) return head;
  }
  return [];
}

/** Those that fit with most letters of their own: "restore test" is no restore, and "herstelpunt" is a point. */
function cuesAs(text: string, { byBegin, longest }: Patterns): string[] {
  const bare = text.replace(/['\u2019]s$/, '');
  const own = text === bare ? [] : (byBegin.get(text) ?? []).map(({ cue }) => ({ cue, own: text.length }));
  for (let size = 1; size <= Math.min(bare.length, longest); size += 1) {
    const found = byBegin.get(bare.slice(0, size));
    if (!found) continue;
    const isOne = size === bare.length;
    if (!isOne && /\s/.test(bare.slice(size))) continue;
    for (const { cue, open } of found) if (isOne || open) own.push({ cue, own: size });
  }
  const most = Math.max(...own.map((each) => each.own));
  return own.filter((each) => each.own >= most - samePart).map(({ cue }) => cue);
}

function patternsOf(texts: Texts): Patterns {
  const known = made.get(texts);
  if (known) return known;
  const byBegin = new Map<string, Pattern[]>();
  for (const [cue, own] of Object.entries(texts)) {
    for (const text of own) {
      const begin = text.replace(/\*$/, '');
      byBegin.set(begin, [...(byBegin.get(begin) ?? []), { cue, open: text.endsWith('*') }]);
    }
  }
  const patterns = { byBegin, longest: Math.max(...[...byBegin.keys()].map((begin) => begin.length)) };
  made.set(texts, patterns);
  return patterns;
}
