import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Selectable } from 'kysely';
import { giveUpStale } from './messages.ts';
import type { Store } from './open.ts';
import { toJson, toText } from './rows.ts';
import type { Db, Schema } from './schema.ts';
import type { ConversationTable } from './tables/chat.ts';
import type { SubscriptionTable } from './tables/jobs.ts';
import type { Tx } from './transaction.ts';

export type ConversationRow = Selectable<ConversationTable>;

/** A conversation as an activity describes it. */
export type SeenConversation = {
  id: string;
  kind: ConversationTable['kind'];
  /** Stored reference that a proactive send needs. */
  reference: unknown;
  /** Absent: Teams did not send it, and a known name stays. */
  name?: string;
  /** Owner of a personal chat. */
  personOid?: string;
};

export function findConversation(db: Kysely<Schema>, id: string): Promise<ConversationRow | undefined> {
  return db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The personal chat with a person in which the bot may write; the last used if Teams made several. */
export function findPersonalChat(db: Kysely<Schema>, objectId: string): Promise<ConversationRow | undefined> {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('person_oid', '=', objectId)
    .where('dead_at', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Posts that waited longer in a dead conversation are out of date: nobody wants weeks of digests at once. */
const staleMs = 24 * 3_600_000;

/**
 * Stores how to reach a conversation at each activity, since Teams moves service URLs. Writes only if something
 * changed. An activity proves that a conversation is alive, so waiting messages are sent, except posts older than
 * a day that do not report a failed drill.
 */
export async function rememberConversation(
  store: Pick<Store, 'db' | 'transaction'>,
  seen: SeenConversation,
): Promise<void> {
  if (isKnownConversation(await findConversation(store.db, seen.id), seen)) return;
  await store.transaction((tx) => putConversation(tx, seen));
}

/** `rememberConversation` inside a transaction, for a conversation that this transaction posts to. */
export async function putConversation(tx: Tx, seen: SeenConversation): Promise<void> {
  const row = {
    kind: seen.kind,
    reference: toJson(seen.reference),
    dead_at: null,
    dead_reason: null,
    updated_at: tx.now(),
    ...(seen.name !== undefined && { name: toText(seen.name) }),
    ...(seen.personOid !== undefined && { person_oid: seen.personOid }),
  };
  const known = await tx.db
    .selectFrom('conversations')
    .select('dead_at')
    .where('id', '=', seen.id)
    .forUpdate()
    .executeTakeFirst();
  await tx.db
    .insertInto('conversations')
    .values({ id: seen.id, name: '', person_oid: null, language: null, zone: null, next_number: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (known?.dead_at) await giveUpStale(tx, seen.id, new Date(tx.now().getTime() - staleMs));
  const waiting = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', seen.id)
    .where('state', 'in', ['waiting', 'sending'])
    .limit(1)
    .executeTakeFirst();
  if (waiting) tx.wake('outbox', seen.id);
}

/** Sets the name of a conversation from an event elsewhere that named it. */
export async function nameConversation(
  store: Pick<Store, 'db' | 'transaction'>,
  id: string,
  name: string,
): Promise<void> {
  const known = await findConversation(store.db, id);
  if (!known || known.name === toText(name)) return;
  await store.transaction((tx) =>
    tx.db
      .updateTable('conversations')
      .set({ name: toText(name), updated_at: tx.now() })
      .where('id', '=', id)
      .execute(),
  );
}

/** The bot was removed, or the person or channel is gone: nothing is sent until an activity arrives. */
export async function markConversationDead(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ dead_at: tx.now(), dead_reason: reason, updated_at: tx.now() })
    .where('id', '=', id)
    .execute();
}

/** Sets language and time zone of a conversation. */
export async function setConversationReading(
  tx: Tx,
  id: string,
  { timeZone, ...change }: { language?: string | null; timeZone?: string | null },
): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ ...change, ...(timeZone !== undefined && { zone: timeZone }), updated_at: tx.now() })
    .where('id', '=', id)
    .execute();
}

/** Whether an activity adds nothing new about its conversation. */
export function isKnownConversation(known: ConversationRow | undefined, seen: SeenConversation): boolean {
  return (
    known !== undefined &&
    known.dead_at === null &&
    known.kind === seen.kind &&
    (seen.name === undefined || known.name === toText(seen.name)) &&
    (seen.personOid === undefined || known.person_oid === seen.personOid) &&
    isDeepStrictEqual(known.reference, JSON.parse(toJson(seen.reference)))
  );
}

export type SubscriptionRow = Selectable<SubscriptionTable>;

export function listSubscriptions(
  db: Db,
  of: { conversationId?: string; vaultId?: string },
): Promise<SubscriptionRow[]> {
  let query = db.selectFrom('subscriptions').selectAll().orderBy('name');
  if (of.conversationId !== undefined) query = query.where('conversation_id', '=', of.conversationId);
  if (of.vaultId !== undefined) query = query.where('vault_id', '=', of.vaultId);
  return query.execute();
}

/**
 * Subscribing again changes what is reported, and whose permission it rests on; what was reported already is not
 * repeated.
 */
export async function putSubscription(tx: Tx, row: Omit<SubscriptionRow, 'created_at'>): Promise<void> {
  const { what, by_oid, by_name, name } = row;
  await tx.db
    .insertInto('subscriptions')
    .values({ ...row, created_at: tx.now() })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'vault_id', 'container_name']).doUpdateSet({ what, by_oid, by_name, name }),
    )
    .execute();
}

/** @returns the number of removed subscriptions */
export async function removeSubscriptions(
  tx: Tx,
  conversationId: string,
  of: { vaultId: string; containerName: string },
): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('subscriptions')
    .where('conversation_id', '=', conversationId)
    .where('vault_id', '=', of.vaultId)
    .where('container_name', '=', of.containerName)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
