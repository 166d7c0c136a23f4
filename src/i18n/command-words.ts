import { byLanguage, type Language } from '../kernel/languages.ts';
import { folders } from './folders.ts';
import type { CommandName, KeywordName, Typed } from './language-folder.ts';

/** The head of a command's spec. */
export function named(name: CommandName): { name: string; aliases: Record<Language, readonly string[]> } {
  const words = (language: Language) => folders[language].commands[name];
  return { name, aliases: byLanguage((language) => [...words(language).names, ...(words(language).unlisted ?? [])]) };
}

/** Names of a command in a language that lists show. */
export function namesIn(language: Language, name: string): readonly string[] {
  return isCommandName(name) ? folders[language].commands[name].names : [];
}

/**
 * A keyword of a command's spec.
 * @param name its argument, if other commands use the same words for another one
 */
export function keyword<Takes extends 'phrase' | 'rest' | 'nothing'>(
  words: KeywordName,
  takes: Takes,
  name: string = words,
) {
  return { kind: 'keyword' as const, name, words: byLanguage((language) => folders[language].keywords[words]), takes };
}

/** The words that texts in a language tell people to type, by command. */
export function typedIn(language: Language): Typed {
  return folders[language].typed;
}

/** The words to type for one command, by the name of its spec. */
export function commandIn(language: Language, name: string): string {
  return isCommandName(name) ? folders[language].typed[name] : name;
}

/** The words for a keyword; the name itself if it has none or is not a keyword. */
export function keywordIn(language: Language, name: string): string {
  const words: Readonly<Record<string, readonly string[]>> = folders[language].keywords;
  return (Object.hasOwn(words, name) && words[name]?.[0]) || name;
}

/** Lines that work as typed. */
export function examplesIn(language: Language, name: string): readonly string[] {
  return isCommandName(name) ? folders[language].commands[name].examples : [];
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(folders.en.commands, name);
}
