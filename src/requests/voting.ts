import { EligibleError } from '../access/access.ts';
import { newNonce, type Person, type Reader } from '../kernel/chat.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import { deferredVoteKey, deleteDeferredVote, hasDeferredVote } from '../store/deferred-commands.ts';
import { findPlanned } from '../store/planned-request.ts';
import { type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { decideAddendum } from './addenda.ts';
import { type Asked, involvedIn, keptOut } from './approvers.ts';
import type { Standing } from './cards/people-lines.ts';
import { approvedUntil } from './create.ts';
import { readShownCard } from './redraw.ts';
import { postToRequester } from './request-messages.ts';
import {
  type Decision,
  decide,
  nextState,
  type Own,
  ownRefusal,
  quorumAt,
  type Refused,
  takeBack,
  type UndecidedRequest,
} from './rules/approval.ts';
import type { RequestServices } from './services.ts';
import { assigneeOf, type StoredPlan } from './stored-request.ts';
import {
  askedAt,
  auditBallot,
  ballotsOn,
  isOpen,
  lockVoteSubject,
  putBallot,
  readVoterGroups,
  readVoteSubject,
  removeBallot,
  renewSeal,
  revalidateVotes,
  type VoterGroups,
  type VoteSubject,
  votesOf,
} from './vote-subject.ts';

/** The vote subject for this person, as far as can be told outside a transaction. */
export type Votable = {
  subject: VoteSubject;
  plan: StoredPlan;
  /** Names of the requirement's groups that the person is in. */
  groups: string[];
  standing: VoterGroups;
};

/**
 * Authorises a voter anew, by the rule chosen when the request was made. An addendum is decided by the same rule.
 * @param deferredAt when the vote was deferred until a role is active; such a vote does not say what it is on
 * @throws unknown-request, needs-nobody, requester-cannot-approve, assignee-cannot-approve, already-decided, expired,
 * not-an-approver, not-allowed, not-known, approvers-unread, azure.*
 */
export async function votable(
  services: RequestServices,
  id: string,
  person: Person,
  deferredAt?: Date,
): Promise<Votable> {
  const planned = await findPlanned(services.store.db, services.requestKinds, id);
  if (!planned) throw new CodedError('unknown-request', { id });
  const { request, plan } = planned;
  const subject = await readVoteSubject(services.store.db, request);
  const asked = await findAsked(services, subject, plan);
  if (!asked) throw new CodedError('needs-nobody', { id });
  // Checked before the owner: a decided request needs no other voter.
  if (!isOpen(subject)) throw new CodedError('already-decided', await decidedParams(services.store.db, subject));
  // The voter has not seen an addendum that was asked since.
  if (deferredAt && subject.addendum && subject.addendum.asked_at > deferredAt)
    throw new CodedError('already-decided', await decidedParams(services.store.db, { request }));
  const own = ownRefusal(ownersOf(request), person.objectId);
  if (own) throw new CodedError(own.code, { id });
  const { access, approvers, clock, requestKinds } = services;
  if (keptOut(asked).includes(person.objectId.toLowerCase())) throw new CodedError('involved-cannot-approve', { id });
  const carriers = requestKinds.of(plan).approval?.carriers?.(plan) ?? [];
  const carries = async (oid: string) => (await access.missing(oid, carriers, true)).length === 0;
  try {
    const [groups, standing] = await Promise.all([
      approvers.requireGroups(asked, person.objectId, clock.now()),
      readVoterGroups(services, subject, asked, person.objectId, carries),
    ]);
    if (groups.length === 0) throw new CodedError('not-an-approver', { id, rule: asked.requirement.rule });
    if (carriers.length > 0) await access.require(person.objectId, carriers, true);
    return { subject, plan, groups, standing };
  } catch (error) {
    if (error instanceof EligibleError) error.voteOn = id;
    throw error;
  }
}

/** The requirements put to the approvers; undefined if no approval is needed. */
export async function findAsked(
  services: Parameters<typeof involvedIn>[0],
  subject: VoteSubject,
  plan: StoredPlan,
): Promise<Asked | undefined> {
  const need = plan.gated;
  const { requirement, requester_oid: requesterOid } = subject.request;
  if (!need || !requirement) return undefined;
  return { requirement, need, requesterOid, askedAt: askedAt(subject), involved: await involvedIn(services, plan) };
}

/**
 * Counts the vote under the request's lock; at quorum the first step, or the waiting one, is enqueued with it. The
 * audit stores what the card said to the voter beside the vote.
 * @param reader the voter's language
 */
export async function castVote(
  services: RequestServices,
  tx: Tx,
  person: Person,
  { subject: seen, plan, groups, standing }: Votable,
  { decision, reason, reader }: { decision: Decision; reason: string; reader: Reader },
): Promise<void> {
  const { id } = seen.request;
  const subject = await lockVoteSubject(tx, id);
  const { request, addendum } = subject;
  if (!request.requirement) throw new CodedError('unknown-request', { id });
  // Another addendum may have been asked since this person was authorised for the one shown.
  if (addendum?.number !== seen.addendum?.number) await refuse(tx.db, subject, 'already-decided');
  // The request may have been taken over since.
  const own = ownersOf(request);
  const ballots = await revalidateVotes(services, tx, subject, standing, own);
  const before = votesOf(ballots);
  const outcome = decide(
    { ...own, ...undecided(subject) },
    before,
    { voterOid: person.objectId, decision, groups, at: tx.now(), mayDecide: 'yes' },
    quorumAt(request.requirement, askedAt(subject), tx.now()),
  );
  if (outcome.kind === 'refused') await refuse(tx.db, subject, outcome.code);
  const known = { ...subject, plan, votes: ballots };
  const card = await readShownCard(services, tx.db, known, { objectId: person.objectId, reader });
  // An earlier one that still waits for a role must not replace it.
  await deleteDeferredVote(tx, person.objectId, id);
  await putBallot(tx, subject, {
    voter_oid: person.objectId,
    voter_name: person.name,
    decision,
    reason,
    groups: [...groups],
  });
  auditBallot(tx, subject, decision, {
    actor: person,
    reason,
    rule: request.requirement.rule,
    groups: [...groups],
    card: { text: card },
  });
  if (outcome.kind === 'decided') await settle(services, tx, subject, outcome.event);
  // A click of the same button after a change of mind must not be taken for a repetition of the first one.
  else if (before.some(({ voterOid }) => voterOid === person.objectId)) await renewSeal(tx, subject);
}

function settle(services: RequestServices, tx: Tx, { request, addendum }: VoteSubject, event: Decision): Promise<void> {
  return addendum
    ? decideAddendum(services, tx, request, addendum, event)
    : decideRequest(services, tx, request, event);
}

/** Approves or rejects the request; what follows is enqueued in the same transaction. */
export async function decideRequest(
  services: RequestServices,
  tx: Tx,
  request: RequestRow,
  event: Decision,
): Promise<void> {
  const state = nextState(request.state, event);
  if (!state) await refuse(tx.db, { request }, 'already-decided');
  const now = tx.now();
  const approved = state === 'approved';
  await updateRequest(tx, request.id, {
    state,
    nonce: newNonce(),
    ...(approved ? approvedUntil(services.config, now, request.requirement) : { ended_at: now }),
  });
  if (approved) return tx.wake('step', request.id);
  const { id: requestId, vm_name: vmName, hash: planHash } = request;
  // The audit row of the vote does not say so: a rejection may be one of several that are needed.
  tx.audit({ event: 'request.rejected', requestId, vmName, planHash });
  await postToRequester(services, tx, request.id);
}

/** Takes one's own vote back, which is possible until the decision; also one that still waits for a role. */
export async function takeVoteBack(tx: Tx, id: string, person: Person): Promise<void> {
  const subject = await lockVoteSubject(tx, id);
  const votes = votesOf(await ballotsOn(tx.db, subject));
  const outcome = takeBack(undecided(subject), votes, { voterOid: person.objectId, at: tx.now() });
  const kept = await deleteDeferredVote(tx, person.objectId, id);
  if (kept) tx.audit({ actor: person, event: 'ask.dropped', requestId: id, details: { asked: deferredVoteKey(id) } });
  if (kept && outcome.kind === 'refused' && outcome.code === 'no-vote') return;
  if (outcome.kind === 'refused') await refuse(tx.db, subject, outcome.code);
  await removeBallot(tx, subject, person.objectId);
  await renewSeal(tx, subject);
  auditBallot(tx, subject, 'taken-back', { actor: person });
}

/** Whether this person has voted on the request or its addendum, or will: then withdrawing takes the vote back. */
export async function hasVote(services: RequestServices, request: RequestRow, person: Person): Promise<boolean> {
  const { db } = services.store;
  const votes = await ballotsOn(db, await readVoteSubject(db, request));
  if (votes.some(({ voter_oid }) => voter_oid === person.objectId)) return true;
  return hasDeferredVote(db, person.objectId, request.id);
}

function ownersOf(request: RequestRow): Own {
  return { requesterOid: request.requester_oid, assigneeOid: assigneeOf(request).objectId };
}

function undecided({ request, addendum }: VoteSubject): Omit<UndecidedRequest, keyof Own> {
  if (addendum) return { state: 'pending', decideBy: addendum.decide_by };
  return { state: request.state, decideBy: request.decide_by };
}

async function refuse(db: Db, subject: VoteSubject, code: Refused['code']): Promise<never> {
  const { id, requirement } = subject.request;
  throw new CodedError(
    code,
    code === 'already-decided'
      ? await decidedParams(db, subject)
      : { id, ...(code === 'not-an-approver' && { rule: requirement?.rule ?? '' }) },
  );
}

async function decidedParams(db: Db, subject: VoteSubject): Promise<Record<string, string>> {
  const { id, state } = subject.request;
  const ballots = await ballotsOn(db, subject);
  return { id, state, by: ballots.map(({ voter_name }) => voter_name).join(', ') };
}

/**
 * Reads it as of the last minute, to be shown: a vote reads it anew.
 * @returns undefined if there is nothing to decide
 */
export async function readStanding(
  services: RequestServices,
  subject: VoteSubject,
  plan: StoredPlan,
  objectId: string,
): Promise<Standing | undefined> {
  const { approvers, access, clock, requestKinds } = services;
  const asked = await findAsked(services, subject, plan);
  if (!asked || !isOpen(subject)) return undefined;
  const { id } = subject.request;
  const own = ownRefusal(ownersOf(subject.request), objectId);
  if (own) return { refusal: { code: own.code, params: { id } } };
  const { carriers, keys } = requestKinds.of(plan).approval ?? {};
  try {
    const groups = await approvers.requireGroups(asked, objectId, clock.now(), false);
    if (keptOut(asked).includes(objectId.toLowerCase()))
      return { refusal: { code: 'involved-cannot-approve', params: { id } } };
    if (groups.length === 0) {
      return { refusal: { code: 'not-an-approver', params: { id, rule: asked.requirement.rule } } };
    }
    await access.require(objectId, [...(carriers?.(plan) ?? [])], false);
    const held = await keys?.(services, plan, objectId);
    return held ? { keys: held } : {};
  } catch (error) {
    if (error instanceof CodedError) return { refusal: asFailure(error) };
    throw error;
  }
}
