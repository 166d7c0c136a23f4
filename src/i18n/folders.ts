import type { Language } from '../kernel/languages.ts';
import { en } from './en/index.ts';
import type { LanguageFolder } from './language-folder.ts';
import { nl } from './nl/index.ts';

export const folders: Record<Language, LanguageFolder> = { en, nl };
