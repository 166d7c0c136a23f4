import { formatMoment } from '../../i18n/dates.ts';
import { clip, plain, shown } from '../../i18n/plain.ts';
import { texts, typedIn } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import type { EncryptionKind } from '../../kernel/codes/encryption.ts';
import type { Page } from '../../kernel/page.ts';
import { listButtons } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';
import type { ListGaps } from '../inventory.ts';
import { type VmCause, vmCauses } from '../vm-list.ts';
import { ageNotes, unreadNotes } from './lines.ts';

export type VmRow = {
  name: string;
  resourceGroup: string;
  cause: VmCause;
  /** Absent: no vault protects it. */
  vault?: string;
  lastBackupAt?: Date;
  encryption: EncryptionKind;
  copyOf?: { vm: string; id: string };
};

/** One page of the list of machines, the worst first. */
export type VmsCard = {
  nonce: string;
  now: Date;
  /** The requested filter name or search text; '' for machines in trouble. */
  filter: string;
  page: Page<VmRow>;
  /** How many machines the reader may see, listed or not. */
  total: number;
  /** How many are listed for each cause, on all pages. */
  counts: Partial<Record<VmCause, number>>;
  /** Machines of which lists do not tell whether they belong here. */
  unknownEncryption?: number;
  /** Machines that are fine, and not listed. */
  rest?: number;
  /** Vaults or subscriptions that could not be read, so their machines are missing. */
  unread?: ListGaps;
  /** Unprotected machines could not all be listed, so there may be more. */
  protectedOnly?: boolean;
  /** When the oldest list was read. */
  at?: Date;
  /** Id of the next page's button; absent on the last page. */
  next?: string;
};

/** Verbs: vms-page, open-vm (on each row). */
export function vmsCard(data: VmsCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { t } = language;
  const { page, next, rest = 0 } = data;
  const { vms } = typedIn(reader.language);
  return render(
    'vms',
    {
      nonce: data.nonce,
      heading:
        data.filter === '' ? t('cards.vms.heading') : t('cards.vms.heading-filter', { filter: shown(data.filter, 60) }),
      summary: vmsText(data, reader),
      notes: listNotes(data, reader).map((text) => ({ text })),
      none: t(data.total === 0 ? 'cards.vms.none-readable' : 'cards.vms.none'),
      isEmpty: page.rows.length === 0,
      groups: [...Map.groupBy(page.rows, ({ cause }) => cause)].map(([cause, rows]) => ({
        title: `${symbols[cause] ?? '✗'} ${t(`cards.vms.cause.${cause}`, { count: data.counts[cause] ?? rows.length })}`,
        rows: rows.map((row) => ({
          id: `${row.vault ?? row.resourceGroup}/${row.name}`,
          name: clip(row.name, 80),
          title: `**${plain(row.name)}**`,
          line: vmLine(row, reader, data.now),
        })),
      })),
      rest: t('cards.vms.rest', { count: rest }),
      hasRest: rest > 0,
      buttons: listButtons(next === undefined ? [] : [{ verb: 'vms-page', id: next }], language),
      twin:
        next === undefined
          ? t('cards.vms.twin')
          : t('cards.vms.twin-more', {
              page: page.number,
              pages: page.pages,
              line: [vms, shown(next.replace(/^\d+:/, ''), 60), t('cards.vms.page'), page.number + 1]
                .filter((word) => word !== '')
                .join(' '),
            }),
    },
    reader,
  );
}

export function vmsText({ page, filter, total, counts }: VmsCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (filter !== '') return t('cards.vms.sentence-filter', { count: page.total, filter: shown(filter, 60) });
  const bad = vmCauses.filter((cause) => !Object.hasOwn(symbols, cause));
  const count = (cause: VmCause) => counts[cause] ?? 0;
  const troubled = bad.reduce((sum, cause) => sum + count(cause), 0);
  return t('cards.vms.sentence', {
    count: total,
    troubled: troubled - count('unprotected'),
    unprotected: count('unprotected'),
  });
}

/** What is neither wrong nor missing; everything else has a cross. */
const symbols: Partial<Record<VmCause, string>> = { 'no-backup-yet': '○', copy: '·', fine: '✓' };

/** Notes on what the list may lack. */
function listNotes(data: VmsCard, reader: Reader): string[] {
  const { unknownEncryption = 0, unread, protectedOnly } = data;
  const { t } = texts(reader.language);
  return [
    ...unreadNotes(unread, reader),
    ...ageNotes(data, reader),
    ...(protectedOnly ? [t('cards.vms.protected-only')] : []),
    ...(unknownEncryption > 0 ? [t('cards.vms.unknown-encryption', { count: unknownEncryption })] : []),
  ];
}

function vmLine(row: VmRow, reader: Reader, now: Date): string {
  const { t } = texts(reader.language);
  const { vm, id } = row.copyOf ?? {};
  return [
    vm && id ? t('cards.vms.copy-of', { vm: shown(vm, 60), id }) : '',
    row.vault === undefined ? '' : shown(row.vault, 60),
    shown(row.resourceGroup, 90),
    row.lastBackupAt ? t('cards.vms.last', { when: formatMoment(row.lastBackupAt, reader, now) }) : '',
    row.encryption === 'unknown' ? '' : t(`encryption.kind-${row.encryption}.message`),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
