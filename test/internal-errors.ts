import { texts } from '../src/i18n/texts.ts';
import { languages } from '../src/kernel/languages.ts';

/** What people read where Strongroom broke, or where a failure has no text, up to what differs each time. */
const internal = languages.flatMap((language) => {
  const { t } = texts(language);
  return [t('errors.internal.message'), t('say.error', { id: '' })].map((text) => text.split(/(?<=[.!?]) /)[0] ?? text);
});

/** Those of them in a card, a message or an answer: no test passes with one that it did not ask for. */
export function internalErrorsIn(shown: unknown): string[] {
  const json = JSON.stringify(shown) ?? '';
  return internal.filter((text) => json.includes(JSON.stringify(text).slice(1, -1)));
}
