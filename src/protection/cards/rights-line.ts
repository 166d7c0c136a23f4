import { plain } from '../../i18n/plain.ts';
import { rightText } from '../../i18n/right-text.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Wanted } from '../../machines/rules/key-access-gaps.ts';

/** "secrets get, list, backup; keys get, list, backup", or what a role lets somebody do. */
export function rightsLine(wanted: Wanted, reader: Reader): string {
  const { t } = texts(reader.language);
  if (wanted.model === 'rbac') {
    const rights = wanted.actions.map((action) => rightText(reader.language, action)).join(', ');
    return t('cards.gated.rights.role', { rights });
  }
  const part = (name: 'secrets' | 'keys', verbs: string[]) =>
    verbs.length > 0 ? [t(`cards.gated.rights.${name}`, { verbs: plain(verbs.join(', ')) })] : [];
  return [...part('secrets', wanted.secrets), ...part('keys', wanted.keys)].join('; ');
}
