import { type Language, languages } from '../kernel/languages.ts';
import { folders } from './folders.ts';

/** What a language is called in another one, e.g. Dutch in English. */
export function languageName(language: Language, reader: Language): string {
  return new Intl.DisplayNames(folders[reader].locale, { type: 'language' }).of(language) ?? language;
}

/** By what each is called in each: dutch and nederlands. */
export const languagesByName: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) =>
    languages.map((reader) => [languageName(language, reader).toLowerCase(), language] as const),
  ),
);
