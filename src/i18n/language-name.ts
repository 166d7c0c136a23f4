import type { Language } from '../kernel/languages.ts';
import { folders } from './folders.ts';

/** What a language is called in another one, e.g. Dutch in English. */
export function languageName(language: Language, reader: Language): string {
  return new Intl.DisplayNames(folders[reader].locale, { type: 'language' }).of(language) ?? language;
}
