import { sql, type Transaction } from 'kysely';
import { type MessageBody, storedBody } from '../kernel/chat.ts';
import { toJson } from './rows.ts';
import type { Schema } from './schema.ts';
import type { MessageTable } from './tables/chat.ts';

export type Post = {
  conversationId: string;
  /** Root of the thread in a channel. */
  threadId?: string;
  /** Root of the thread when it is a post of ours (messages.id), sent or not; used instead of `threadId`. */
  threadOf?: string;
  /** Subject of the post, e.g. a request id. */
  subject?: string;
  /** Sent to many at once, and nobody waits for it: everything else goes first. */
  bulk?: boolean;
  body: MessageBody;
};

export type Outgoing =
  | ({ kind: 'post'; id: string } & Post)
  | {
      kind: 'edit';
      id: string;
      targetId: string;
      /** Conversation of the edited post, if it has just been read. */
      in?: string;
      bulk?: boolean;
      body: MessageBody;
    };

/** A conversation with messages to send; urgent: not only bulk. */
export type ToSend = { conversationId: string; urgent: boolean };

/** due_at: end of the wait that Teams imposed on a replaced edit of this post; the new edit inherits it. */
type Target = Pick<MessageTable, 'thread_id' | 'subject' | 'state'> & { due_at: Date | null };

/**
 * Writes posts and edits with their numbers, in the order given within each conversation. An edit replaces the edits
 * of the same post that still wait.
 * @returns the conversations that have something to send
 * @throws Error when a conversation or an edit's post is unknown
 */
export async function writeOutgoing(trx: Transaction<Schema>, outgoing: Outgoing[], now: Date): Promise<ToSend[]> {
  if (outgoing.length === 0) return [];
  const latest = dropOvertaken(outgoing);
  const homes = await readHomes(trx, latest);
  const byConversation = Map.groupBy(latest, (message) => {
    const home = message.kind === 'post' ? message.conversationId : (message.in ?? homes.get(message.targetId));
    return home ?? neverPosted(message);
  });
  // Row locks are taken in one order by everyone.
  const conversations = [...byConversation.keys()].sort();
  const written: ToSend[] = [];
  for (const conversationId of conversations) {
    const messages = byConversation.get(conversationId) ?? [];
    await writeTo(trx, conversationId, messages, now);
    written.push({ conversationId, urgent: messages.some(({ bulk }) => !bulk) });
  }
  return written;
}

/** Keeps only the last of several edits of one post. */
function dropOvertaken(outgoing: Outgoing[]): Outgoing[] {
  return outgoing.filter(
    (message, index) =>
      message.kind === 'post' ||
      !outgoing.slice(index + 1).some((later) => later.kind === 'edit' && later.targetId === message.targetId),
  );
}

/** The conversations of edited posts whose caller did not pass one. */
async function readHomes(trx: Transaction<Schema>, outgoing: Outgoing[]): Promise<Map<string, string>> {
  const asked = outgoing.flatMap((message) =>
    message.kind === 'edit' && message.in === undefined ? [message.targetId] : [],
  );
  if (asked.length === 0) return new Map();
  const rows = await trx
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('id', 'in', asked)
    .where('kind', '=', 'post')
    .execute();
  return new Map(rows.map((row) => [row.id, row.conversation_id]));
}

function neverPosted(message: Outgoing): never {
  const target = message.kind === 'edit' ? message.targetId : '';
  throw new Error(`An edit names the message ${target}, which was never posted`);
}

/** Replaces the waiting edits of these posts. @returns the posts by id, as they are now */
async function replaceWaiting(trx: Transaction<Schema>, targetIds: string[]): Promise<Map<string, Target>> {
  if (targetIds.length === 0) return new Map();
  const rows = await trx
    .with('replaced', (query) =>
      query
        .updateTable('messages')
        .set({ state: 'replaced' })
        .where('target_id', 'in', targetIds)
        .where('kind', '=', 'edit')
        .where('state', '=', 'waiting')
        // Only the replaced edit was put aside: Teams may well accept the newer one.
        .returning(['target_id', sql<Date | null>`case when ${wasPutAside} then null else due_at end`.as('due_at')]),
    )
    .selectFrom('messages')
    .leftJoin('replaced', 'replaced.target_id', 'messages.id')
    .select(['id', 'thread_id', 'subject', 'state', 'replaced.due_at'])
    .where('id', 'in', targetIds)
    .where('kind', '=', 'post')
    .execute();
  return new Map(rows.map(({ id, ...target }) => [id, target]));
}

/** Place of a new post, or of the post that an edit changes. */
function placeOf(targets: Map<string, Target>, message: Outgoing): Target {
  if (message.kind === 'edit') return targets.get(message.targetId) ?? neverPosted(message);
  return { thread_id: message.threadId ?? null, subject: message.subject ?? null, state: 'waiting', due_at: null };
}

async function writeTo(
  trx: Transaction<Schema>,
  conversationId: string,
  messages: Outgoing[],
  now: Date,
): Promise<void> {
  const conversation = await trx
    .updateTable('conversations')
    .set((set) => ({ next_number: set('next_number', '+', messages.length) }))
    .where('id', '=', conversationId)
    .returning('next_number')
    .executeTakeFirst();
  if (!conversation)
    throw new Error(`Nothing is known of the conversation ${conversationId}: it must be remembered before a post`);
  const targetIds = messages.flatMap((message) => (message.kind === 'edit' ? [message.targetId] : []));
  // Read under the conversation's lock: a post that was given up takes no more edits.
  const targets = await replaceWaiting(trx, targetIds);
  await trx
    .insertInto('messages')
    .values(
      messages.map((message, index) => {
        const place = placeOf(targets, message);
        const edit = message.kind === 'edit';
        return {
          id: message.id,
          conversation_id: conversationId,
          number: conversation.next_number - messages.length + index,
          kind: message.kind,
          target_id: edit ? message.targetId : (message.threadOf ?? null),
          thread_id: place.thread_id,
          subject: place.subject,
          bulk: message.bulk ?? false,
          body: toJson(storedBody.write(message.body)),
          state: place.state === 'dead' ? ('dead' as const) : ('waiting' as const),
          activity_id: null,
          tries: 0,
          // Teams will not accept a newer version before the same time either.
          due_at: place.due_at && place.due_at > now ? place.due_at : now,
          created_at: now,
          sent_at: null,
          error: place.state === 'dead' ? 'its post was given up' : null,
        };
      }),
    )
    .execute();
}

/** Number of tries, over about half an hour, after which Teams may never accept a message. */
const triesToPutAside = 30;

/** Whether a message that Teams answered with this status is put aside and stops blocking those behind it. */
export function isToPutAside(tries: number, status: number): boolean {
  // Answers that Teams is busy, and missing answers, are not about the message.
  return tries >= triesToPutAside && status >= 500;
}

/** Whether the last try of a message put it aside. */
export const wasPutAside = sql<boolean>`(messages.tries >= ${triesToPutAside} and messages.error like '5__') is true`;
