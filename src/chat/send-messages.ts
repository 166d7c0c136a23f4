import { setTimeout as wait } from 'node:timers/promises';
import { type MessageBody, storedBody } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { NewerStoredError, readEach } from '../kernel/stored.ts';
import { longestThreadLimit, threadWait } from '../kernel/throttling.ts';
import { putElsewhere } from '../requests/put-to-approvers.ts';
import type { RequestServices } from '../requests/services.ts';
import { findConversation, findPersonalChat, markConversationDead } from '../store/conversations.ts';
import {
  adoptActivity,
  isSending,
  leaveThread,
  listUnsentPosts,
  markDead,
  markSending,
  markSent,
  nextAside,
  nextAwaited,
  nextUnsent,
  postpone,
  putAside,
  repeatNewer,
  rewrite,
  type UnsentMessage,
  wasPostedInVain,
} from '../store/messages.ts';
import { isToPutAside } from '../store/outgoing.ts';
import { findPeopleByTeamsId } from '../store/people.ts';
import { logUnread } from '../store/rows.ts';
import { lastSent, takeTurn } from '../store/throttles.ts';
import { withoutMentions } from '../teams/outgoing.ts';
import { type Sender, TeamsError } from '../teams/sender.ts';
import { seesPrivate } from './private-answers.ts';
import type { ChatServices } from './turn.ts';

/** First wait after a refusal without a time, doubled each time up to the longest (world seconds). */
const firstBackoffSeconds = 2;
const longestBackoffSeconds = 60;

/** Time between two tries of a message that Teams has answered with a 5xx for half an hour (world seconds). */
const asideSeconds = 300;

/**
 * How many more tries a post that jumps the queue may have had than the first message, so that one which Teams never
 * accepts does not hold up others for ever.
 */
const mostTriesAhead = 5;

/** Codes that mean the bot may not write in the whole conversation, not just this message. */
const shutOut = new Set(['MessageWritesBlocked', 'BotNotInConversationRoster']);

/**
 * Sends a conversation's messages in order, one at a time, with one worker per conversation. A kill between the send
 * and its record repeats at most that one post; a repeated edit changes nothing. All messages share the tenant's limit.
 * Bulk messages also keep to the limit of one thread; others are rarely so many, and Teams says how long to wait. When
 * not everything can be sent at once, messages that somebody waits for go first: an edit is silent. A message that
 * Teams keeps refusing for its own sake is put aside after half an hour.
 */
export async function sendMessages(services: RequestServices, sender: Sender, conversationId: string): Promise<void> {
  const { store, clock } = services;
  const wakeAt = (at: Date) => store.transaction((tx) => tx.wake('outbox', conversationId, at));
  // When Teams accepts a message again, those put aside during an outage are the oldest and go next.
  let asides: 'later' | 'now' | 'tried' = 'later';
  for (;;) {
    const now = clock.now();
    const first = await nextUnsent(store.db, conversationId, now);
    const aside = first && asides !== 'now' ? undefined : await nextAside(store.db, conversationId, now);
    if (aside && asides === 'now') {
      const outcome = await sendOne(services, sender, aside);
      if (outcome === 'wait') return;
      if (outcome === 'late') return wakeAt(now);
      if (outcome === 'put aside') asides = 'tried';
      continue;
    }
    if (!first) {
      await notifyElsewhere(services, conversationId);
      return aside && wakeAt(aside.due_at);
    }
    const full = first.bulk ? await untilThreadTakes(services, conversationId) : 0;
    const hurries = full > 0 || wasPutOff(first) ? await nextAwaited(store.db, conversationId, now) : undefined;
    const message = hurries && hurries.tries <= first.tries + mostTriesAhead ? hurries : first;
    const dueAt = Math.max(
      first.due_at.getTime(),
      message.due_at.getTime(),
      message === first ? clock.now().getTime() + full : 0,
    );
    if (dueAt > clock.now().getTime()) return wakeAt(new Date(dueAt));
    const outcome = await sendOne(services, sender, message);
    if (outcome === 'wait') return;
    if (outcome === 'late') return wakeAt(now);
    if (outcome === 'sent' && asides === 'later') asides = 'now';
  }
}

