import type { Grammar } from '../kernel/grammar.ts';
import { type Language, languages } from '../kernel/languages.ts';
import type { PlainGrammar } from '../kernel/plain-grammar.ts';
import { folders } from './folders.ts';

/** Name of a language in another one, e.g. Dutch in English. */
export function languageName(language: Language, reader: Language): string {
  return new Intl.DisplayNames(folders[reader].locale, { type: 'language' }).of(language) ?? language;
}

/** Languages by their names in each language: dutch and nederlands. */
export const languagesByName: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) =>
    languages.map((reader) => [languageName(language, reader).toLowerCase(), language] as const),
  ),
);

/** The words of all languages: people are understood in any of them, whatever they read. */
export const grammar: Grammar = Object.values(folders)
  .map((folder) => folder.grammar)
  .reduce(merged);

const plainWords: PlainGrammar = Object.values(folders)
  .map((folder) => folder.plainWords)
  .reduce(merged);

/** The words of sentences in all languages: people mix languages within one. */
export const plainGrammar: PlainGrammar = {
  ...plainWords,
  ways: eachSpelledOut(plainWords.ways),
  latest: spelledOut(plainWords.latest),
  untilFixed: spelledOut(plainWords.untilFixed),
  languages: [...[...languagesByName].map(([name, language]) => `${name}|${language}`), ...plainWords.languages],
  commands: Object.values(folders).flatMap(({ commands }) => Object.values(commands).flatMap(({ names }) => names)),
};

function eachSpelledOut<Name extends string>(lists: Readonly<Record<Name, readonly string[]>>): Record<Name, string[]> {
  const pairs = Object.entries<readonly string[]>(lists).map(([name, phrases]) => [name, spelledOut(phrases)]);
  return Object.fromEntries(pairs) as Record<Name, string[]>;
}

/** Expands `make|take a fresh? backup` into all its spellings: either verb, fresh or not. */
function spelledOut(phrases: readonly string[]): string[] {
  const all = phrases.flatMap((phrase) =>
    phrase
      .split(' ')
      .map((part) => [...part.replace(/\?$/, '').split('|'), ...(part.endsWith('?') ? [''] : [])])
      .reduce<string[]>((made, words) => made.flatMap((begin) => words.map((word) => `${begin} ${word}`.trim())), ['']),
  );
  return [...new Set(all)];
}

function merged<Value>(one: Value, other: Value): Value {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other] as Value;
  const pairs = Object.entries(one as object).map(([key, below]) => [
    key,
    merged(below, (other as Record<string, unknown>)[key]),
  ]);
  return Object.fromEntries(pairs) as Value;
}
