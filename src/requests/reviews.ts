import { sharedReader } from '../access/contacts.ts';
import type { MessageBody, Person, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { insertReview, listReviews } from '../store/approvals.ts';
import { findMessage } from '../store/messages.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { reviewsNeeded, storedBreakGlass } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { type ReviewCard, reviewCard, reviewText } from './cards/break-glass.ts';
import { openApprovalsChannel } from './put-to-approvers.ts';
import { groupsAt } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import { belongsTo } from './stored-request.ts';
import { askedAt } from './vote-subject.ts';

/**
 * Posts the review loudly, as a message of its own: in the approvals channel, and in the thread if that is elsewhere.
 */
export async function postReview(services: RequestServices, tx: Tx, id: string): Promise<void> {
  const request = await findRequest(tx.db, id);
  if (!request?.glass) return;
  const approvals = await openApprovalsChannel(tx.db);
  const thread = {
    conversationId: request.conversation_id,
    ...(request.thread_id && { threadId: request.thread_id }),
  };
  const places =
    approvals && approvals !== request.conversation_id ? [{ conversationId: approvals }, thread] : [thread];
  const reviewMessageIds: string[] = [];
  for (const place of places) {
    const reader = await sharedReader(services, tx.db, place.conversationId);
    reviewMessageIds.push(tx.post({ ...place, subject: id, body: await reviewBody(tx.db, request, reader, tx.now()) }));
  }
  await updateRequest(tx, id, { glass: toJson(storedBreakGlass.write({ ...request.glass, reviewMessageIds })) });
}

/**
 * Checks that this person may sign the review, read anew: reviewers that the policy names, else approvers by the
 * request's rule; never the requester, the assignee or the person who used break-glass.
 * @throws unknown-request, nothing-to-review, cannot-review, not-a-reviewer, approvers-unread, azure.*
 */
export async function reviewable(services: RequestServices, id: string, person: Person): Promise<RequestRow> {
  const request = await findRequest(services.store.db, id);
  const plan = await findPlan(services.store.db, services.requestKinds, id);
  const need = plan?.body.gated;
  if (!request) throw new CodedError('unknown-request', { id });
  const { glass, requirement } = request;
  if (!glass?.brokenAt || !requirement || !need) throw new CodedError('nothing-to-review', { id });
  const { objectId } = person;
  if (belongsTo(request, objectId) || objectId === glass.byOid) throw new CodedError('cannot-review', { id });
  const { approvers, clock } = services;
  const groups = approvers.policy.breakGlass?.reviewers ?? groupsAt(requirement, askedAt({ request }), clock.now());
  if (!(await approvers.isIn(groups, need, objectId))) throw new CodedError('not-a-reviewer', { id });
  return request;
}

/** Signs the review; the second signature closes it. @throws already-signed */
export async function signReview(
  services: RequestServices,
  tx: Tx,
  id: string,
  person: Person,
  note: string,
): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request?.glass) throw new CodedError('nothing-to-review', { id });
  const row = { request_id: id, reviewer_oid: person.objectId, reviewer_name: person.name, note };
  if (!(await insertReview(tx, row))) throw new CodedError('already-signed', { id });
  const signed = await listReviews(tx.db, id);
  tx.audit({
    actor: person,
    event: signed.length === reviewsNeeded ? 'review.closed' : 'review.signed',
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { note },
  });
  for (const messageId of request.glass.reviewMessageIds ?? []) {
    const place = await findMessage(tx.db, messageId);
    // The message went with the chat of somebody who was erased, or with its age.
    if (!place) continue;
    const reader = await sharedReader(services, tx.db, place.conversation_id);
    tx.edit(messageId, await reviewBody(tx.db, request, reader, tx.now()));
  }
}

export async function reviewBody(db: Db, request: RequestRow, reader: Reader, now: Date): Promise<MessageBody> {
  const { id, glass } = request;
  if (!glass?.brokenAt) throw new CodedError('nothing-to-review', { id });
  const { byName, ticket, reason, brokenAt } = glass;
  const data: ReviewCard = {
    id,
    // The signature is the person's own, so the card need not prove its state.
    nonce: glass.nonce,
    now,
    vm: request.vm_name,
    requester: request.requester_name,
    why: request.reason,
    glass: { byName, ticket, reason, brokenAt: new Date(brokenAt) },
    signatures: (await listReviews(db, id)).map(({ reviewer_name: name, at, note }) => ({ name, at, note })),
  };
  return { text: reviewText(data, reader), card: reviewCard(data, reader) };
}
