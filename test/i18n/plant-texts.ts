import { folders } from '../../src/i18n/folders.ts';
import type { SameKeys } from '../../src/i18n/same-keys.ts';
import { languages } from '../../src/kernel/languages.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Puts the texts of a planted feature beside those of the product, for this process. Other languages get the English. */
export function plantTexts<const English extends Tree>(own: { en: English; nl: SameKeys<English> }): void {
  for (const language of languages) {
    const { texts } = folders[language];
    Object.assign(texts, planted(texts, (language === 'nl' ? own.nl : own.en) as Tree));
  }
}

/** A copy: the texts of the rooms stay as they are, for tests in the same process that read those. */
function planted(into: Tree, tree: Tree): Tree {
  const both: { [key: string]: string | Tree } = { ...into };
  for (const [key, value] of Object.entries(tree)) {
    const there = both[key];
    both[key] = typeof value === 'string' ? value : planted(typeof there === 'object' ? there : {}, value);
  }
  return both;
}
