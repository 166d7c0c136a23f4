import { folders } from '../../src/i18n/folders.ts';
import type { SameKeys } from '../../src/i18n/same-keys.ts';
import { type Language, languages } from '../../src/kernel/languages.ts';

type Tree = { readonly [key: string]: string | Tree };
type Growing = { [key: string]: string | Growing };

/** Keys that were planted in this process, which tests of the product's own texts leave out. */
export const planted = new Set<string>();

/** Puts the texts of a planted feature beside those of the product, for this process. */
export function plantTexts<const English extends Tree>(
  own: { en: English } & Readonly<Record<Exclude<Language, 'en'>, SameKeys<English>>>,
): void {
  for (const language of languages) plant(folders[language].texts as unknown as Growing, own[language] as Tree);
}

function plant(into: Growing, tree: Tree, above = ''): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') {
      into[key] = value;
      planted.add(above + key);
    } else {
      into[key] ??= {};
      plant(into[key] as Growing, value, `${above}${key}.`);
    }
  }
}