/** Whether Teams refused it, or one before it, when it was due. */
function wasPutOff({ due_at, created_at }: UnsentMessage): boolean {
  return due_at > created_at;
}

/**
 * wait: Teams accepts nothing in this conversation now; late: this process froze, and another has taken over the
 * conversation.
 */
type Outcome = 'sent' | 'not to send' | 'put aside' | 'wait' | 'late';

async function sendOne(services: RequestServices, sender: Sender, message: UnsentMessage): Promise<Outcome> {
  const { store, log } = services;
  // A post that Teams accepted without giving an id cannot be edited, so the edit is posted as a new message.
  const anew = message.kind === 'edit' && !message.target_activity_id;
  if (anew && (await wasPostedInVain(store.db, message.target_id ?? ''))) {
    await store.transaction((tx) => markDead(tx, message.id, 'Teams told no id of its post'));
    return 'not to send';
  }
  // A newer edit may have replaced it since it was read.
  const turn = await store.transaction(async (tx) => {
    const tries = await markSending(tx, message.id);
    return tries === undefined ? undefined : { tries, waitMs: await takeTurn(tx) };
  });
  if (!turn) return 'not to send';
  await wait(turn.waitMs);
  if (!(await isSending(store.db, message.id, turn.tries))) return 'late';
  let sent: Taken;
  try {
    const { targeted, ...body } = storedBody.parse(message.body);
    const order = { reference: message.reference, ...threadOf(message), body };
    const target = message.target_activity_id;
    sent =
      (targeted && (await sentPrivately(services, sender, targeted, body))) ||
      (message.kind === 'edit' && target
        ? await sender.send({ ...order, kind: 'edit', activityId: target })
        : await posted(sender, order));
  } catch (error) {
    if (error instanceof TeamsError) return notTaken(services, message, turn.tries, error);
    if (error instanceof NewerStoredError) throw error;
    // This message meets a defect each time, or its body is unreadable; the messages after it must not wait.
    log.error({ messageId: message.id, error }, 'a message was given up: it cannot be sent');
    await store.transaction((tx) => markDead(tx, message.id, 'a defect'));
    return 'not to send';
  }
  const { activityId, above = false, refused } = sent;
  if (activityId === undefined) log.warn({ messageId: message.id }, 'Teams told no id of a message that it took');
  if (refused)
    log.warn(
      { messageId: message.id, status: refused.status, tries: turn.tries, error: refused },
      'a message was not taken',
    );
  if (above) log.warn({ messageId: message.id }, 'a thread is no longer there: its message stands in the channel');
  return store.recordEffect(async (tx) => {
    if (!(await markSent(tx, message.id, activityId))) {
      await repeatNewer(tx, message);
      return 'late';
    }
    if (above) await leaveThread(tx, anew ? (message.target_id ?? '') : message.id);
    if (anew && activityId !== undefined) await adoptActivity(tx, message.target_id ?? '', activityId);
    return 'sent';
  });
}

/** above: posted in the channel itself, as its thread is gone. refused: sent as its sentence, without its card. */
type Taken = { activityId?: string; above?: boolean; refused?: TeamsError };

/**
 * Posts to a thread, or to the channel if the thread is gone: somebody deleted its first post, or the organisation's
 * retention did. Teams answers as if the channel were gone; only a post to the channel tells which.
 */
async function posted(sender: Sender, order: Omit<Parameters<Sender['send']>[0], 'kind'>): Promise<Taken> {
  const { threadId, ...above } = order;
  try {
    return await sender.send({ ...order, kind: 'post' });
  } catch (error) {
    if (!(error instanceof TeamsError) || error.status !== 404 || threadId === undefined) throw error;
    return { ...(await sender.send({ ...above, kind: 'post' })), above: true };
  }
}

/**
 * Sends a message for one member's eyes in a conversation that others read too; undefined if it must go to the personal
 * chat.
 */
