import { z } from 'zod/v4';
import { sharedReader } from '../access/contacts.ts';
import { isCovered } from '../chat/channels.ts';
import { formatMoment } from '../i18n/dates.ts';
import { failureText } from '../i18n/failure-text.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { defineStored, failure, lenient } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { listSubscriptions } from '../store/conversations.ts';
import { findSetting, findSettings, putSetting, removeSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';

type Parts = Pick<RequestServices, 'config' | 'store'>;

const name = 'unread';

/** Records that a vault could not be read; its subscribers are notified once, after that has lasted. */
export async function noteUnread(services: Parts, tx: Tx, vaultId: string, failure: Failure): Promise<void> {
  const now = tx.now();
  const before = await findSetting(tx.db, vaultId, name, lenient(storedUnread));
  const unread = { since: before?.since ?? now.toISOString(), failure, told: before?.told ?? [] };
  if (isNotified(unread, now)) {
    for (const conversationId of await subscribedTo(tx, vaultId)) {
      if (unread.told.includes(conversationId) || !(await isCovered(services, tx.db, conversationId, vaultId)))
        continue;
      const reader = await sharedReader(services, tx.db, conversationId);
      tx.post({ conversationId, bulk: true, body: { text: unreadText(vaultId, unread, reader, now) } });
      unread.told.push(conversationId);
    }
  }
  await putSetting(tx, vaultId, name, storedUnread.write(unread), null);
}

/** Records that a vault was read, or has no subscribers left. */
export async function noteRead(services: Parts, tx: Tx, vaultId: string): Promise<void> {
  const unread = await findSetting(tx.db, vaultId, name, lenient(storedUnread));
  if (!unread) return;
  for (const conversationId of await subscribedTo(tx, vaultId)) {
    if (!unread.told.includes(conversationId) || !(await isCovered(services, tx.db, conversationId, vaultId))) continue;
    const { language } = await sharedReader(services, tx.db, conversationId);
    const text = texts(language).t('notify.read-again', { vault: plain(nameOf(vaultId)) });
    tx.post({ conversationId, bulk: true, body: { text } });
  }
  await removeSetting(tx, vaultId, name);
}

/** One text for each of these vaults that has been unreadable for long. */
export async function unreadTexts(
  { store, clock }: Pick<RequestServices, 'store' | 'clock'>,
  vaultIds: readonly string[],
  reader: Reader,
): Promise<string[]> {
  const ids = [...new Set(vaultIds)];
  if (ids.length === 0) return [];
  const found = await findSettings(
    store.db,
    ids.map((scope) => ({ scope, name })),
  );
  const now = clock.now();
  return ids.flatMap((id, index) => {
    const unread = found[index] === undefined ? undefined : lenient(storedUnread).parse(found[index]);
    return unread && isNotified(unread, now) ? [unreadText(id, unread, reader, now)] : [];
  });
}

function unreadText(vaultId: string, { since, failure }: Unread, reader: Reader, now: Date): string {
  const said = texts(reader.language);
  return said.t('notify.unread', {
    vault: plain(nameOf(vaultId)),
    since: formatMoment(new Date(since), reader, now),
    why: failureText(said, failure),
  });
}

/** Sorted, because posting locks their rows in this order. */
async function subscribedTo(tx: Tx, vaultId: string): Promise<string[]> {
  const rows = await listSubscriptions(tx.db, { vaultId });
  return [...new Set(rows.map(({ conversation_id }) => conversation_id))].sort();
}

/** A vault whose jobs cannot be read. */
const storedUnread = defineStored(
  'setting unread',
  z.object({
    /** Time of the first failed look; ISO. */
    since: z.string(),
    /** Failure of the last look. */
    failure,
    /** Conversations that were notified. */
    told: z.array(z.string()),
  }),
);

type Unread = z.infer<typeof storedUnread.schema>;

/** Throttling and Azure outages end sooner (world ms); after this, silence would be taken for "nothing failed". */
const notifyAfterMs = 60 * 60_000;

function isNotified({ since }: Pick<Unread, 'since'>, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= notifyAfterMs;
}
