import { texts } from '../../i18n/texts.ts';
import type { Language } from '../../kernel/languages.ts';

/** What a request is about, e.g. "restore of sql-01". @param vm safe to show */
export function aboutRequest(kind: string, vm: string, language: Language): string {
  const { t, has } = texts(language);
  // After a rollback there may be requests of kinds that this version has no words for.
  const known = ['cards.requests.of', 'cards.gated.heading', 'cards.change.heading']
    .map((area) => `${area}.${kind}`)
    .find(has);
  return known ? t(known, { vm }) : vm;
}
