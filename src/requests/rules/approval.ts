import type { Tri } from '../../kernel/facts.ts';
import type { RequestState } from '../../kernel/request.ts';
import { groupsAt, groupsOfRule, type Requirement, type RuleRequirement } from './approval-policy.ts';

export type RequestEvent =
  | 'approve'
  | 'reject'
  | 'withdraw'
  /** The time to decide or, once approved, to begin has passed. */
  | 'expire'
  /** An effect of the plan would differ from what was signed. */
  | 'void'
  /** The first step gets its attempt. */
  | 'begin'
  | 'succeed'
  | 'fail'
  | 'cancel'
  /** A failed step is retried under the same approval. */
  | 'retry';

/** Withdrawing ends with `begin`: from then on Azure may be acting. A state without a row is final. */
const transitions: Partial<Record<RequestState, Partial<Record<RequestEvent, RequestState>>>> = {
  pending: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired', void: 'void' },
  approved: { begin: 'running', withdraw: 'withdrawn', expire: 'expired', void: 'void' },
  // A running request may expire while nothing is known to have been sent: a lost answer may take longer than the time
  // to begin.
  running: { succeed: 'succeeded', fail: 'failed', cancel: 'cancelled', expire: 'expired', void: 'void' },
  failed: { retry: 'running', cancel: 'cancelled', void: 'void' },
};

/** The state after an event, or undefined if the event cannot happen in that state. */
export function nextState(state: RequestState, event: RequestEvent): RequestState | undefined {
  return transitions[state]?.[event];
}

export type Decision = 'approve' | 'reject';

type Count = Pick<RuleRequirement, 'approvals' | 'denials' | 'oneVotePerGroup'>;

/** The votes that one rule requires, and whose votes count. */
export type RuleQuorum = Count & { rule: string; groups: readonly string[] };

/** The votes that a policy requires. With `all`, each of those must be reached by the votes of its own groups. */
export type Quorum = Count & { all?: readonly RuleQuorum[] };

/** The votes required at a moment: a group may have joined since. */
export function quorumAt(requirement: Requirement, askedAt: Date, at: Date): Quorum & RuleQuorum {
  const { rule, approvals, denials, oneVotePerGroup, all } = requirement;
  const namesOf = (one: RuleRequirement) => groupsOfRule(one, askedAt, at).map(({ name }) => name);
  return {
    rule,
    approvals,
    denials,
    oneVotePerGroup,
    groups: groupsAt(requirement, askedAt, at).map(({ name }) => name),
    ...(all && {
      all: all.map((one) => ({
        rule: one.rule,
        approvals: one.approvals,
        denials: one.denials,
        oneVotePerGroup: one.oneVotePerGroup,
        groups: namesOf(one),
      })),
    }),
  };
}

export type Vote = {
  voterOid: string;
  decision: Decision;
  /** Names of the groups that the voter was in when voting. */
  groups: readonly string[];
};

export type NewVote = Vote & {
  at: Date;
  /** The policy names this person or, by default, the person holds the gated action. Unknown is no. */
  mayDecide: Tri;
};

/** The owners of a request. */
export type Own = {
  requesterOid: string;
  /** The person who carries it now. */
  assigneeOid: string;
};

export type UndecidedRequest = Own & { state: RequestState; decideBy: Date };

export type Refused = {
  kind: 'refused';
  code:
    | 'requester-cannot-approve'
    | 'assignee-cannot-approve'
    | 'already-decided'
    | 'expired'
    | 'not-an-approver'
    | 'already-voted'
    | 'no-vote';
};

export type Outcome =
  | Refused
  /** The vote counts, more are needed. */
  | { kind: 'counted'; votes: Vote[]; missing: number }
  | { kind: 'decided'; votes: Vote[]; event: Decision };

/** Refuses votes on one's own request, whatever role the voter holds. */
export function ownRefusal({ requesterOid, assigneeOid }: Own, voterOid: string): Refused | undefined {
  if (sameOid(voterOid, requesterOid)) return { kind: 'refused', code: 'requester-cannot-approve' };
  return sameOid(voterOid, assigneeOid) ? { kind: 'refused', code: 'assignee-cannot-approve' } : undefined;
}

/**
 * Whether a vote no longer counts because the voter owns the request now. The rejection of an assignee, cast before
 * they took it over, still counts.
 */
export function isOwnVote(own: Own, { voterOid, decision }: Pick<Vote, 'voterOid' | 'decision'>): boolean {
  return sameOid(voterOid, own.requesterOid) || (decision === 'approve' && ownRefusal(own, voterOid) !== undefined);
}

