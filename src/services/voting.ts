import {
  type Decision,
  decide,
  nextState,
  quorumAt,
  type Refused,
  takeBack,
  type UndecidedRequest,
} from '../domain/approval.ts';
import { CodedError } from '../domain/errors.ts';
import type { Person } from '../domain/turn.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { listVotes, putVote, removeVote } from '../store/votes.ts';
import type { Asked } from './approvers.ts';
import { holderOf, isOf } from './holder.ts';
import { newNonce } from './nonce.ts';
import { recount, type Standing, standingOf } from './recount.ts';
import { editRequestCards, postToRequester } from './request-messages.ts';
import type { Services } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';
import { votesOf } from './votes-of.ts';

/** A request that this person may decide on, as far as can be told outside a transaction. */
export type Votable = {
  request: RequestRow;
  /** Names of the requirement's groups that the person is in. */
  groups: string[];
  standing: Standing;
};

/**
 * Authorises anew whoever clicks or types, as the rule says that was chosen when the request was made.
 * @throws unknown-request, requester-cannot-approve, already-decided, expired, not-an-approver, not-allowed, not-known,
 * approvers-unread, azure.*
 */
export async function votable(services: Services, id: string, person: Person): Promise<Votable> {
  const request = await findRequest(services.store.db, id);
  const plan = await findPlan<StoredPlan>(services.store.db, id);
  if (!request || !plan) throw new CodedError('unknown-request', { id });
  if (isOf(request, person.objectId)) {
    throw new CodedError('requester-cannot-approve', { id });
  }
  const asked = askedOf(request, plan.body);
  // What needs nobody's word was never pending.
  if (request.state !== 'pending' || !asked) {
    throw new CodedError('already-decided', await decidedParams(services.store.db, request));
  }
  const { access, approvers, clock, requestKinds } = services;
  const carriers = requestKinds.of(plan.body).carriers?.(plan.body) ?? [];
  const carries = async (oid: string) => (await access.missing(oid, carriers, true)).length === 0;
  const [groups, standing] = await Promise.all([
    approvers.demandGroups(asked, person.objectId, clock.now()),
    standingOf(services, request, asked, person.objectId, carries),
  ]);
  if (groups.length === 0) throw new CodedError('not-an-approver', { id, rule: asked.requirement.rule });
  if (carriers.length > 0) await access.demand(person.objectId, carriers, true);
  return { request, groups, standing };
}

/** What is asked of those who decide; undefined where nobody's word is needed. */
export function askedOf(request: RequestRow, plan: StoredPlan): Asked | undefined {
  const need = plan.gated;
  const { requirement, requester_oid, created_at } = request;
  return need && requirement ? { requirement, need, requesterOid: requester_oid, askedAt: created_at } : undefined;
}

/** Counts the vote under the request's lock; at quorum the first step is enqueued in the same transaction. */
export async function castVote(
  services: Services,
  tx: Tx,
  id: string,
  person: Person,
  { groups, standing }: Pick<Votable, 'groups' | 'standing'>,
  { decision, reason }: { decision: Decision; reason: string },
): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request?.requirement) throw new CodedError('unknown-request', { id });
  const before = await recount(services, tx, request, standing);
  const outcome = decide(
    undecided(request),
    before,
    { voterOid: person.objectId, decision, groups, at: tx.now(), mayDecide: 'yes' },
    quorumAt(request.requirement, request.created_at, tx.now()),
  );
  if (outcome.kind === 'refused') await refuse(tx.db, request, outcome.code);
  await putVote(tx, {
    request_id: id,
    voter_oid: person.objectId,
    voter_name: person.name,
    decision,
    reason,
    groups: [...groups],
  });
  tx.audit({
    actor: person,
    event: `vote.${decision}`,
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { reason, rule: request.requirement.rule, groups: [...groups] },
  });
  if (outcome.kind === 'decided') await decideRequest(services, tx, request, outcome.event);
  // A click of the same button after a change of mind must not be taken for a repetition of the first one.
  else if (before.some(({ voterOid }) => voterOid === person.objectId))
    await updateRequest(tx, id, { nonce: newNonce() });
  await editRequestCards(services, tx, id);
}

/** The request is approved, or rejected; what follows is enqueued in the same transaction. */
export async function decideRequest(services: Services, tx: Tx, request: RequestRow, event: Decision): Promise<void> {
  const state = nextState(request.state, event);
  if (!state) await refuse(tx.db, request, 'already-decided');
  const now = tx.now();
  const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const { beginMinutes = services.config.beginMinutes } = request.requirement ?? {};
  const approved = state === 'approved';
  await updateRequest(tx, request.id, {
    state,
    nonce: newNonce(),
    ...(approved
      ? { begin_by: minutesFromNow(beginMinutes), retry_by: minutesFromNow(services.config.retryMinutes) }
      : { ended_at: now }),
  });
  if (approved) tx.wake('step', request.id);
  else await postToRequester(services, tx, request.id);
}

/** Takes one's own vote back, which one may until the request is decided. */
export async function takeVoteBack(services: Services, tx: Tx, id: string, person: Person): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  const votes = votesOf(await listVotes(tx.db, id));
  const outcome = takeBack(undecided(request), votes, { voterOid: person.objectId, at: tx.now() });
  if (outcome.kind === 'refused') await refuse(tx.db, request, outcome.code);
  await removeVote(tx, id, person.objectId);
  await updateRequest(tx, id, { nonce: newNonce() });
  tx.audit({
    actor: person,
    event: 'vote.taken-back',
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
  });
  await editRequestCards(services, tx, id);
}

/** Whether this person has a vote on a request of somebody else's: then taking back means the vote. */
export async function hasVote(services: Services, id: string, person: Person): Promise<boolean> {
  const votes = await listVotes(services.store.db, id);
  return votes.some(({ voter_oid }) => voter_oid === person.objectId);
}

/** Only the requester, and only until a step has an attempt. */
export async function withdraw(services: Services, tx: Tx, id: string, person: Person): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  if (!isOf(request, person.objectId)) {
    throw new CodedError('not-your-request', { id, name: holderOf(request).name });
  }
  const state = nextState(request.state, 'withdraw');
  if (!state) throw new CodedError('cannot-withdraw', { id, state: request.state });
  await updateRequest(tx, id, { state, nonce: newNonce(), ended_at: tx.now() });
  tx.audit({
    actor: person,
    event: 'request.withdrawn',
    requestId: id,
    vmName: request.vm_name,
    planHash: request.hash,
  });
  await editRequestCards(services, tx, id);
}

function undecided({ requester_oid, state, decide_by }: RequestRow): UndecidedRequest {
  return { requesterOid: requester_oid, state, decideBy: decide_by };
}

async function refuse(db: Db, request: RequestRow, code: Refused['code']): Promise<never> {
  const { id } = request;
  throw new CodedError(
    code,
    code === 'already-decided'
      ? await decidedParams(db, request)
      : { id, ...(code === 'not-an-approver' && { rule: request.requirement?.rule ?? '' }) },
  );
}

async function decidedParams(db: Db, request: RequestRow): Promise<Record<string, string>> {
  const votes = await listVotes(db, request.id);
  return { id: request.id, state: request.state, by: votes.map(({ voter_name }) => voter_name).join(', ') };
}
