import { en } from '../../src/i18n/en/index.ts';
import type { LanguageFolder } from '../../src/i18n/language-folder.ts';
import { pseudo } from './pseudo.ts';

/** Replaces the Dutch folder. Days and months are Greek: none of their letters is Latin. */
export const nl: LanguageFolder = { ...pseudo(en), locale: 'el', dates: en.dates };
