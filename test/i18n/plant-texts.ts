import { folders } from '../../src/i18n/folders.ts';
import type { SameKeys } from '../../src/i18n/same-keys.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

type Tree = { readonly [key: string]: string | Tree };
type Growing = { [key: string]: string | Growing };

/** Puts the texts of a planted feature beside those of the product, for this process. */
export function plantTexts<const English extends Tree>(
  own: { en: English } & Readonly<Record<Exclude<Language, 'en'>, SameKeys<English>>>,
): void {
  for (const language of languages) plant(folders[language].texts as unknown as Growing, own[language] as Tree);
}

function plant(into: Growing, tree: Tree): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into[key] = value;
    else {
      into[key] ??= {};
      plant(into[key] as Growing, value);
    }
  }
}