async function sentPrivately(
  { store, directory, log }: RequestServices,
  sender: Sender,
  { conversationId, threadId, only }: NonNullable<MessageBody['targeted']>,
  body: MessageBody,
): Promise<Taken | undefined> {
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

async function notTaken(
  { store, clock, log }: RequestServices,
  message: UnsentMessage,
  tries: number,
  error: TeamsError,
): Promise<Outcome> {
  log.warn({ messageId: message.id, status: error.status, tries, error }, 'a message was not taken');
  return store.recordEffect(async (tx) => {
    if (!(await isSending(tx.db, message.id, tries))) {
      if (error.unclear) await repeatNewer(tx, message);
      return 'late';
    }
    if (error.dead && (message.kind === 'post' || shutOut.has(error.code))) {
      await markConversationDead(tx, message.conversation_id, String(error.status));
      await putElsewhere(tx, message.conversation_id);
      tx.wake('outbox', message.conversation_id);
      return 'wait';
    }
    if (error.dead || error.status === 400 || error.status === 413) {
      // The card was deleted, or can never be accepted; the thread's later messages must not wait for it.
      await markDead(tx, message.id, String(error.status));
      return 'not to send';
    }
    if (isToPutAside(tries, error.status)) {
      await putAside(tx, message.id, inSeconds(tx.now(), asideSeconds), String(error.status));
      return 'put aside';
    }
    const dueAt = inSeconds(tx.now(), clock.worldSpan(error.retryAfterSeconds ?? 0) || backoff(tries - 1));
    await postpone(tx, message.id, dueAt, String(error.status));
    tx.wake('outbox', message.conversation_id, dueAt);
    return 'wait';
  });
}

/** World seconds, spread so that many do not retry at once. */
function backoff(tries: number): number {
  return Math.min(longestBackoffSeconds, firstBackoffSeconds * 2 ** tries) * (0.75 + 0.5 * Math.random());
}

/** World milliseconds until a conversation's thread accepts one more message; Teams counts in real time. */
async function untilThreadTakes({ store, clock }: RequestServices, conversationId: string): Promise<number> {
  const real = (at: Date) => at.getTime() / clock.rate;
  const sent = await lastSent(store.db, conversationId, longestThreadLimit);
  return clock.worldSpan(threadWait(sent.map(real), real(clock.now())));
}

/** The thread of a reply to one of our own posts: that post began it, and its id is known once it was sent. */
function threadOf({ kind, thread_id, target_activity_id }: UnsentMessage): { threadId?: string } {
  const threadId = thread_id ?? (kind === 'post' ? target_activity_id : null);
  return threadId ? { threadId } : {};
}

/**
 * Resends mentions after the bot was removed or the channel is gone: a message that mentions somebody, e.g. that their
 * request was decided or has failed, goes to their own chat. Other messages wait, as do mentions of people without a
 * chat.
 */
export async function notifyElsewhere(
  { store, log }: Pick<ChatServices, 'store' | 'log'>,
  conversationId: string,
): Promise<void> {
  const conversation = await findConversation(store.db, conversationId);
  if (!conversation?.dead_at || conversation.kind === 'personal') return;
  for (const { id, subject, body: kept } of await listUnsentPosts(store.db, conversationId)) {
    const [body] = readEach([kept], storedBody.parse, (error) => logUnread(log, error, { messageId: id }));
    const mentions = body?.mentions ?? [];
    if (!body || mentions.length === 0) continue;
    const people = await findPeopleByTeamsId(
      store.db,
      mentions.map(({ teamsId }) => teamsId),
    );
    const chats = new Map<string, string>();
    for (const { oid, teams_id: teamsId } of people) {
      const chat = await findPersonalChat(store.db, oid);
      if (chat) chats.set(teamsId, chat.id);
    }
    if (chats.size === 0) continue;
    const told = mentions.filter(({ teamsId }) => chats.has(teamsId));
    await store.transaction(async (tx) => {
      for (const chat of chats.values()) {
        tx.post({ conversationId: chat, ...(subject && { subject }), body: withoutMentions(body) });
      }
      if (told.length === mentions.length) await markDead(tx, id, 'told in their own chats');
      else await rewrite(tx, id, withoutMentions(body, told));
    });
  }
}
