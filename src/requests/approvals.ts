import { newNonce, type Person, type Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { findPersonalChat } from '../store/conversations.ts';
import { findRequest, lockRequest, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { type Approvers, storedApprovers, storedRequirement } from '../store/rules/decision.ts';
import type { Tx } from '../store/transaction.ts';
import { type Decidable, involvedIn, toDecidable } from './approvers.ts';
import { createRequest, newId, recordOf } from './create.ts';
import { beginAsking, openApprovalsChannel, postPutLater, requesterTurn } from './put-to-approvers.ts';
import { postRequestCards, postToRequester } from './request-messages.ts';
import { goesByCopy, matchesTicket, type Requirement, rulesOf } from './rules/approval-policy.ts';
import type { RequestServices } from './services.ts';
import { type GatedPlan, isGated, type StoredPlan } from './stored-request.ts';

/**
 * Stores a request that waits for a decision, and posts its card where it was asked for; those who decide are asked
 * right after. `submitImmediate` is for those that need no decision.
 * @param asked id: of the form that becomes it; absent: a new id. approvers: as just counted, if Azure could say
 * @returns its id
 * @throws reason-needs-ticket, grant-needs-ticket
 */
export async function submitForApproval(
  services: RequestServices,
  tx: Tx,
  asked: { by: Person; place: Pick<Place, 'conversationId' | 'threadId'>; id?: string; approvers?: Approvers },
  plan: GatedPlan,
  reason: string,
): Promise<string> {
  const { by, place, approvers } = asked;
  const id = asked.id ?? (await newId(tx));
  const { target } = plan;
  const { hash } = plan.plan;
  const now = tx.now();
  const requirement = services.approvers.requirementFor(toDecidable(services, plan), now);
  requireTicket(requirement, plan, reason);
  const turn = await requesterTurn(services, tx, by, target.vmId);
  await createRequest(services, tx, id, asked, plan, {
    state: 'pending',
    reason,
    // The time to decide begins when the approvers are asked.
    decide_by: new Date(turn.getTime() + requirement.decideMinutes * 60_000),
    begin_by: null,
    retry_by: null,
    requirement: toJson(storedRequirement.write(requirement)),
    approvers: approvers ? toJson(storedApprovers.write(approvers)) : null,
  });
  const request = await findRequest(tx.db, id);
  if (!request) throw new Error(`${id} was not stored`);
  beginAsking(tx, request, requirement);
  const waits = turn > now;
  tx.audit({
    actor: by,
    event: 'request.asked',
    requestId: id,
    vmName: target.vmName,
    planHash: hash,
    details: {
      ...recordOf(services, plan),
      reason,
      rule: requirement.rule,
      ...('pointName' in target && { point: target.pointName }),
      ...(waits && { approversHearAt: turn.toISOString() }),
    },
  });
  await postRequestCards(services, tx, id, [
    { conversationId: place.conversationId, ...(place.threadId && { threadId: place.threadId }) },
  ]);
  if (waits) await postPutLater(services, tx, request, turn);
  return id;
}

/** @throws reason-needs-ticket, grant-needs-ticket */
function requireTicket(requirement: Requirement, plan: GatedPlan, reason: string): void {
  const unmet = rulesOf(requirement).find(({ ticket }) => ticket !== undefined && !matchesTicket(ticket, reason));
  if (!unmet) return;
  const { rule, ticket = '' } = unmet;
  // A backup or protection has no reason of its own. The access that it waits for carries our text, which has no
  // ticket.
  const isOurReason = 'next' in plan && plan.next !== undefined;
  const params = { rule, pattern: ticket, vm: plan.target.vmName };
  throw new CodedError(isOurReason ? 'grant-needs-ticket' : 'reason-needs-ticket', params);
}

/**
 * Checks, before a form is filled in, that enough people could decide and would hear of it.
 * @throws nobody-can-decide, too-few-can-decide, too-few-uninvolved, approvers-unread; ask-in-channel in a personal chat where there is no
 * approvals channel and no approver has ever written to the bot
 */
export async function requireDeciders(
  services: RequestServices,
  asked: { by: Person; place: Place },
  about: Decidable,
): Promise<void> {
  const { people } = await services.approvers.requireSome(about, asked.by.objectId);
  const { db } = services.store;
  if (asked.place.kind !== 'personal' || (await openApprovalsChannel(db))) return;
  for (const person of people) if (await findPersonalChat(db, person)) return;
  throw new CodedError('ask-in-channel', { vm: about.target.vmName });
}

/**
 * The same check for a restore whose rule depends on its plan, which is only known once it is made.
 * @throws as requireDeciders
 */
export async function requireDecidersOfCopy(
  services: RequestServices,
  asked: { by: Person; place: Place },
  plan: GatedPlan,
): Promise<void> {
  if (goesByCopy(services.approvers.policy)) await requireDeciders(services, asked, toDecidable(services, plan));
}

/** The same check for those among several plans that somebody has to approve. */
export async function requireDecidersOfAll(
  services: RequestServices,
  asked: { by: Person; place: Place },
  plans: readonly StoredPlan[],
): Promise<void> {
  for (const plan of plans) if (isGated(plan)) await requireDeciders(services, asked, toDecidable(services, plan));
}

/** Checks that a plan's rule accepts this reason. @throws reason-needs-ticket */
export function requireTicketFor(services: RequestServices, plan: GatedPlan, reason: string): void {
  const { approvers, clock } = services;
  requireTicket(approvers.requirementFor(toDecidable(services, plan), clock.now()), plan, reason);
}

/** Possible approvers of a plan; undefined if Azure can't say now: the request doesn't wait for that. */
export async function approversOf(
  services: RequestServices,
  plan: GatedPlan,
  requesterOid: string,
): Promise<Approvers | undefined> {
  const { approvers, clock } = services;
  const now = clock.now();
  const requirement = approvers.requirementFor(toDecidable(services, plan), now);
  try {
    const involved = await involvedIn(services, plan);
    return await approvers.count({ requirement, need: plan.gated, requesterOid, askedAt: now, involved }, now);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

/** Expires a request that nobody decided in time: nothing happens, and the thread says so. */
export async function expireRequest(services: RequestServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request?.state !== 'pending') return;
    if (tx.now() < request.decide_by) return tx.wake('timer', `request:${id}`, request.decide_by);
    await updateRequest(tx, id, {
      state: 'expired',
      nonce: newNonce(),
      ended_at: tx.now(),
      failure: { code: 'decide-expired', params: {} },
    });
    tx.audit({ event: 'request.expired', requestId: id, vmName: request.vm_name, planHash: request.hash });
    await postToRequester(services, tx, id);
  });
}
