import type { Language } from '../kernel/languages.ts';
import { en } from './en/index.ts';
import { nl } from './nl/index.ts';
import { type WholeLanguage, wholeLanguage } from './whole-language.ts';

export const folders: Record<Language, WholeLanguage> = { en: wholeLanguage(en), nl: wholeLanguage(nl) };
