import { type Kysely, type Selectable, sql } from 'kysely';
import { type MessageBody, storedBody } from '../kernel/chat.ts';
import { forgetful } from '../kernel/stored.ts';
import { tellsOfDrill } from './notices.ts';
import { wasPutAside } from './outgoing.ts';
import { toJson } from './rows.ts';
import type { Schema } from './schema.ts';
import type { MessageTable } from './tables/chat.ts';
import type { Tx } from './transaction.ts';

/** Its body is parsed by whoever sends or compares it. */
export type MessageRow = Selectable<MessageTable>;

/**
 * target_activity_id: Teams' id of the post that an edit changes, or that a reply stands under; reference: of its
 * conversation.
 */
export type UnsentMessage = MessageRow & { target_activity_id: string | null; reference: unknown };

const unsent = ['waiting', 'sending'] as const;

/** What was neither sent nor given up in a conversation, in order. A conversation that is dead has none. */
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
      // An edit of a post of ours comes after it, and so does a reply; below one that was given up it stands by itself.
      .where((where) => where.or([where('messages.target_id', 'is', null), where('target.state', 'not in', unsent)]))
      .orderBy('messages.number')
      .limit(1)
  );
}

const isAside = (now: Date) => sql<boolean>`(${wasPutAside} and messages.due_at > ${now})`;

/** Without what is put aside until later. */
function inTurn(db: Kysely<Schema>, conversationId: string, now: Date) {
  return unsentOf(db, conversationId).where(sql<boolean>`not ${isAside(now)}`);
}

/**
 * The message whose turn it is in a conversation: the lowest number, due or not. `sending` means that a send was begun
 * and its end was never recorded.
 */
export function nextUnsent(db: Kysely<Schema>, conversationId: string, now: Date): Promise<UnsentMessage | undefined> {
  return inTurn(db, conversationId, now).executeTakeFirst();
}

/** Of those the first that notifies somebody who may wait for it: a post, not told to many. */
export function nextAwaited(db: Kysely<Schema>, conversationId: string, now: Date): Promise<UnsentMessage | undefined> {
  return inTurn(db, conversationId, now)
    .where('messages.kind', '=', 'post')
    .where('messages.bulk', '=', false)
    .executeTakeFirst();
}

/** Posts of a conversation that were neither sent nor given up, whether or not it is dead, and that are not told to many. */
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

/** The oldest that is put aside until later. */
export function nextAside(db: Kysely<Schema>, conversationId: string, now: Date): Promise<UnsentMessage | undefined> {
  return unsentOf(db, conversationId).where(isAside(now)).executeTakeFirst();
}

export function findMessage(db: Kysely<Schema>, id: string): Promise<MessageRow | undefined> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What a post shows, or will show once everything that waits is sent; undefined if that cannot be read. */
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
  return row && forgetful(storedBody).parse(row.body);
}

/** The post about something that is posted once. */
export function findPostBySubject(db: Kysely<Schema>, subject: string): Promise<MessageRow | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('subject', '=', subject)
    .where('kind', '=', 'post')
    .limit(1)
    .executeTakeFirst();
}

/** What was posted as this activity. */
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

/** What the message of this activity shows to everyone. */
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
 * @returns which try it is; undefined when the message was replaced or sent meanwhile: look again
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

/** Whether this try is still under way: a process that froze may find that another has sent the message. */
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
 * @param activityId Teams' id of the post, or of the post that was edited; undefined: Teams named none
 * @returns false when another process has sent it already
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

/** An edit that was sent late may stand over a newer one, which another process had sent: that is sent again. */
export async function repeatNewer(tx: Tx, late: MessageRow): Promise<void> {
  const { id, kind, target_id: target, number } = late;
  if (kind !== 'edit' || target === null) return;
  // Or what is read here could replace an edit that is written meanwhile.
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

/** A post whose id Teams never told was posted anew: what edits it from now on edits that message. */
export async function adoptActivity(tx: Tx, postId: string, activityId: string): Promise<void> {
  await tx.db.updateTable('messages').set({ activity_id: activityId }).where('id', '=', postId).execute();
}

/** A post stands in its channel and not in the thread that it was meant for: there it is edited. */
export async function leaveThread(tx: Tx, postId: string): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ thread_id: null })
    .where((where) =>
      where.or([where('id', '=', postId), where.and([where('target_id', '=', postId), where('kind', '=', 'edit')])]),
    )
    .execute();
}

/** Whether an edit of this post was posted anew, and Teams told no id of that either. */
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

/** Gives a message up for a newer one. */
export async function markReplaced(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ state: 'replaced' })
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .execute();
}

/** What others write to the message's conversation waits until this transaction has ended. */
async function lockConversation(tx: Tx, id: string): Promise<void> {
  await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('id', '=', (query) => query.selectFrom('messages').select('conversation_id').where('id', '=', id))
    .forUpdate()
    .execute();
}

/** Gives a message up; with a post, the edits and replies that wait for it. */
export async function markDead(tx: Tx, id: string, error: string): Promise<void> {
  // Or an edit written meanwhile would wait for this post for ever.
  await lockConversation(tx, id);
  await tx.db
    .updateTable('messages')
    .set({ state: 'dead', error })
    .where((where) => where.or([where('id', '=', id), where('target_id', '=', id)]))
    .where('state', 'in', unsent)
    .execute();
}

/** Changes what a message says that was neither sent nor given up. */
export async function rewrite(tx: Tx, id: string, body: MessageBody): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ body: toJson(storedBody.write(body)) })
    .where('id', '=', id)
    .where('state', 'in', unsent)
    .execute();
}

/**
 * Gives up the posts of a conversation that have waited since before a time, with all that waits for one that was given
 * up. What tells of a drill that failed waits on: it is no news of its day.
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
    .where(sql<boolean>`not ${tellsOfDrill}`)
    .execute();
  const dead = tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'dead');
  // A reply that goes with its post has edits of its own.
  for (;;) {
    const { numUpdatedRows } = await waiting.where('target_id', 'in', dead).executeTakeFirst();
    if (numUpdatedRows === 0n) return;
  }
}

/**
 * Puts a message off until `dueAt`, in its place in the order, and all that waits in its conversation: that is what
 * takes nothing now. An edit that a newer one has overtaken is replaced.
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

/** Puts a message alone off until `dueAt`: the rest of its conversation goes on. */
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
