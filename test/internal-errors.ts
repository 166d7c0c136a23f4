import { texts } from '../src/i18n/texts.ts';
import { languages } from '../src/kernel/languages.ts';

/** Texts of internal errors, and of failures without a text, up to the part that varies. */
const internal = languages.flatMap((language) => {
  const { t } = texts(language);
  return [t('errors.internal.message'), t('say.error', { id: '' })].map((text) => text.split(/(?<=[.!?]) /)[0] ?? text);
});

/** Internal errors in a card, a message or an answer: a test with an unexpected one fails. */
export function internalErrorsIn(shown: unknown): string[] {
  const json = JSON.stringify(shown) ?? '';
  return internal.filter((text) => json.includes(JSON.stringify(text).slice(1, -1)));
}
