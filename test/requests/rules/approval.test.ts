import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type RequestState, requestStates } from '../../../src/kernel/request.ts';
import {
  decide,
  groupsWanted,
  hashPiece,
  matchesHashPiece,
  missingVotes,
  type NewVote,
  nextState,
  type Quorum,
  type RequestEvent,
  takeBack,
  type Vote,
  votesFor,
} from '../../../src/requests/rules/approval.ts';

const at = new Date('2026-11-24T02:00:00Z');
const decideBy = new Date('2026-11-24T06:00:00Z');
const request = { requesterOid: 'AAAA', assigneeOid: 'AAAA', state: 'pending' as RequestState, decideBy };
const ballot = (part: Partial<NewVote> = {}): NewVote => ({
  voterOid: 'bbbb',
  decision: 'approve',
  groups: ['dba'],
  at,
  mayDecide: 'yes',
  ...part,
});
const one: Quorum = { approvals: 1, denials: 1, oneVotePerGroup: false };
const two: Quorum = { approvals: 2, denials: 2, oneVotePerGroup: false };
const vote = (voterOid: string, decision: Vote['decision'], ...groups: string[]): Vote => ({
  voterOid,
  decision,
  groups,
});
const events: RequestEvent[] = [
  'approve',
  'reject',
  'withdraw',
  'expire',
  'void',
  'begin',
  'succeed',
  'fail',
  'cancel',
  'retry',
];

