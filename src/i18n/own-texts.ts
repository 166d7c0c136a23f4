import type { Language } from '../kernel/languages.ts';
import type { SameKeys } from './same-keys.ts';

export type TextTree = { readonly [key: string]: string | TextTree };

/** Texts that a feature brings itself, by the keys under which the rest of the catalogue stands. */
export type OwnTexts = Readonly<Record<Language, TextTree>>;

/** The compiler demands every key in every language. */
export function defineTexts<const English extends TextTree>(
  texts: { en: English } & Readonly<Record<Exclude<Language, 'en'>, SameKeys<English>>>,
): OwnTexts {
  return texts as OwnTexts;
}
