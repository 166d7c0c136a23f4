import { needsToReadVault } from '../access/access.ts';
import type { Incoming, Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { listVotes } from '../store/approvals.ts';
import { findPlan, findRequest, type RequestRow } from '../store/requests.ts';
import { isPostedIn } from './request-messages.ts';
import type { RequestServices } from './services.ts';

/**
 * Whether this person may know of a request: they asked for it, have voted on it, are among its approvers, read or may
 * soon read its vault, or are in a conversation with its card. @throws azure.*
 */
export async function isInterested(
  { access, store }: Pick<RequestServices, 'access' | 'store'>,
  request: RequestRow,
  { from: { objectId }, place }: Pick<Incoming, 'from' | 'place'>,
): Promise<boolean> {
  const oid = objectId.toLowerCase();
  const named = [request.requester_oid, ...(request.approvers?.people ?? [])];
  if (named.some((each) => each.toLowerCase() === oid)) return true;
  if (await isPostedIn(store.db, request, place.conversationId)) return true;
  const votes = await listVotes(store.db, request.id);
  if (votes.some(({ voter_oid }) => voter_oid.toLowerCase() === oid)) return true;
  const [lacks] = await access.missing(objectId, needsToReadVault(request.vault_id), false);
  return !lacks || (lacks.answer === 'no' && (await access.eligible(objectId, lacks)) !== undefined);
}

/**
 * Checks that a person may read the audit. Administrators may read all of it. The rows of one request are also for its
 * requester, its voters, and holders of the right that its decision takes.
 * @throws unknown-request, audit-not-yours
 */
export async function requireAuditReader(services: RequestServices, person: Person, requestId?: string): Promise<void> {
  if (await services.members.isAdmin(person.objectId, true)) return;
  if (requestId === undefined) throw new CodedError('audit-not-yours');
  const { db } = services.store;
  const request = await findRequest(db, requestId);
  if (!request) throw new CodedError('unknown-request', { id: requestId });
  const oid = person.objectId.toLowerCase();
  const votes = await listVotes(db, requestId);
  if (
    [request.requester_oid, request.holder_oid ?? '', ...votes.map(({ voter_oid }) => voter_oid)].some(
      (each) => each.toLowerCase() === oid,
    )
  ) {
    return;
  }
  const plan = await findPlan(db, services.requestKinds, requestId);
  const need = plan?.body.gated;
  if (need && (await services.access.missing(person.objectId, [need], false)).length === 0) return;
  throw new CodedError('audit-not-yours');
}
