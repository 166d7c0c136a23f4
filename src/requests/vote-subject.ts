import { newNonce, type Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import {
  type AddendumRow,
  findAddendum,
  findOpenAddendum,
  saveAddendumVotes,
  updateAddendum,
} from '../store/addenda.ts';
import { listVotes, putVote, removeVote, setVoteGroups, type VoteRow } from '../store/approvals.ts';
import { lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import type { Decision, Vote } from './rules/approval.ts';

/** The subject of a vote: a request or, once that runs, an addendum to its signed plan. Never both at a time. */
export type VoteSubject = { request: RequestRow; addendum?: AddendumRow };

export type StoredVote = Omit<VoteRow, 'request_id'>;

/** The part of a request that is open to a vote, or would be if it were open. */
export async function readVoteSubject(db: Db, request: RequestRow): Promise<VoteSubject> {
  const addendum = request.state === 'running' ? await findOpenAddendum(db, request.id) : undefined;
  return addendum ? { request, addendum } : { request };
}

/** Locks a vote subject. The request's lock also serialises votes on an addendum. @throws unknown-request */
export async function lockVoteSubject(tx: Tx, id: string): Promise<VoteSubject> {
  const request = await lockRequest(tx, id);
  if (!request) throw new CodedError('unknown-request', { id });
  return readVoteSubject(tx.db, request);
}

/**
 * When the joining of groups starts to count: the first approver's turn, which may be later than the
 * request.
 */
export function askedAt({ request, addendum }: VoteSubject): Date {
  if (addendum) return addendum.asked_at;
  const { decide_by, requirement, created_at } = request;
  return requirement ? new Date(decide_by.getTime() - requirement.decideMinutes * 60_000) : created_at;
}

export function isOpen({ request, addendum }: VoteSubject): boolean {
  return addendum ? addendum.state === 'asked' : request.state === 'pending';
}

/** The nonce of its buttons, and the hash whose start is typed to approve. */
export function sealOf({ request, addendum }: VoteSubject): { nonce: string; hash: string } {
  const { nonce, hash } = addendum ?? request;
  return { nonce, hash };
}

/** Gives a vote subject a new nonce, so that cards drawn before no longer work. */
export function renewSeal(tx: Tx, { request, addendum }: VoteSubject): Promise<void> {
  const nonce = newNonce();
  return addendum ? updateAddendum(tx, addendum, { nonce }) : updateRequest(tx, request.id, { nonce });
}

export async function ballotsOn(db: Db, { request, addendum }: VoteSubject): Promise<StoredVote[]> {
  if (!addendum) return listVotes(db, request.id);
  const row = await findAddendum(db, request.id, addendum.number);
  return row?.votes ?? [];
}

/** Stores a vote. Each person has one, and a later one replaces it. */
export async function putBallot(tx: Tx, subject: VoteSubject, ballot: Omit<StoredVote, 'at'>): Promise<void> {
  const { request, addendum } = subject;
  if (!addendum) return putVote(tx, { ...ballot, request_id: request.id });
  const others = await ballotsOfOthers(tx, subject, ballot.voter_oid);
  await storeBallots(tx, addendum, [...others, { ...ballot, at: tx.now() }]);
}

export async function removeBallot(tx: Tx, subject: VoteSubject, voterOid: string): Promise<void> {
  const { request, addendum } = subject;
  if (!addendum) return removeVote(tx, request.id, voterOid);
  await storeBallots(tx, addendum, await ballotsOfOthers(tx, subject, voterOid));
}

export async function setBallotGroups(
  tx: Tx,
  subject: VoteSubject,
  ballot: StoredVote,
  groups: string[],
): Promise<void> {
  const { request, addendum } = subject;
  if (!addendum) return setVoteGroups(tx, { ...ballot, request_id: request.id }, groups);
  const ballots = await ballotsOn(tx.db, subject);
  await storeBallots(
    tx,
    addendum,
    ballots.map((each) => (each.voter_oid === ballot.voter_oid ? { ...each, groups } : each)),
  );
}

async function ballotsOfOthers(tx: Tx, subject: VoteSubject, voterOid: string): Promise<StoredVote[]> {
  return (await ballotsOn(tx.db, subject)).filter(({ voter_oid }) => voter_oid !== voterOid);
}

function storeBallots(tx: Tx, addendum: AddendumRow, ballots: readonly StoredVote[]): Promise<void> {
  return saveAddendumVotes(tx, addendum, ballots);
}

/** Audits a vote; for an addendum with its hash beside that of the plan. */
export function auditBallot(
  tx: Tx,
  { request, addendum }: VoteSubject,
  what: Decision | 'taken-back' | 'lapsed',
  { actor, ...details }: { actor?: Person } & Record<string, unknown>,
): void {
  tx.audit({
    ...(actor && { actor }),
    event: `${addendum ? 'addendum' : 'vote'}.${what}`,
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { ...details, ...(addendum && { addendum: addendum.number, addendumHash: addendum.hash }) },
  });
}

/** Votes as the rules count them. */
export function votesOf(rows: readonly Pick<VoteRow, 'voter_oid' | 'decision' | 'groups'>[]): Vote[] {
  return rows.map(({ voter_oid, decision, groups }) => ({ voterOid: voter_oid, decision, groups }));
}
