import { type Kysely, type Selectable, sql } from 'kysely';
import { type MessageBody, storedBody } from '../kernel/chat.ts';
import { lenient } from '../kernel/stored.ts';
import { isFailedDrillMessage } from './notices.ts';
import { wasPutAside } from './outgoing.ts';
import { toJson } from './rows.ts';
import type { Schema } from './schema.ts';
import type { MessageTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

/** A message; its body is parsed by the code that sends or compares it. */
export type MessageRow = Selectable<MessageTable>;

/**
 * target_activity_id: Teams' id of the post that an edit changes or a reply stands under; reference: of its
 * conversation.
 */
export type UnsentMessage = MessageRow & { target_activity_id: string | null; reference: unknown };

const unsent = ['waiting', 'sending'] as const;

/** Unsent messages of a conversation (neither sent nor given up), in order; none in a dead conversation. */
function unsentOf(db: Kysely<Schema>, conversationId: string) {
  return (
    db
      .selectFrom('messages')
      .leftJoin('messages as target', 'target.id', 'messages.target_id')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .selectAll('messages')
      .select(['target.activity_id as target_activity_id', 'conversations.reference'])
      .where('messages.conversation_id', '=', conversationId)
      .where('conversations.dead_at', 'is', null)
      .where('messages.state', 'in', unsent)
      // An edit or a reply follows its post; a reply to a post that was given up stands alone.
      .where((where) => where.or([where('messages.target_id', 'is', null), where('target.state', 'not in', unsent)]))
      .orderBy('messages.number')
      .limit(1)
  );
}

const isAside = (now: Date) => sql<boolean>`(${wasPutAside} and messages.due_at > ${now})`;

/** Unsent messages without those put aside until later. */
function inTurn(db: Kysely<Schema>, conversationId: string, now: Date) {
  return unsentOf(db, conversationId).where(sql<boolean>`not ${isAside(now)}`);
}

/**
 * The next message of a conversation: the lowest number, due or not. `sending` means that a send was begun and its
 * end was never recorded.
 */
export function nextUnsent(db: Kysely<Schema>, conversationId: string, now: Date): Promise<UnsentMessage | undefined> {
  return inTurn(db, conversationId, now).executeTakeFirst();
}

/** The next message that notifies somebody who may be waiting: a post that is not bulk. */
export function nextAwaited(db: Kysely<Schema>, conversationId: string, now: Date): Promise<UnsentMessage | undefined> {
  return inTurn(db, conversationId, now)
    .where('messages.kind', '=', 'post')
    .where('messages.bulk', '=', false)
    .executeTakeFirst();
}

/** Unsent posts of a conversation, dead or not, bulk excluded. */
export function listUnsentPosts(db: Kysely<Schema>, conversationId: string): Promise<MessageRow[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', unsent)
    .where('kind', '=', 'post')
    .where('bulk', '=', false)
    .orderBy('number')
    .execute();
}

/** The oldest message that is put aside until later. */
export function nextAside(db: Kysely<Schema>, conversationId: string, now: Date): Promise<UnsentMessage | undefined> {
  return unsentOf(db, conversationId).where(isAside(now)).executeTakeFirst();
}

export function findMessage(db: Kysely<Schema>, id: string): Promise<MessageRow | undefined> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The content that a post shows, or will show once all its edits are sent; undefined if unreadable. */
export async function latestBody(db: Kysely<Schema>, postId: string): Promise<MessageBody | undefined> {
  const row = await db
    .selectFrom('messages')
    .select('body')
    .where((where) =>
      where.or([where('id', '=', postId), where.and([where('target_id', '=', postId), where('kind', '=', 'edit')])]),
    )
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && lenient(storedBody).parse(row.body);
}

/** The post about a subject that is posted once. */
export function findPostBySubject(db: Kysely<Schema>, subject: string): Promise<MessageRow | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('subject', '=', subject)
    .where('kind', '=', 'post')
    .limit(1)
    .executeTakeFirst();
}

/** The post with this activity id. */
export function findPostByActivity(
  db: Kysely<Schema>,
  conversationId: string,
  activityId: string,
): Promise<MessageRow | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('activity_id', '=', activityId)
    .where('kind', '=', 'post')
    .executeTakeFirst();
}

/** The content that the message of this activity shows to everyone. */
export async function findShownBody(
  db: Kysely<Schema>,
  conversationId: string,
  activityId: string,
): Promise<MessageBody | undefined> {
  const post = await findPostByActivity(db, conversationId, activityId);
  return post && latestBody(db, post.id);
}

/**
 * Commit this before the network call.
 * @returns the number of the try; undefined if the message was replaced or sent meanwhile: look again
 */
