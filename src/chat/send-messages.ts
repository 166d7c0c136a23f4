import { setTimeout as wait } from 'node:timers/promises';
import type { MessageBody } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { longestThreadLimit, threadWait } from '../kernel/send-rate.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import { storedBody } from '../kernel/stored-message.ts';
import type { Services } from '../services.ts';
import { findConversation, markConversationDead } from '../store/conversations.ts';
import {
  adoptActivity,
  markDead,
  markSending,
  markSent,
  nextAwaited,
  nextUnsent,
  postpone,
  type UnsentMessage,
  wasPostedInVain,
} from '../store/messages.ts';
import { lastSent, takeTurn } from '../store/send-rate.ts';
import { type Sender, TeamsError } from '../teams/sender.ts';
import { seesPrivate } from './private-answers.ts';

/** First wait after a refusal that names none, doubled up to the last (world seconds). */
const firstBackoffSeconds = 2;
const longestBackoffSeconds = 60;

/** So much oftener may a post have been tried that goes first: one that Teams never takes holds up nothing for ever. */
const mostTriesAhead = 5;

/** What says of the whole conversation, and not of the message, that the bot may not write there. */
const shutOut = new Set(['MessageWritesBlocked', 'BotNotInConversationRoster']);

/**
 * Sends a conversation's messages in their order, one at a time: one worker per conversation. A kill between the send
 * and its record repeats at most that one post; an edit repeated changes nothing. Everything takes its turn in what the
 * tenant takes. What is told to many also keeps to what one thread takes; of the rest there is seldom so much, and Teams
 * says how long it waits. Where not everything can be sent at once, what somebody waits for goes before what nobody
 * waits for: an edit is silent.
 */
export async function sendMessages(services: Services, sender: Sender, conversationId: string): Promise<void> {
  const { store, clock } = services;
  for (;;) {
    const first = await nextUnsent(store.db, conversationId);
    if (!first) return;
    const full = first.bulk ? await untilThreadTakes(services, conversationId) : 0;
    const hurries = full > 0 || wasPutOff(first) ? await nextAwaited(store.db, conversationId) : undefined;
    const message = hurries && hurries.tries <= first.tries + mostTriesAhead ? hurries : first;
    const now = clock.now().getTime();
    const dueAt = Math.max(first.due_at.getTime(), message.due_at.getTime(), message === first ? now + full : 0);
    if (dueAt > now) {
      await store.transaction((tx) => tx.wake('outbox', conversationId, new Date(dueAt)));
      return;
    }
    if (!(await sendOne(services, sender, message))) return;
  }
}

/** Teams did not take it, or what was before it, when it was due. */
function wasPutOff({ due_at, created_at }: UnsentMessage): boolean {
  return due_at > created_at;
}

/** @returns whether to go on with the next message. */
async function sendOne(services: Services, sender: Sender, message: UnsentMessage): Promise<boolean> {
  const { store, log } = services;
  // What Teams took without telling an id cannot be edited: it is posted once more, as it is now.
  const anew = message.kind === 'edit' && !message.target_activity_id;
  if (anew && (await wasPostedInVain(store.db, message.target_id ?? ''))) {
    await store.transaction((tx) => markDead(tx, message.id, 'Teams told no id of its post'));
    return true;
  }
  // A newer edit may have replaced it since it was read.
  const turn = await store.transaction(async (tx) =>
    (await markSending(tx, message.id)) ? await takeTurn(tx) : undefined,
  );
  if (turn === undefined) return true;
  await wait(turn);
  let activityId: string | undefined;
  try {
    const { targeted, ...body } = storedBody.parse(message.body);
    const order = { reference: message.reference, ...threadOf(message), body };
    const target = message.target_activity_id;
    const sent =
      (targeted && (await sentPrivately(services, sender, targeted, body))) ||
      (await sender.send(
        message.kind === 'edit' && target ? { ...order, kind: 'edit', activityId: target } : { ...order, kind: 'post' },
      ));
    ({ activityId } = sent);
  } catch (error) {
    if (error instanceof TeamsError) {
      await notTaken(services, message, error);
      return false;
    }
    if (error instanceof NewerStoredError) throw error;
    // A defect that this message meets each time, or a body that cannot be read: those behind it must not wait for it.
    log.error({ messageId: message.id, error }, 'a message was given up: it cannot be sent');
    await store.transaction((tx) => markDead(tx, message.id, 'a defect'));
    return true;
  }
  if (activityId === undefined) log.warn({ messageId: message.id }, 'Teams told no id of a message that it took');
  await store.transaction(async (tx) => {
    await markSent(tx, message.id, activityId);
    if (anew && activityId !== undefined) await adoptActivity(tx, message.target_id ?? '', activityId);
  });
  return true;
}

/** For one member's eyes in a conversation that others read too; undefined where it must go to the personal chat. */
async function sentPrivately(
  { store, directory, log }: Services,
  sender: Sender,
  { conversationId, threadId, only }: NonNullable<MessageBody['targeted']>,
  body: MessageBody,
): Promise<{ activityId?: string } | undefined> {
  const there = await findConversation(store.db, conversationId);
  if (!there || there.dead_at || !(await seesPrivate({ directory }, { conversationId, kind: there.kind })))
    return undefined;
  try {
    const { reference } = there;
    return await sender.send({ kind: 'post', reference, body, only, ...(threadId !== undefined && { threadId }) });
  } catch (error) {
    if (!(error instanceof TeamsError)) throw error;
    log.warn(
      { conversation: conversationId, error },
      'A private message was not taken there: it goes to the personal chat',
    );
    return undefined;
  }
}

async function notTaken({ store, clock, log }: Services, message: UnsentMessage, error: TeamsError): Promise<void> {
  log.warn({ messageId: message.id, status: error.status, error }, 'a message was not taken');
  await store.transaction(async (tx) => {
    if (error.dead && (message.kind === 'post' || shutOut.has(error.code))) {
      await markConversationDead(tx, message.conversation_id, String(error.status));
    } else if (error.dead || error.status === 400 || error.status === 413) {
      // The card was deleted, or can never be taken: the thread's later messages must not wait for it.
      await markDead(tx, message.id, String(error.status));
      tx.wake('outbox', message.conversation_id);
    } else {
      const dueAt = inSeconds(tx.now(), clock.worldSpan(error.retryAfterSeconds ?? 0) || backoff(message.tries));
      await postpone(tx, message.id, dueAt, String(error.status));
      tx.wake('outbox', message.conversation_id, dueAt);
    }
  });
}

/** World seconds, spread so that many do not come back at once. */
function backoff(tries: number): number {
  return Math.min(longestBackoffSeconds, firstBackoffSeconds * 2 ** tries) * (0.75 + 0.5 * Math.random());
}

/** World milliseconds until a conversation's thread takes one more message; Teams counts in real time. */
async function untilThreadTakes({ store, clock }: Services, conversationId: string): Promise<number> {
  const real = (at: Date) => at.getTime() / clock.rate;
  const sent = await lastSent(store.db, conversationId, longestThreadLimit);
  return clock.worldSpan(threadWait(sent.map(real), real(clock.now())));
}

/** A reply to a post of ours stands in the thread that this post began, whose id is known once it was sent. */
function threadOf({ kind, thread_id, target_activity_id }: UnsentMessage): { threadId?: string } {
  const threadId = thread_id ?? (kind === 'post' ? target_activity_id : null);
  return threadId ? { threadId } : {};
}
