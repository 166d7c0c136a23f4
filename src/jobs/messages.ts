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
import { detailsText, newsCard, newsText } from './cards/news.ts';
import { wrongFirst } from './rules/notice.ts';

type Parts = Pick<RequestServices, 'config' | 'log'>;

/** @param listed whether its thread lists all of its machines */
export function noticeBody(
  row: NoticeRow,
  reader: Reader,
  now: Date,
  { listed, folded }: { listed: boolean; folded: readonly NoticeRow[] | undefined },
): MessageBody {
  const data = {
    id: row.id,
    nonce: row.nonce,
    now,
    vault: row.vault_name,
    trouble: row.trouble,
    machines: wrongFirst(row.machines),
    state: row.state,
    listed,
    ...(row.owner_name && { owner: row.owner_name }),
    ...(folded && { folded: folded.map((each) => ({ ...each, vault: each.vault_name })) }),
  };
  return { text: newsText(data, reader), card: newsCard(data, reader) };
}

/** Posts a new notice. @returns its messages.id */
export async function postNotice(parts: Parts, tx: Tx, row: NoticeRow): Promise<void> {
  const reader = await sharedReader(parts, tx.db, row.conversation_id);
  const body = noticeBody(row, reader, tx.now(), { listed: true, folded: await foldedBy(parts, tx, row) });
  row.message_id = tx.post({ conversationId: row.conversation_id, subject: `notice:${row.id}`, bulk: true, body });
  await updateNotice(tx, row.id, { message_id: row.message_id });
  await showDetails(parts, tx, row);
}

/**
 * Updates a notice's post and the list of machines in its thread.
 * @param bulk false: somebody clicked and waits to see it
 * @param lists false: adds no list to a thread without one, since that would notify
 */
export async function editNotice(
  parts: Parts,
  tx: Tx,
  row: NoticeRow,
  { bulk = true, lists = true } = {},
): Promise<void> {
  if (!row.message_id) return;
  const reader = await sharedReader(parts, tx.db, row.conversation_id);
  const listed = lists || row.details_id !== null;
  const body = noticeBody(row, reader, tx.now(), { listed, folded: await foldedBy(parts, tx, row) });
  if (!isDeepStrictEqual(await latestBody(tx.db, row.message_id), JSON.parse(JSON.stringify(body)))) {
    tx.edit(row.message_id, body, { bulk });
  }
  if (listed) await showDetails(parts, tx, row);
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

/** Posts a reminder. It notifies, so the thread also gets its list of machines if it has none. */
export async function sayReminder(parts: Parts, tx: Tx, row: NoticeRow, count: number): Promise<void> {
  await showDetails(parts, tx, row);
  await replyTo(parts, tx, row, ({ language }) =>
    texts(language).t(row.trouble.kind === 'drill' ? 'notify.drill.remind' : 'notify.remind', { count }),
  );
}

async function showDetails(parts: Parts, tx: Tx, row: NoticeRow): Promise<void> {
  if (!row.message_id || row.trouble.kind === 'folded') return;
  const reader = await sharedReader(parts, tx.db, row.conversation_id);
  const text = detailsText({ machines: wrongFirst(row.machines), now: tx.now() }, reader);
  if (text === '') return;
  if (row.details_id === null) {
    const place = { conversationId: row.conversation_id, threadOf: row.message_id };
    row.details_id = tx.post({ ...place, bulk: true, body: { text } });
    await updateNotice(tx, row.id, { details_id: row.details_id });
  } else if ((await latestBody(tx.db, row.details_id))?.text !== text) {
    tx.edit(row.details_id, { text }, { bulk: true });
  }
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