describe('a vote', () => {
  it('by one other person who may decide is enough by default', () => {
    assert.deepEqual(decide(request, [], ballot(), one), {
      kind: 'decided',
      votes: [vote('bbbb', 'approve', 'dba')],
      event: 'approve',
    });
    assert.equal(decide(request, [], ballot({ decision: 'reject' }), one).kind, 'decided');
  });

  const refusal = (changed: Partial<typeof request>, cast: Partial<NewVote>, votes: Vote[] = []) => {
    const outcome = decide({ ...request, ...changed }, votes, ballot(cast), two);
    return outcome.kind === 'refused' ? outcome.code : outcome.kind;
  };

  it('of the requester never counts, in any spelling of the id', () => {
    assert.equal(refusal({}, { voterOid: 'aaaa' }), 'requester-cannot-approve');
    assert.equal(refusal({}, { voterOid: 'aAAa', decision: 'reject' }), 'requester-cannot-approve');
  });

  it('of whoever carries it now never counts, and an approval of theirs from before counts no more', () => {
    const assigneeOid = 'CCCC';
    assert.equal(refusal({ assigneeOid }, { voterOid: 'cccc' }), 'assignee-cannot-approve');
    assert.equal(refusal({ assigneeOid }, { voterOid: 'cccc', decision: 'reject' }), 'assignee-cannot-approve');
    const carried = { ...request, assigneeOid };
    const approved = decide(carried, [vote('cccc', 'approve', 'dba')], ballot(), two);
    assert.deepEqual(approved, { kind: 'counted', votes: [vote('bbbb', 'approve', 'dba')], missing: 1 });
    const rejected = decide(carried, [vote('cccc', 'reject', 'dba')], ballot({ decision: 'reject' }), two);
    assert.equal(rejected.kind, 'decided', 'their no stands');
    assert.equal(decide(carried, [vote('aaaa', 'reject')], ballot({ decision: 'reject' }), two).kind, 'counted');
  });

  it('is refused when it is late, undecided by right, or repeated', () => {
    assert.equal(refusal({}, { at: decideBy }), 'expired');
    assert.equal(refusal({ state: 'expired' }, {}), 'expired');
    assert.equal(refusal({ state: 'rejected' }, {}), 'already-decided');
    assert.equal(refusal({ state: 'running' }, {}), 'already-decided');
    assert.equal(refusal({}, { mayDecide: 'no' }), 'not-an-approver');
    assert.equal(refusal({}, { mayDecide: 'unknown' }), 'not-an-approver');
    assert.equal(refusal({}, {}, [vote('BBBB', 'approve')]), 'already-voted');
  });

  it('may be changed until the request is decided', () => {
    const outcome = decide(request, [vote('BBBB', 'reject')], ballot(), two);
    assert.deepEqual(outcome, { kind: 'counted', votes: [vote('bbbb', 'approve', 'dba')], missing: 1 });
  });

  it('may be taken back until the request is decided, and only a vote that was cast', () => {
    const votes = [vote('BBBB', 'approve', 'dba'), vote('c', 'approve')];
    assert.deepEqual(takeBack(request, votes, { voterOid: 'bbbb', at }), { kind: 'taken-back', votes: [votes[1]] });
    const code = (changed: Partial<typeof request>, voterOid: string, when = at) => {
      const outcome = takeBack({ ...request, ...changed }, votes, { voterOid, at: when });
      return outcome.kind === 'refused' ? outcome.code : outcome.kind;
    };
    assert.equal(code({}, 'dddd'), 'no-vote');
    assert.equal(code({ state: 'approved' }, 'bbbb'), 'already-decided');
    assert.equal(code({}, 'bbbb', decideBy), 'expired');
  });

  it('fills the place of one group only, and whichever leaves most places filled', () => {
    const groups: Quorum = { approvals: 2, denials: 1, oneVotePerGroup: true };
    const missing = (...votes: Vote[]) => missingVotes(votes, 'approve', groups);
    assert.equal(missing(vote('a', 'approve', 'dba'), vote('b', 'approve', 'dba')), 1, 'two of one group are one vote');
    assert.equal(missing(vote('a', 'approve', 'dba', 'platform')), 1, 'one person in both groups is one vote');
    assert.equal(missing(vote('a', 'approve', 'dba', 'platform'), vote('b', 'approve', 'dba')), 0);
    assert.deepEqual(groupsWanted([vote('a', 'approve', 'dba')], ['dba', 'platform'], groups), ['platform']);
    const both = [vote('a', 'approve', 'dba', 'platform')];
    assert.deepEqual(groupsWanted(both, ['dba', 'platform'], groups), ['dba', 'platform'], 'either would do');
  });

  /** The most places that can be filled, found by trying every assignment. */
  function most(votes: readonly Vote[], taken: readonly string[] = []): number {
    const [first, ...others] = votes;
    if (!first) return 0;
    const ways = first.groups.filter((name) => !taken.includes(name)).map((name) => 1 + most(others, [...taken, name]));
    return Math.max(most(others, taken), ...ways);
  }

  it('is decided by the quorum of different people, whatever the order and the changes of votes', () => {
    const voter = fc.constantFrom('aaaa', 'AAAA', 'b', 'B', 'c', 'd', 'e');
    const groups = fc.subarray(['dba', 'platform', 'network'], { minLength: 1 });
    const cast = fc.record({
      voterOid: voter,
      decision: fc.constantFrom('approve' as const, 'reject' as const),
      groups,
    });
    const wanted = fc.record({
      approvals: fc.integer({ min: 1, max: 3 }),
      denials: fc.integer({ min: 1, max: 3 }),
      oneVotePerGroup: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(cast, { maxLength: 12 }), wanted, (casts, quorum) => {
        let votes: Vote[] = [];
        for (const each of casts) {
          const outcome = decide(request, votes, ballot(each), quorum);
          if (outcome.kind === 'refused') continue;
          votes = outcome.votes;
          const given = votes.filter(({ decision }) => decision === each.decision);
          assert.equal(new Set(votes.map(({ voterOid }) => voterOid.toLowerCase())).size, votes.length);
          assert.ok(votes.every(({ voterOid }) => voterOid.toLowerCase() !== 'aaaa'));
          const counted = each.decision === 'approve' && quorum.oneVotePerGroup ? most(given) : given.length;
          const needed = each.decision === 'approve' ? quorum.approvals : quorum.denials;
          assert.equal(outcome.kind === 'decided', counted >= needed);
          if (outcome.kind === 'decided') return;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a request', () => {
  const after = (...path: RequestEvent[]) =>
    path.reduce<RequestState | undefined>((state, event) => (state ? nextState(state, event) : undefined), 'pending');

  it('goes from asked to done', () => {
    assert.equal(after('approve', 'begin', 'succeed'), 'succeeded');
    assert.equal(after('approve', 'begin', 'fail', 'retry', 'succeed'), 'succeeded');
    assert.equal(after('approve', 'begin', 'cancel'), 'cancelled');
  });

  it('can be withdrawn only until it begins, and runs only when approved', () => {
    assert.equal(after('withdraw'), 'withdrawn');
    assert.equal(after('approve', 'withdraw'), 'withdrawn');
    assert.equal(after('approve', 'begin', 'withdraw'), undefined);
    for (const state of requestStates.filter((each) => each !== 'approved'))
      assert.equal(nextState(state, 'begin'), undefined);
  });

  it('that has ended stays ended, and is approved only from pending', () => {
    for (const state of requestStates) {
      for (const event of events) {
        const next = nextState(state, event);
        if (next === 'approved') assert.equal(state, 'pending');
        if (['succeeded', 'cancelled', 'rejected', 'expired', 'withdrawn', 'void'].includes(state))
          assert.equal(next, undefined);
      }
    }
  });
});

describe('the hash piece', () => {
  const hash = '4f9c'.padEnd(64, '0');

  it('is the start of the hash in either case', () => {
    assert.equal(hashPiece(hash), '4F9C');
    for (const typed of ['4F9C', '4f9c', '4f9c00', hash]) assert.ok(matchesHashPiece(typed, hash), typed);
  });

  it('is refused when shorter, longer or different', () => {
    for (const typed of ['', '4F9', '4F9D', '4F9C1', `${hash}0`, '....'])
      assert.ok(!matchesHashPiece(typed, hash), typed);
  });
});

describe('the states of a request', () => {
  it('are left by these events, to these states, and by no others', () => {
    const ways = requestStates.flatMap((state) =>
      events.flatMap((event) => {
        const next = nextState(state, event);
        return next === undefined ? [] : [`${state} ${event} ${next}`];
      }),
    );
    assert.deepEqual(
      ways.toSorted(),
      [
        'pending approve approved',
        'pending reject rejected',
        'pending withdraw withdrawn',
        'pending expire expired',
        'pending void void',
        'approved begin running',
        'approved withdraw withdrawn',
        'approved expire expired',
        'approved void void',
        'running succeed succeeded',
        'running fail failed',
        'running cancel cancelled',
        'running expire expired',
        'running void void',
        'failed retry running',
        'failed cancel cancelled',
        'failed void void',
      ].toSorted(),
    );
  });
});

describe('the votes beside a new one', () => {
  const anton = vote('anton', 'approve', 'dba');

  it('stay as they were; only the one that is changed goes', () => {
    const three: Quorum = { ...two, approvals: 3 };
    const counted = decide(request, [anton, vote('bbbb', 'reject', 'dba')], ballot(), three);
    assert.deepEqual(counted, { kind: 'counted', votes: [anton, vote('bbbb', 'approve', 'dba')], missing: 1 });
  });

  it('count for nothing where they are the requester’s own, however they came there', () => {
    const counted = decide(request, [vote('aaaa', 'approve', 'dba')], ballot(), two);
    assert.deepEqual(counted, { kind: 'counted', votes: [vote('bbbb', 'approve', 'dba')], missing: 1 });
  });

  it('leave every group wanted where groups do not count, and those without an approval where they do', () => {
    const names = ['dba', 'leads'];
    assert.deepEqual(groupsWanted([anton], names, two), names);
    const each = { ...two, oneVotePerGroup: true };
    assert.deepEqual(groupsWanted([anton], names, each), ['leads']);
    assert.deepEqual(groupsWanted([vote('anton', 'reject', 'dba')], names, each), names);
  });
});

describe('the votes of a request that several rules hold for', () => {
  const rule = (name: string, approvals: number, denials: number, ...groups: string[]) => ({
    rule: name,
    approvals,
    denials,
    oneVotePerGroup: false,
    groups,
  });
  const all = [rule('databases', 2, 2, 'dba', 'leads'), rule('prod', 1, 1, 'platform')];
  const quorum: Quorum = { approvals: 2, denials: 1, oneVotePerGroup: false, all };
  const anton = vote('anton', 'approve', 'dba');
  const eva = vote('eva', 'approve', 'platform');

  it('approve it when each rule has those of its own groups', () => {
    assert.equal(missingVotes([], 'approve', quorum), 2);
    assert.equal(missingVotes([anton, vote('dana', 'approve', 'leads')], 'approve', quorum), 1, 'nobody of platform');
    assert.equal(missingVotes([anton, eva], 'approve', quorum), 1, 'platform is none of the databases');
    assert.equal(missingVotes([anton, eva, vote('dana', 'approve', 'leads')], 'approve', quorum), 0);
    const both = vote('both', 'approve', 'leads', 'platform');
    assert.equal(missingVotes([anton, both], 'approve', quorum), 0, 'one voter may count for two rules');
  });

  it('reject it as soon as one of the rules is refused', () => {
    assert.equal(missingVotes([], 'reject', quorum), 1);
    assert.equal(missingVotes([vote('anton', 'reject', 'dba')], 'reject', quorum), 1);
    assert.equal(missingVotes([vote('eva', 'reject', 'platform')], 'reject', quorum), 0);
  });

  it('count for a rule by those of its groups that the voter is in', () => {
    const [databases] = all;
    assert.ok(databases);
    assert.deepEqual(votesFor(databases, [vote('x', 'approve', 'leads', 'platform'), eva]), [
      vote('x', 'approve', 'leads'),
    ]);
  });
});
