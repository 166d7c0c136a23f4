import { failureParts, inWords } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import { shown } from '../../ui/truncate.ts';
import type { ListGaps } from '../inventory.ts';

/** What a list lacks and why, in a sentence each. */
export function unreadNotes(unread: ListGaps | undefined, reader: Reader): string[] {
  if (!unread) return [];
  const said = texts(reader.language);
  const { vaults, subscriptions, why } = unread;
  const lacks = [
    ...(vaults.length > 0 ? [said.t('cards.unread.vaults', { names: shown(vaults.join(', '), 300) })] : []),
    ...(subscriptions > 0 ? [said.t('cards.unread.subscriptions', { count: subscriptions })] : []),
  ];
  return lacks.length > 0 && why ? [`${lacks.join(' ')} ${failureParts(said, inWords(why)).message}`] : lacks;
}
