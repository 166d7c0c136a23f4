import { isDeepStrictEqual } from 'node:util';
import { sharedReader } from '../access/contacts.ts';
import { formatMoment } from '../i18n/dates.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import type { MessageBody, Reader } from '../kernel/chat.ts';
import type { RequestServices } from '../requests/services.ts';
import { latestBody } from '../store/messages.ts';
import { hourMs, type NoticeRow, noticesSince, updateNotice } from '../store/notices.ts';
import type { Tx } from '../store/transaction.ts';
import { newsCard, newsText } from './cards/news.ts';
import { wrongFirst } from './rules/notice.ts';

type Parts = Pick<RequestServices, 'config' | 'log'>;

export function noticeBody(
  row: NoticeRow,
  reader: Reader,
  now: Date,
  folded: readonly NoticeRow[] | undefined,
): MessageBody {
  const data = {
    id: row.id,
    nonce: row.nonce,
    now,
    vault: row.vault_name,
    trouble: row.trouble,
    machines: wrongFirst(row.machines),
    state: row.state,
    ...(row.owner_name && { owner: row.owner_name }),
    ...(folded && { folded: folded.map((each) => ({ ...each, vault: each.vault_name })) }),
  };
  return { text: newsText(data, reader), card: newsCard(data, reader) };
}

/** Posts a new notice. @returns its messages.id */
export async function postNotice(parts: Parts, tx: Tx, row: NoticeRow): Promise<void> {
  const reader = await sharedReader(parts, tx.db, row.conversation_id);
  const body = noticeBody(row, reader, tx.now(), await foldedBy(parts, tx, row));
  row.message_id = tx.post({ conversationId: row.conversation_id, subject: `notice:${row.id}`, bulk: true, body });
  await updateNotice(tx, row.id, { message_id: row.message_id });
}

/**
 * Updates a notice's post.
 * @param bulk false: somebody clicked and waits to see it
 */
export async function editNotice(parts: Parts, tx: Tx, row: NoticeRow, { bulk = true } = {}): Promise<void> {
  if (!row.message_id) return;
  const reader = await sharedReader(parts, tx.db, row.conversation_id);
  const body = noticeBody(row, reader, tx.now(), await foldedBy(parts, tx, row));
  if (!isDeepStrictEqual(await latestBody(tx.db, row.message_id), JSON.parse(JSON.stringify(body)))) {
    tx.edit(row.message_id, body, { bulk });
  }
}

export async function replyTo(parts: Parts, tx: Tx, row: NoticeRow, say: (reader: Reader) => string): Promise<void> {
  if (!row.message_id) return;
  const reader = await sharedReader(parts, tx.db, row.conversation_id);
  const body = { text: say(reader) };
  tx.post({ conversationId: row.conversation_id, threadOf: row.message_id, bulk: true, body });
}

/**
 * Replies once when the last machine has recovered.
 * @param fold the message that stands for this notice and others; the reply then names its subject
 */
export function sayRecovered(parts: Parts, tx: Tx, row: NoticeRow, fold?: NoticeRow): Promise<void> {
  if (fold) return replyTo(parts, tx, fold, (reader) => newsText({ ...row, vault: row.vault_name }, reader));
  const { machines } = row;
  const last = machines.reduce((one, other) => ((other.goodAt ?? '') > (one.goodAt ?? '') ? other : one));
  return replyTo(parts, tx, row, (reader) => {
    const when = formatMoment(new Date(last.goodAt ?? last.at), reader, tx.now());
    const params = { count: machines.length, vm: plain(last.vm), when };
    const good = row.trouble.kind === 'drill' ? 'notify.drill.good' : 'notify.good';
    return texts(reader.language).t(good, params);
  });
}

/** Posts a reminder, which notifies. */
export async function sayReminder(parts: Parts, tx: Tx, row: NoticeRow, count: number): Promise<void> {
  await replyTo(parts, tx, row, ({ language }) =>
    texts(language).t(row.trouble.kind === 'drill' ? 'notify.drill.remind' : 'notify.remind', { count }),
  );
}

/** Notices of the message's hour without a post of their own, which the message stands for. */
export async function foldedBy(
  { log }: Pick<RequestServices, 'log'>,
  tx: Tx,
  row: NoticeRow,
): Promise<NoticeRow[] | undefined> {
  if (row.trouble.kind !== 'folded') return undefined;
  const since = new Date(row.opened_at.getTime() - 1);
  const all = await noticesSince(tx.db, log, row.conversation_id, since);
  return all.filter(
    ({ message_id, opened_at, id }) =>
      id !== row.id && message_id === null && opened_at.getTime() - row.opened_at.getTime() < hourMs,
  );
}
