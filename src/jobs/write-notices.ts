import { randomUUID } from 'node:crypto';
import { newNonce } from '../kernel/chat.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import type { RequestServices } from '../requests/services.ts';
import {
  findFoldedNotice,
  hourMs,
  insertNotice,
  machinesColumn,
  type NoticeRow,
  noticeColumns,
  noticesSince,
  updateNotice,
} from '../store/notices.ts';
import type { Tx } from '../store/transaction.ts';
import { editNotice, foldedBy, postNotice, sayRecovered, sayReminder } from './messages.ts';
import { type Notice, postsLeft, reminderDue } from './rules/notice.ts';
import { needsAction } from './rules/trouble.ts';

type Parts = Pick<RequestServices, 'config' | 'log'>;

/** A notice with its row; a new one has no row yet. */
export type NoticeWithRow = Notice & { row: NoticeRow | undefined };

export function withRow(row: NoticeRow): NoticeWithRow {
  const { key, trouble, machines, state } = row;
  return { key, trouble, machines, state, openedAt: row.opened_at, lastAt: row.last_at, row };
}

/** Whether it may cause reminders: it has, or is about to get, a post of its own, and nobody has taken it. */
export function isRemindedOf({ row }: NoticeWithRow): boolean {
  return !row || (row.message_id !== null && row.owner_oid === null);
}

/**
 * Stores a conversation's notices of a vault, posts new ones and edits changed ones.
 * @param before their previous state, by id
 * @param toRemindOf number of its machines that a reminder mentions
 */
export async function writeNotices(
  services: Parts,
  tx: Tx,
  vault: Pick<VaultFacts, 'id' | 'name'>,
  conversationId: string,
  notices: readonly NoticeWithRow[],
  before: ReadonlyMap<string, Notice>,
  toRemindOf: (notice: Notice) => number,
): Promise<void> {
  const now = tx.now();
  const lately = await noticesSince(tx.db, services.log, conversationId, new Date(now.getTime() - hourMs));
  let left = postsLeft(
    lately.filter(({ message_id }) => message_id !== null).map(({ opened_at }) => opened_at),
    now,
  );
  const folds = new Map<string, NoticeRow>();
  for (const notice of notices) {
    const { row } = notice;
    if (!row) {
      const made = newRow(conversationId, vault, notice);
      await insertNotice(tx, { ...made, ...noticeColumns(made) });
      if (left > 0) await postNotice(services, tx, made);
      else {
        const fold = await foldFor(tx, made);
        folds.set(fold.id, fold);
      }
      left -= 1;
      continue;
    }
    if (before.get(row.id) !== notice) {
      const { machines, state, lastAt } = notice;
      await updateNotice(tx, row.id, { ...machinesColumn(machines), state, last_at: lastAt });
      Object.assign(row, { machines: [...machines], state, last_at: lastAt });
      const fold = row.message_id === null ? await findFoldedNotice(tx.db, row) : undefined;
      if (fold) folds.set(fold.id, fold);
      // Only failures are ever muted.
      if (state !== 'closed' || notice.trouble.kind === 'restore') await editNotice(services, tx, row);
      if (state === 'recovered' && needsAction(notice.trouble)) await sayRecovered(services, tx, row, fold);
    }
    await remind(services, tx, row, toRemindOf(notice), now);
  }
  for (const fold of folds.values()) await writeFold(services, tx, fold);
}

/** @param count machines that the reminder mentions */
async function remind(services: Parts, tx: Tx, row: NoticeRow, count: number, now: Date): Promise<void> {
  const due = { openedAt: row.opened_at, remindedAt: row.reminded_at, ownerOid: row.owner_oid };
  if (count === 0 || row.state !== 'open' || !row.message_id || !needsAction(row.trouble) || !reminderDue(due, now))
    return;
  await sayReminder(services, tx, row, count);
  await updateNotice(tx, row.id, { reminded_at: now });
}

/** The message that stands for a notice without a post of its own, or a new one. */
async function foldFor(tx: Tx, row: NoticeRow): Promise<NoticeRow> {
  const known = await findFoldedNotice(tx.db, row);
  if (known) return known;
  const made = newRow(
    row.conversation_id,
    { id: '', name: '' },
    {
      key: 'folded',
      trouble: { kind: 'folded', operation: '' },
      machines: [],
      state: 'closed',
      openedAt: tx.now(),
      lastAt: tx.now(),
    },
  );
  await insertNotice(tx, { ...made, ...noticeColumns(made) });
  return made;
}

async function writeFold(services: Parts, tx: Tx, row: NoticeRow): Promise<void> {
  const inside = (await foldedBy(services, tx, row)) ?? [];
  // The heading counts the notices that it stands for.
  row.machines = inside.flatMap(({ machines }) => machines.slice(0, 1));
  if (row.message_id) await editNotice(services, tx, row);
  else await postNotice(services, tx, row);
}

function newRow(conversationId: string, vault: Pick<VaultFacts, 'id' | 'name'>, notice: Notice): NoticeRow {
  return {
    id: randomUUID(),
    conversation_id: conversationId,
    vault_id: vault.id,
    vault_name: vault.name,
    trouble: notice.trouble,
    key: notice.key,
    machines: [...notice.machines],
    state: notice.state,
    nonce: newNonce(),
    owner_oid: null,
    owner_name: null,
    message_id: null,
    opened_at: notice.openedAt,
    last_at: notice.lastAt,
    reminded_at: null,
  };
}