/**
 * Counts one vote. A person has one vote and may change it until the request is decided; requester and assignee have
 * none. Call it in the transaction that locks the request's row.
 */
export function decide(request: UndecidedRequest, votes: readonly Vote[], ballot: NewVote, quorum: Quorum): Outcome {
  const own = ownRefusal(request, ballot.voterOid);
  if (own) return own;
  const over = isOver(request, ballot.at);
  if (over) return over;
  if (ballot.mayDecide !== 'yes') return { kind: 'refused', code: 'not-an-approver' };
  const before = votes.find((vote) => sameOid(vote.voterOid, ballot.voterOid));
  if (before?.decision === ballot.decision) return { kind: 'refused', code: 'already-voted' };

  const others = votes.filter((vote) => vote !== before && !isOwnVote(request, vote));
  const { voterOid, decision, groups } = ballot;
  const all = [...others, { voterOid, decision, groups }];
  const missing = missingVotes(all, decision, quorum);
  return missing === 0 ? { kind: 'decided', votes: all, event: decision } : { kind: 'counted', votes: all, missing };
}

/** Takes a vote back, which is possible until the request is decided. */
export function takeBack(
  request: Omit<UndecidedRequest, keyof Own>,
  votes: readonly Vote[],
  { voterOid, at }: Pick<NewVote, 'voterOid' | 'at'>,
): Refused | { kind: 'taken-back'; votes: Vote[] } {
  const over = isOver(request, at);
  if (over) return over;
  const left = votes.filter((vote) => !sameOid(vote.voterOid, voterOid));
  return left.length < votes.length ? { kind: 'taken-back', votes: left } : { kind: 'refused', code: 'no-vote' };
}

function isOver({ state, decideBy }: Omit<UndecidedRequest, keyof Own>, at: Date): Refused | undefined {
  if (state === 'expired') return { kind: 'refused', code: 'expired' };
  if (state !== 'pending') return { kind: 'refused', code: 'already-decided' };
  return at.getTime() >= decideBy.getTime() ? { kind: 'refused', code: 'expired' } : undefined;
}

/** The least number of further votes of one kind. Of several rules, all must approve and any may reject. */
export function missingVotes(votes: readonly Vote[], decision: Decision, quorum: Quorum): number {
  if (quorum.all) {
    const each = quorum.all.map((rule) => missingVotes(votesFor(rule, votes), decision, rule));
    return decision === 'reject' ? Math.min(...each) : Math.max(...each);
  }
  const given = votes.filter((vote) => vote.decision === decision);
  if (decision === 'reject') return Math.max(0, quorum.denials - given.length);
  return Math.max(0, quorum.approvals - (quorum.oneVotePerGroup ? groupsFilled(given) : given.length));
}

/** The votes that count for a rule, each for those of the rule's groups that its voter is in. */
export function votesFor({ groups }: RuleQuorum, votes: readonly Vote[]): Vote[] {
  return votes
    .map((vote) => ({ ...vote, groups: vote.groups.filter((name) => groups.includes(name)) }))
    .filter((vote) => vote.groups.length > 0);
}

/** The groups from which another approval would count. */
export function groupsWanted(votes: readonly Vote[], groups: readonly string[], quorum: Count): string[] {
  const given = votes.filter(({ decision }) => decision === 'approve');
  if (!quorum.oneVotePerGroup) return [...groups];
  const filled = groupsFilled(given);
  return groups.filter((name) => groupsFilled([...given, { groups: [name] }]) > filled);
}

/**
 * The most groups that these voters can speak for, each voter for one and each group once: a maximum matching. A voter
 * in two groups does not fill both, and never blocks another voter's only group.
 */
function groupsFilled(votes: readonly Pick<Vote, 'groups'>[]): number {
  const voterOf = new Map<string, Pick<Vote, 'groups'>>();
  const place = (vote: Pick<Vote, 'groups'>, tried: Set<string>): boolean =>
    vote.groups.some((name) => {
      if (tried.has(name)) return false;
      tried.add(name);
      const holder = voterOf.get(name);
      if (holder && !place(holder, tried)) return false;
      voterOf.set(name, vote);
      return true;
    });
  return votes.filter((vote) => place(vote, new Set())).length;
}

/** The piece of the hash that is typed after the id to approve by text, as proof that this plan was read. */
export function hashPiece(hash: string): string {
  return hash.slice(0, 4).toUpperCase();
}

/** Object ids are GUIDs, which come in both cases. */
function sameOid(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function matchesHashPiece(typed: string, hash: string): boolean {
  return /^[0-9a-f]{4,64}$/i.test(typed) && hash.toLowerCase().startsWith(typed.toLowerCase());
}
