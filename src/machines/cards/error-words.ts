import type { CatalogueId } from '../../azure/rules/explain-error.ts';
import { shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';

/** A failure of Azure in a few words: ours where its cause is known, else Azure's title or message; '' without one. */
export function errorWords(
  error: { known?: CatalogueId | undefined; title: string; message?: string } | undefined,
  reader: Reader,
): string {
  const { t, has } = texts(reader.language);
  if (!error) return '';
  const { known, title, message = '' } = error;
  if (!known) return shown(title || message, 120);
  if (has(`notify.why.${known}`)) return t(`notify.why.${known}`);
  // The first sentence of the catalogue's cause.
  return t(`catalogue.${known}.cause`).split(/[.:;](?:\s|$)/)[0] ?? '';
}
