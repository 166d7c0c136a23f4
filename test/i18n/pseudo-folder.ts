import { en } from '../../src/i18n/en/index.ts';
import type { LanguageFolder } from '../../src/i18n/language-folder.ts';
import { pseudo } from './pseudo.ts';

/** Stands in the place of the Dutch folder. Days and months are Greek: none of their letters is Latin. */
export const nl: LanguageFolder = { ...pseudo(en), locale: 'el', dates: en.dates };
