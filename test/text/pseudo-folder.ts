import { en } from '../../src/text/en/index.ts';
import type { LanguageFolder } from '../../src/text/language-folder.ts';
import { pseudo } from './pseudo.ts';

/** Stands in the place of the Dutch folder. Days and months are Greek: none of their letters is Latin. */
export const nl: LanguageFolder = { ...pseudo(en), locale: 'el', dates: en.dates };