export async function markSending(tx: Tx, id: string): Promise<number | undefined> {
  const row = await tx.db
    .updateTable('messages')
    .set((set) => ({ state: 'sending' as const, tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .returning('tries')
    .executeTakeFirst();
  return row?.tries;
}

/** Whether this try is still under way: after a freeze, another process may have sent the message. */
export async function isSending(db: Kysely<Schema>, id: string, tries: number): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * @param activityId Teams' id of the post, or of the edited post; undefined: Teams returned none
 * @returns false if another process has already sent it
 */
export async function markSent(tx: Tx, id: string, activityId: string | undefined): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('messages')
    .set({ state: 'sent', activity_id: activityId ?? null, sent_at: tx.now(), error: null })
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A late edit may have overwritten a newer one that another process sent: the newer one is sent again. */
export async function repeatNewer(tx: Tx, late: MessageRow): Promise<void> {
  const { id, kind, target_id: target, number } = late;
  if (kind !== 'edit' || target === null) return;
  // Otherwise the body read here could replace an edit written meanwhile.
  await lockConversation(tx, id);
  const newer = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('target_id', '=', target)
    .where('kind', '=', 'edit')
    .where('number', '>', number)
    .where('state', 'in', ['sending', 'sent'])
    .limit(1)
    .executeTakeFirst();
  const body = newer && (await latestBody(tx.db, target));
  if (body) tx.edit(target, body);
}

/** A post whose id Teams never returned was posted again: later edits go to the new message. */
export async function adoptActivity(tx: Tx, postId: string, activityId: string): Promise<void> {
  await tx.db.updateTable('messages').set({ activity_id: activityId }).where('id', '=', postId).execute();
}

/** A post ended up in its channel instead of its thread, and is edited there. */
export async function leaveThread(tx: Tx, postId: string): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ thread_id: null })
    .where((where) =>
      where.or([where('id', '=', postId), where.and([where('target_id', '=', postId), where('kind', '=', 'edit')])]),
    )
    .execute();
}

/** Whether an edit of this post was posted as a new message for which Teams returned no id either. */
export async function wasPostedInVain(db: Kysely<Schema>, postId: string): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('target_id', '=', postId)
    .where('kind', '=', 'edit')
    .where('state', '=', 'sent')
    .where('activity_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives up a message in favour of a newer one. */
export async function markReplaced(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ state: 'replaced' })
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .execute();
}

/** Blocks other writers to the message's conversation until this transaction ends. */
async function lockConversation(tx: Tx, id: string): Promise<void> {
  await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('id', '=', (query) => query.selectFrom('messages').select('conversation_id').where('id', '=', id))
    .forUpdate()
    .execute();
}

/** Gives up a message; for a post, also its waiting edits and replies. */
export async function markDead(tx: Tx, id: string, error: string): Promise<void> {
  // Otherwise an edit written meanwhile would wait for this post for ever.
  await lockConversation(tx, id);
  await tx.db
    .updateTable('messages')
    .set({ state: 'dead', error })
    .where((where) => where.or([where('id', '=', id), where('target_id', '=', id)]))
    .where('state', 'in', unsent)
    .execute();
}

/** Rewrites an unsent message. */
export async function rewrite(tx: Tx, id: string, body: MessageBody): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ body: toJson(storedBody.write(body)) })
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .execute();
}

/**
 * Gives up posts of a conversation older than a time, with everything that waits for a post that was given up.
 * Reports of failed drills stay: they do not go out of date.
 */
export async function giveUpStale(tx: Tx, conversationId: string, before: Date): Promise<void> {
  const waiting = tx.db
    .updateTable('messages')
    .set({ state: 'dead', error: 'it waited for too long' })
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', unsent);
  await waiting
    .where('kind', '=', 'post')
    .where('created_at', '<', before)
    .where(sql<boolean>`not ${isFailedDrillMessage}`)
    .execute();
  const dead = tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'dead');
  // A reply that is given up with its post has edits of its own.
  for (;;) {
    const { numUpdatedRows } = await waiting.where('target_id', 'in', dead).executeTakeFirst();
    if (numUpdatedRows === 0n) return;
  }
}

/**
 * Postpones a message to `dueAt`, keeping its place in the order, and with it everything that waits in its
 * conversation, which accepts nothing now. An edit that a newer one has overtaken is replaced.
 */
export async function postpone(tx: Tx, id: string, dueAt: Date, error: string): Promise<void> {
  await putOff(tx, id, error);
  await tx.db
    .updateTable('messages')
    .set({ due_at: sql<Date>`greatest(due_at, ${dueAt})` })
    .where('conversation_id', '=', (query) =>
      query.selectFrom('messages').select('conversation_id').where('id', '=', id),
    )
    .where('state', '=', 'waiting')
    .execute();
}

/** Postpones only this message to `dueAt`; the rest of its conversation goes on. */
export async function putAside(tx: Tx, id: string, dueAt: Date, error: string): Promise<void> {
  await putOff(tx, id, error);
  await tx.db.updateTable('messages').set({ due_at: dueAt }).where('id', '=', id).execute();
}

async function putOff(tx: Tx, id: string, error: string): Promise<void> {
  await lockConversation(tx, id);
  const overtaken = await tx.db
    .selectFrom('messages')
    .innerJoin('messages as newer', 'newer.target_id', 'messages.target_id')
    .select('newer.id')
    .where('messages.id', '=', id)
    .where('messages.kind', '=', 'edit')
    .where('newer.kind', '=', 'edit')
    .where('newer.state', '=', 'waiting')
    .whereRef('newer.number', '>', 'messages.number')
    .limit(1)
    .executeTakeFirst();
  if (overtaken) await markReplaced(tx, id);
  await tx.db
    .updateTable('messages')
    .set({ state: 'waiting', error })
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .execute();
}
