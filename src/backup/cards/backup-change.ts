import { formatDate } from '../../i18n/dates.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { AnyChange, ChangeView } from '../../requests/cards/change-view.ts';

/** `expiry`: the moment at which the new point expires. */
type Backup = { expiry: Date; days: number };

/** A new recovery point. */
export function backupChange({ vm, vault, hash, warnings, ...kept }: AnyChange & Backup): ChangeView {
  return { kind: 'backup', vm, vault, hash, warnings, words: (reader) => ({ kept: retentionText(kept, reader) }) };
}

/** "until Sat 12 Dec 2026, kept 19 days". A point that expires at midnight is kept through the day before. */
export function retentionText({ expiry, days }: Backup, reader: Reader): string {
  const { t } = texts(reader.language);
  return t('cards.change.kept', {
    until: formatDate(new Date(expiry.getTime() - 1), reader),
    days: t('common.duration.days', { count: days }),
  });
}
