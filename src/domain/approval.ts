import type { Tri } from './facts.ts';

/** `pending → approved → running → succeeded | failed | cancelled`, or ended without running. */
export type RequestState =
  | 'pending'
  | 'approved'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'rejected'
  | 'expired'
  | 'withdrawn'
  | 'void';

export type RequestEvent =
  | 'approve'
  | 'reject'
  | 'withdraw'
  /** The time to decide, or once approved the time to begin, has passed. */
  | 'expire'
  /** An effect of the plan would differ from what was signed. */
  | 'void'
  /** The first step gets its attempt. */
  | 'begin'
  | 'succeed'
  | 'fail'
  | 'cancel'
  /** A failed step is tried again under the same approval. */
  | 'retry';

/** Withdrawing ends with `begin`: from then on Azure may be acting. A state without a row is final. */
const transitions: Partial<Record<RequestState, Partial<Record<RequestEvent, RequestState>>>> = {
  pending: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired', void: 'void' },
  approved: { begin: 'running', withdraw: 'withdrawn', expire: 'expired', void: 'void' },
  running: { succeed: 'succeeded', fail: 'failed', cancel: 'cancelled', void: 'void' },
  failed: { retry: 'running', cancel: 'cancelled', void: 'void' },
};

/** The state after an event, or undefined where the event cannot happen in that state. */
export function nextState(state: RequestState, event: RequestEvent): RequestState | undefined {
  return transitions[state]?.[event];
}

export type Decision = 'approve' | 'reject';

export type ApprovalPolicy = {
  /** Approvals by different people that make a request approved. */
  approvals: number;
  /** Rejections by different people that make it rejected. */
  rejections: number;
};

/** One approval by another person who holds the gated action; one rejection ends it. */
const defaultPolicy: ApprovalPolicy = { approvals: 1, rejections: 1 };

export type Vote = { voterOid: string; decision: Decision };

export type Ballot = Vote & {
  at: Date;
  /** The policy names this person, or, by default, the person holds the gated action. Unknown is no. */
  mayDecide: Tri;
};

export type UndecidedRequest = { requesterOid: string; state: RequestState; decideBy: Date };

export type Outcome =
  | {
      kind: 'refused';
      code: 'requester-cannot-approve' | 'already-decided' | 'expired' | 'not-an-approver' | 'already-voted';
    }
  /** The vote counts, more are needed. */
  | { kind: 'counted'; votes: Vote[]; missing: number }
  | { kind: 'decided'; votes: Vote[]; event: Decision };

/**
 * Counts one vote. A person has one vote and may change it until the request is decided; the requester has none, under
 * any role. Call it in the transaction that locks the request's row.
 */
export function decide(
  request: UndecidedRequest,
  votes: readonly Vote[],
  ballot: Ballot,
  policy: ApprovalPolicy = defaultPolicy,
): Outcome {
  if (sameOid(ballot.voterOid, request.requesterOid)) return { kind: 'refused', code: 'requester-cannot-approve' };
  if (request.state === 'expired') return { kind: 'refused', code: 'expired' };
  if (request.state !== 'pending') return { kind: 'refused', code: 'already-decided' };
  if (ballot.at.getTime() >= request.decideBy.getTime()) return { kind: 'refused', code: 'expired' };
  if (ballot.mayDecide !== 'yes') return { kind: 'refused', code: 'not-an-approver' };
  const before = votes.find((vote) => sameOid(vote.voterOid, ballot.voterOid));
  if (before?.decision === ballot.decision) return { kind: 'refused', code: 'already-voted' };

  const others = votes.filter((vote) => vote !== before && !sameOid(vote.voterOid, request.requesterOid));
  const all = [...others, { voterOid: ballot.voterOid, decision: ballot.decision }];
  const needed = ballot.decision === 'approve' ? policy.approvals : policy.rejections;
  const given = all.filter((vote) => vote.decision === ballot.decision).length;
  if (given >= needed) return { kind: 'decided', votes: all, event: ballot.decision };
  return { kind: 'counted', votes: all, missing: needed - given };
}

/** What has to be typed behind the id to approve by text: proof that this plan was looked at. */
export function hashPiece(hash: string): string {
  return hash.slice(0, 4).toUpperCase();
}

/** Object ids are GUIDs, and GUIDs come in both cases. */
function sameOid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function matchesHashPiece(typed: string, hash: string): boolean {
  return /^[0-9a-f]{4,64}$/i.test(typed) && hash.toLowerCase().startsWith(typed.toLowerCase());
}
