import { isDeepStrictEqual } from 'node:util';
import { sharedBy, sharedReader } from '../access/contacts.ts';
import type { MessageBody, Reader } from '../kernel/chat.ts';
import { type AddendumRow, findAddendum, listAddenda } from '../store/approvals.ts';
import { findWithPlan } from '../store/planned-request.ts';
import { listPosted, listPostsAbout } from '../store/posted.ts';
import type { RequestRow } from '../store/requests.ts';
import { logUnread, whenUnread } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { noticeCard } from '../ui/notice.ts';
import { cardLines } from '../ui/render.ts';
import { addendumBody } from './addendum-messages.ts';
import type { Viewing } from './decision-view.ts';
import {
  askSubject,
  closingBody,
  closingSubject,
  requestBody,
  requestDrawing,
  stoppedText,
  stopSubject,
} from './request-messages.ts';
import type { ReadRequest } from './request-view.ts';
import type { RequestServices } from './services.ts';
import { isInForce } from './stored-request.ts';
import type { VoteSubject } from './vote-subject.ts';

/**
 * Redraws all cards of a request and of its addenda, what asks about it once that is answered, and its closing reply. Each transaction
 * that changes a request calls it at its end; nobody else does.
 */
export async function redraw(services: RequestServices, tx: Tx, id: string): Promise<void> {
  const found = await findWithPlan(tx.db, id);
  if (!found) return;
  const { request } = found;
  const { lifecycle } = services.requestKinds.all.find(({ name }) => name === request.kind) ?? {};
  const within = lifecycle?.within?.(services.requestKinds.parse(found.plan));
  if (within) {
    // The request itself goes on even if the one whose card shows it cannot be read.
    const tell = whenUnread((error) => logUnread(services.log, error, { requestId: id }));
    await redraw(services, tx, within).catch(tell);
  }
  // Only a request that has run can have addenda.
  for (const addendum of request.state === 'pending' ? [] : await listAddenda(tx.db, id)) {
    if (!isMoving(addendum, tx.now())) continue;
    // A card posted in this very transaction mentions the approvers, which an edit would not.
    const ids = addendum.card_message_ids.filter((messageId) => !tx.posted(messageId));
    await edit(services, tx, ids, (reader) => addendumBody(services, tx.db, { request, addendum }, reader));
  }
  let drawn: ReturnType<typeof requestDrawing> | undefined;
  const draw = async (reader: Reader) => {
    drawn ??= requestDrawing(services, tx.db, { request, plan: services.requestKinds.parse(found.plan) });
    return (await drawn).draw(reader);
  };
  const answered = [
    ...(isDecided(request) ? [askSubject(id)] : []),
    ...(isStopMoot(request) ? [stopSubject(id)] : []),
    ...(request.state === 'succeeded' ? [closingSubject(id)] : []),
  ];
  const asks = answered.length > 0 ? await listPostsAbout(tx.db, answered) : [];
  const subjects = new Map(asks.map((post) => [post.id, post.subject]));
  await edit(services, tx, [...request.card_message_ids, ...subjects.keys()], async (reader, messageId) => {
    const subject = subjects.get(messageId);
    if (!subject) return draw(reader);
    const closing = subject === closingSubject(id) && (await closingBody(services, tx, id, reader));
    if (closing) return closing;
    const isStopped = subject === stopSubject(id) && request.stopped_at && request.state !== 'withdrawn';
    const text = isStopped ? stoppedText(request, reader) : (await draw(reader)).text;
    // Teams keeps the buttons of a question where text alone replaces its card (botbuilder-js 3822).
    return subject === stopSubject(id) ? { text, card: noticeCard({ tone: 'info', text }, reader) } : { text };
  });
}

/** Whether it was just approved, or ended undecided or rejected. The post that asked says this from then on. */
function isDecided({ state, begin_by }: RequestRow): boolean {
  return state === 'approved' || (state !== 'pending' && begin_by === null);
}

/** Whether it is stopped, or over, so that nobody needs to say any more whether it stops. */
function isStopMoot(request: RequestRow): boolean {
  const { state, stopped_at } = request;
  return state !== 'pending' && (state !== 'running' || stopped_at !== null || isInForce(request));
}

/** Whether an addendum's card can still change: it is open, or was decided just now. */
function isMoving({ state, decided_at }: AddendumRow, now: Date): boolean {
  return state === 'asked' || decided_at?.getTime() === now.getTime();
}

async function edit(
  { config }: RequestServices,
  tx: Tx,
  messageIds: readonly string[],
  draw: (reader: Reader, messageId: string) => Promise<MessageBody>,
): Promise<void> {
  const written = await listPosted(
    tx.db,
    messageIds.filter((id) => !tx.posted(id)),
  );
  for (const id of messageIds) {
    const posted = tx.posted(id);
    const there = written.find((one) => one.id === id);
    let reader: Reader;
    if (there) reader = sharedBy(config, there.conversation, there.owner);
    else if (posted) reader = await sharedReader({ config }, tx.db, posted.conversationId);
    // The card went with the chat of somebody who was erased.
    else continue;
    const body = await draw(reader, id);
    // Identical cards must not spend the conversation's send budget.
    if (isDeepStrictEqual(posted?.body ?? there?.body, body)) continue;
    tx.edit(id, body, there && { in: there.conversation.id });
  }
}

/**
 * The text that the card of an open vote subject shows to somebody now. It is drawn anew, never taken from what a
 * client sends: the buttons of a card with another text no longer work.
 */
export async function readShownCard(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  subject: VoteSubject & ReadRequest,
  { objectId, reader }: { objectId: string; reader: Reader },
): Promise<string> {
  const body = subject.addendum
    ? await voteSubjectBody(services, db, subject, reader)
    : await requestBody(services, db, subject, reader, { viewer: objectId });
  return [body.text, ...cardLines(body.card ?? {})].join('\n');
}

/**
 * The current card of a vote subject that is open or was just decided.
 * @param how typed: the sentence says what to type to approve what the card shows; stands: nothing edits it later
 */
export async function voteSubjectBody(
  services: Pick<RequestServices, 'clock' | 'requestKinds'>,
  db: Db,
  { request, addendum: seen }: VoteSubject,
  reader: Reader,
  how: { typed?: 'approve' } & Viewing = {},
): Promise<MessageBody> {
  const addendum = seen && (await findAddendum(db, request.id, seen.number));
  if (addendum) return addendumBody(services, db, { request, addendum }, reader, how);
  return requestBody(services, db, request.id, reader, how);
}
