import type { Grammar } from '../kernel/grammar.ts';
import type { PlainGrammar } from '../kernel/plain-grammar.ts';
import { folders } from './folders.ts';
import { languagesByName } from './language-name.ts';

/** The words of all languages: whoever types one is understood, whatever they read. */
export const grammar: Grammar = Object.values(folders)
  .map((folder) => folder.grammar)
  .reduce(merged);

/** And those of whole sentences: people mix languages within one. */
export const plainGrammar: PlainGrammar = withNamesOfLanguages(
  Object.values(folders)
    .map((folder) => folder.plainWords)
    .reduce(merged),
);

function withNamesOfLanguages(words: PlainGrammar): PlainGrammar {
  const names = [...languagesByName].map(([name, language]) => `${name}|${language}`);
  return { ...words, languages: [...names, ...words.languages] };
}

function merged<Value>(one: Value, other: Value): Value {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other] as Value;
  const pairs = Object.entries(one as object).map(([key, below]) => [
    key,
    merged(below, (other as Record<string, unknown>)[key]),
  ]);
  return Object.fromEntries(pairs) as Value;
}
