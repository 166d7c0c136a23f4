import { texts } from '../../src/i18n/texts.ts';
import type { Language } from '../../src/kernel/languages.ts';

/** Beginning of a line that says what to type instead of clicking: Or type. */
export function twinLead(language: Language): string {
  return texts(language).t('cards.request.twin', { lines: '' }).replace(/:\s*$/, '');
}
