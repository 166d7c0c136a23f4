import type { Transaction } from 'kysely';
import type { MessageBody } from '../kernel/chat.ts';
import { storedBody } from '../kernel/stored-message.ts';
import { toJson } from './columns.ts';
import type { Schema } from './schema.ts';
import type { MessageTable } from './tables/chat.ts';

export type Post = {
  conversationId: string;
  /** Root of the thread in a channel. */
  threadId?: string;
  /** Root of the thread that is a post of ours (messages.id), sent or not; instead of `threadId`. */
  threadOf?: string;
  /** What it is about, e.g. a request id. */
  subject?: string;
  /** Told to many at once, and nobody waits for it: everything else goes first. */
  bulk?: boolean;
  body: MessageBody;
};

export type Outgoing =
  | ({ kind: 'post'; id: string } & Post)
  | { kind: 'edit'; id: string; targetId: string; bulk?: boolean; body: MessageBody };

/** A conversation that has something to send; urgent: not only bulk. */
export type ToSend = { conversationId: string; urgent: boolean };

type Target = Pick<MessageTable, 'conversation_id' | 'thread_id' | 'subject' | 'state'>;

/**
 * Writes posts and edits with their numbers, in the order given within each conversation. An edit replaces the edits
 * of the same post that still wait.
 * @returns the conversations that have something to send
 * @throws Error when a conversation or an edit's post is unknown
 */
export async function writeOutgoing(trx: Transaction<Schema>, outgoing: Outgoing[], now: Date): Promise<ToSend[]> {
  if (outgoing.length === 0) return [];
  const latest = dropOvertaken(outgoing);
  const places = await readTargets(trx, latest);
  const byConversation = Map.groupBy(latest, (message) => targetFor(places, message).conversation_id);
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

/** Of several edits of one post only the last is written. */
function dropOvertaken(outgoing: Outgoing[]): Outgoing[] {
  return outgoing.filter(
    (message, index) =>
      message.kind === 'post' ||
      !outgoing.slice(index + 1).some((later) => later.kind === 'edit' && later.targetId === message.targetId),
  );
}

/** Where each post stands, by its id: those written here, and those that are edited. */
async function readTargets(trx: Transaction<Schema>, outgoing: Outgoing[]): Promise<Map<string, Target>> {
  const places = new Map<string, Target>();
  for (const message of outgoing) {
    if (message.kind !== 'post') continue;
    const { id, conversationId, threadId = null, subject = null } = message;
    places.set(id, { conversation_id: conversationId, thread_id: threadId, subject, state: 'waiting' });
  }
  const targets = outgoing.flatMap((message) =>
    message.kind === 'edit' && !places.has(message.targetId) ? [message.targetId] : [],
  );
  if (targets.length > 0) {
    const rows = await trx
      .selectFrom('messages')
      .select(['id', 'conversation_id', 'thread_id', 'subject', 'state'])
      .where('id', 'in', targets)
      .where('kind', '=', 'post')
      .execute();
    for (const { id, ...place } of rows) places.set(id, place);
  }
  return places;
}

function targetFor(places: Map<string, Target>, message: Outgoing): Target {
  const place = places.get(message.kind === 'post' ? message.id : message.targetId);
  if (!place)
    throw new Error(
      `An edit names the message ${message.kind === 'edit' ? message.targetId : ''}, which was never posted`,
    );
  return place;
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
  if (targetIds.length > 0) {
    await trx
      .updateTable('messages')
      .set({ state: 'replaced' })
      .where('target_id', 'in', targetIds)
      .where('kind', '=', 'edit')
      .where('state', '=', 'waiting')
      .execute();
  }
  // Read again, under the conversation's lock: a post that was given up takes no edits any more.
  const places = await readTargets(trx, messages);
  await trx
    .insertInto('messages')
    .values(
      messages.map((message, index) => {
        const place = targetFor(places, message);
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
          due_at: now,
          created_at: now,
          sent_at: null,
          error: place.state === 'dead' ? 'its post was given up' : null,
        };
      }),
    )
    .execute();
}
