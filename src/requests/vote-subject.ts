import { isDeepStrictEqual } from 'node:util';
import { plain, shown } from '../i18n/plain.ts';
import { newNonce, type Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import {
  type AddendumRow,
  findAddendum,
  findOpenAddendum,
  listVotes,
  putVote,
  removeVote,
  saveAddendumVotes,
  setVoteGroups,
  updateAddendum,
  type VoteRow,
} from '../store/approvals.ts';
import { lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { decisionPlaces, postMentioning } from './approver-messages.ts';
import type { Asked } from './approvers.ts';
import { type Decision, isOwnVote, type Own, type Vote } from './rules/approval.ts';
import type { RequestServices } from './services.ts';

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

async function setBallotGroups(tx: Tx, subject: VoteSubject, ballot: StoredVote, groups: string[]): Promise<void> {
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

/** By object id, the groups that earlier voters may vote for now; an empty list: they may vote no longer. */
export type VoterGroups = ReadonlyMap<string, readonly string[]>;

/**
 * Authorises all votes behind a decision anew when it is made: an earlier voter may have left the group or lost the
 * role since.
 * @param carries whether somebody holds the rights that an approver must bring
 * @throws approvers-unread, azure.*
 */
export async function readVoterGroups(
  { store, approvers, clock }: RequestServices,
  subject: VoteSubject,
  asked: Asked,
  voterOid: string,
  carries: (objectId: string) => Promise<boolean>,
): Promise<VoterGroups> {
  const others = (await ballotsOn(store.db, subject)).filter(({ voter_oid }) => voter_oid !== voterOid);
  return new Map(
    await Promise.all(
      others.map(async ({ voter_oid: oid }) => {
        const [groups, able] = await Promise.all([approvers.groupsOf(asked, oid, clock.now()), carries(oid)]);
        return [oid, able ? groups : []] as const;
      }),
    ),
  );
}

/**
 * Drops the votes whose voters may no longer vote, and tells those voters. A vote newer than `standing` was authorised
 * just now.
 * @param own owners of the request, under the lock of this vote
 */
export async function revalidateVotes(
  services: RequestServices,
  tx: Tx,
  subject: VoteSubject,
  standing: VoterGroups,
  own: Own,
): Promise<StoredVote[]> {
  const kept: StoredVote[] = [];
  for (const ballot of await ballotsOn(tx.db, subject)) {
    const groups = [...(standing.get(ballot.voter_oid) ?? ballot.groups)];
    const isOwn = isOwnVote(own, { voterOid: ballot.voter_oid, decision: ballot.decision });
    if (isOwn || groups.length === 0) {
      await lapse(services, tx, subject, ballot, isOwn ? 'lapsed-own' : 'lapsed');
      continue;
    }
    if (!isDeepStrictEqual(groups, ballot.groups)) await setBallotGroups(tx, subject, ballot, groups);
    kept.push({ ...ballot, groups });
  }
  return kept;
}

async function lapse(
  services: RequestServices,
  tx: Tx,
  subject: VoteSubject,
  ballot: StoredVote,
  why: 'lapsed' | 'lapsed-own',
): Promise<void> {
  const { request } = subject;
  const { voter_oid: oid, voter_name: name, decision } = ballot;
  const rule = request.requirement?.rule ?? '';
  await removeBallot(tx, subject, oid);
  // If the voter votes again later, that must not be taken for a repetition of the same click.
  await renewSeal(tx, subject);
  auditBallot(tx, subject, 'lapsed', { voter: name, voterOid: oid, decision, rule });
  await postMentioning(
    services,
    tx,
    request,
    { oid, name, places: await decisionPlaces(tx.db, request) },
    {
      key: `approval.said.${why}`,
      as: 'voter',
      params: { id: request.id, vm: plain(request.vm_name), rule: shown(rule, 60) },
    },
  );
}
