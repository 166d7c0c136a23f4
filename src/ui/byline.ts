import { texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { shown } from './truncate.ts';

/** Who asked for it, and who took it over. */
export function byline(
  { id, requester, holder }: { id: string; requester: string; holder?: string },
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const params = { id, name: shown(requester, 80) };
  return holder
    ? t('cards.request.byline-taken', { ...params, holder: shown(holder, 80) })
    : t('cards.request.byline', params);
}
