import { typedIn } from '../../i18n/command-words.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { Page } from '../../kernel/page.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import { shown } from '../../ui/truncate.ts';
import type { ListGaps } from '../inventory.ts';
import type { BackupTrouble } from '../rules/item-state.ts';
import { unreadNotes } from './lines.ts';

export type VmRow = {
  name: string;
  resourceGroup: string;
  /** Absent: no vault protects it. */
  vault?: string;
  policy?: string;
  trouble?: BackupTrouble;
  lastBackupAt?: Date;
  encryption: EncryptionKind;
};

/** One page of the list of machines. */
export type VmsCard = {
  nonce: string;
  now: Date;
  /** The requested filter name or search text; '' for all. */
  filter: string;
  page: Page<VmRow>;
  /** Counts over all machines that the reader may see, before filtering. */
  counts: { all: number; failing: number; unprotected: number; unknownEncryption: number };
  /** Vaults or subscriptions that could not be read, so their machines are missing. */
  unread?: ListGaps;
  /** Unprotected machines could not all be listed, so there may be more. */
  protectedOnly?: boolean;
  /** When the oldest list was read. */
  at?: Date;
  /** Id of the next page's button; absent on the last page. */
  next?: string;
};

/** Verbs: vms-page. */
export function vmsCard(data: VmsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, counts, next } = data;
  const typed = [typedIn(reader.language).vms, shown(data.filter, 60)].filter((word) => word !== '').join(' ');
  return render(
    'vms',
    {
      nonce: data.nonce,
      heading:
        data.filter === '' ? t('cards.vms.heading') : t('cards.vms.heading-filter', { filter: shown(data.filter, 60) }),
      summary: t('cards.vms.summary', counts),
      notes: listNotes(data, reader).map((text) => ({ text })),
      none: t(counts.all === 0 ? 'cards.vms.none-readable' : 'cards.vms.none'),
      isEmpty: page.rows.length === 0,
      rows: page.rows.map((row) => ({ title: titleOf(row, reader), line: vmLine(row, reader, data.now) })),
      buttons: listButtons(next === undefined ? [] : [{ verb: 'vms-page', id: next }], language),
      twin:
        next === undefined
          ? t('cards.vms.twin')
          : t(data.filter === '' ? 'cards.vms.twin-more-of-all' : 'cards.vms.twin-more', {
              page: page.number,
              pages: page.pages,
              line: `${typed} ${t('cards.vms.page')} ${page.number + 1}`,
            }),
    },
    reader,
  );
}

export function vmsText({ page, filter, counts }: Pick<VmsCard, 'page' | 'filter' | 'counts'>, reader: Reader): string {
  const { t } = texts(reader.language);
  return filter === ''
    ? t('cards.vms.sentence', { ...counts, count: counts.all })
    : t('cards.vms.sentence-filter', { count: page.total, filter: shown(filter, 60) });
}

/** A list that is read every five minutes is not older. */
const toldAfterMs = 10 * 60_000;

/** Notes on what the list may lack. */
function listNotes({ now, counts, unread, protectedOnly, at }: VmsCard, reader: Reader): string[] {
  const { t } = texts(reader.language);
  return [
    ...unreadNotes(unread, reader),
    ...(at && now.getTime() - at.getTime() > toldAfterMs
      ? [t('cards.vms.as-of', { when: formatMoment(at, reader, now) })]
      : []),
    ...(protectedOnly ? [t('cards.vms.protected-only')] : []),
    ...(counts.unknownEncryption > 0 ? [t('cards.vms.unknown-encryption', { count: counts.unknownEncryption })] : []),
  ];
}

/** The symbol repeats what the words say. */
function titleOf(row: VmRow, reader: Reader): string {
  const { t } = texts(reader.language);
  const name = `**${plain(row.name)}**`;
  if (row.vault === undefined) return `✗ ${name}: ${t('cards.vms.unprotected')}`;
  if (row.trouble === undefined) return `✓ ${name}: ${t('cards.vms.fine')}`;
  return `! ${name}: ${t(`cards.vms.trouble.${row.trouble}`)}`;
}

function vmLine(row: VmRow, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  return [
    row.vault === undefined ? '' : shown(row.vault, 60),
    shown(row.resourceGroup, 90),
    row.lastBackupAt ? t('cards.vms.last', { when: formatMoment(row.lastBackupAt, reader, now) }) : '',
    row.encryption === 'unknown' ? '' : t(`encryption.kind-${row.encryption}.message`),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
