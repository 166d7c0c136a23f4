import { newNonce, type Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { listAddendumVotes, listVotes } from '../store/approvals.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { notifyTakenOver } from './request-messages.ts';
import { requireRetryTime } from './retry.ts';
import type { RequestServices } from './services.ts';
import { assigneeOf } from './stored-request.ts';

/**
 * Checks that somebody may carry a request from here on: it still has something to do, neither its approval nor its
 * addenda rest on their vote, and they hold all that the requester had to. Call it before the transaction that writes
 * it.
 * @param deferredAt when a line was deferred until a role is active
 * @returns the request as it was read
 * @throws unknown-request, takeover-standing, takeover-state, takeover-yours, takeover-approved,
 * retry-never, retry-over, taken-over, not-allowed, denied, not-known, EligibleError, azure.*
 */
export async function requireTakeover(
  services: RequestServices,
  id: string,
  by: Person,
  deferredAt?: Date,
): Promise<RequestRow> {
  const { store, access, clock } = services;
  const request = await findRequest(store.db, id);
  const plan = await findPlan(store.db, services.requestKinds, id);
  if (!request || !plan) throw new CodedError('unknown-request', { id });
  const kind = services.requestKinds.of(plan.body);
  // Its runs begin on the owner's rights, without a vote, so another owner needs another vote.
  if (kind.definition) throw new CodedError('takeover-standing', { id });
  await requireOpen(store.db, request, by, clock.now());
  // Somebody else took it over while the line was deferred.
  if (deferredAt && request.taken_over_at && request.taken_over_at > deferredAt)
    throw new CodedError('taken-over', { id, name: assigneeOf(request).name });
  const needs = kind.needs(plan.body);
  // The request rests on nobody's rights, so there is nothing to take over: a check of no rights would pass for
  // anybody.
  if (needs.length === 0) throw new CodedError('takeover-state', { id });
  await access.require(by.objectId, needs, true);
  return request;
}

/** @throws takeover-state, takeover-yours, takeover-approved, retry-never, retry-over */
async function requireOpen(db: Db, request: RequestRow, by: Person, now: Date): Promise<void> {
  const { id, state, glass, standing_id: definitionId } = request;
  if (state !== 'approved' && state !== 'running' && state !== 'failed') throw new CodedError('takeover-state', { id });
  if (state === 'failed') requireRetryTime(request, now);
  const own = by.objectId.toLowerCase();
  if (assigneeOf(request).objectId.toLowerCase() === own) throw new CodedError('takeover-yours', { id });
  // The requester and the approver must be two people; somebody who used break-glass stood in for the approvers. A run
  // was approved by those who approved its definition.
  const votes = [...(await listVotes(db, definitionId ?? id)), ...(await listAddendumVotes(db, id))];
  const agreed = votes.filter(({ decision }) => decision === 'approve').map(({ voter_oid }) => voter_oid);
  if (glass?.brokenAt && glass.byOid !== request.requester_oid) agreed.push(glass.byOid);
  if (agreed.some((oid) => oid.toLowerCase() === own)) throw new CodedError('takeover-approved', { id });
}

/**
 * Makes this person the assignee: the preflight checks their rights from now on. Plan, hash and approval stay. Call
 * `requireTakeover` first.
 * @param seen the request as it was checked. The second of two at once is told who was faster
 * @throws as requireTakeover for what changed meanwhile, taken-over
 */
export async function takeOver(services: RequestServices, tx: Tx, by: Person, seen: RequestRow): Promise<void> {
  const request = await lockRequest(tx, seen.id);
  if (!request) throw new CodedError('unknown-request', { id: seen.id });
  const { id } = request;
  await requireOpen(tx.db, request, by, tx.now());
  const before = assigneeOf(request);
  if (before.objectId !== assigneeOf(seen).objectId) throw new CodedError('taken-over', { id, name: before.name });
  await updateRequest(tx, id, {
    holder_oid: by.objectId,
    holder_name: by.name,
    taken_over_at: tx.now(),
    role_ends_at: null,
    nonce: newNonce(),
  });
  tx.audit({
    actor: by,
    event: 'request.taken-over',
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { from: before.name, fromOid: before.objectId, state: request.state },
  });
  await notifyTakenOver(services, tx, request, by.name);
  // A request held up by a missing right need not wait for its next look.
  if (request.state === 'failed') return;
  tx.wake('step', id);
  tx.wake('timer', `role-end:${id}`);
}
