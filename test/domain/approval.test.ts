import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Ballot,
  decide,
  hashPiece,
  matchesHashPiece,
  nextState,
  type RequestEvent,
  type RequestState,
  type Vote,
} from '../../src/domain/approval.ts';

const at = new Date('2026-11-24T02:00:00Z');
const decideBy = new Date('2026-11-24T06:00:00Z');
const request = { requesterOid: 'AAAA', state: 'pending' as RequestState, decideBy };
const ballot = (part: Partial<Ballot> = {}): Ballot => ({
  voterOid: 'bbbb',
  decision: 'approve',
  at,
  mayDecide: 'yes',
  ...part,
});
const states: RequestState[] = [
  'pending',
  'approved',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
  'expired',
  'withdrawn',
  'void',
];
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
    assert.deepEqual(decide(request, [], ballot()), {
      kind: 'decided',
      votes: [{ voterOid: 'bbbb', decision: 'approve' }],
      event: 'approve',
    });
    assert.equal(decide(request, [], ballot({ decision: 'reject' })).kind, 'decided');
  });

  const refusal = (changed: Partial<typeof request>, cast: Partial<Ballot>, votes: Vote[] = []) => {
    const outcome = decide({ ...request, ...changed }, votes, ballot(cast), { approvals: 2, rejections: 2 });
    return outcome.kind === 'refused' ? outcome.code : outcome.kind;
  };

  it('of the requester never counts, in any spelling of the id', () => {
    assert.equal(refusal({}, { voterOid: 'aaaa' }), 'requester-cannot-approve');
    assert.equal(refusal({}, { voterOid: 'aAAa', decision: 'reject' }), 'requester-cannot-approve');
  });

  it('is refused when it is late, undecided by right, or repeated', () => {
    assert.equal(refusal({}, { at: decideBy }), 'expired');
    assert.equal(refusal({ state: 'expired' }, {}), 'expired');
    assert.equal(refusal({ state: 'rejected' }, {}), 'already-decided');
    assert.equal(refusal({ state: 'running' }, {}), 'already-decided');
    assert.equal(refusal({}, { mayDecide: 'no' }), 'not-an-approver');
    assert.equal(refusal({}, { mayDecide: 'unknown' }), 'not-an-approver');
    assert.equal(refusal({}, {}, [{ voterOid: 'BBBB', decision: 'approve' }]), 'already-voted');
  });

  it('may be changed until the request is decided', () => {
    const outcome = decide(request, [{ voterOid: 'BBBB', decision: 'reject' }], ballot(), {
      approvals: 2,
      rejections: 2,
    });
    assert.deepEqual(outcome, { kind: 'counted', votes: [{ voterOid: 'bbbb', decision: 'approve' }], missing: 1 });
  });

  it('is decided by the policy of different people, whatever the order of votes', () => {
    const voter = fc.constantFrom('aaaa', 'AAAA', 'b', 'B', 'c', 'd', 'e');
    const cast = fc.record({ voterOid: voter, decision: fc.constantFrom('approve' as const, 'reject' as const) });
    fc.assert(
      fc.property(
        fc.array(cast, { maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (casts, approvals, rejections) => {
          let votes: Vote[] = [];
          for (const vote of casts) {
            const outcome = decide(request, votes, ballot(vote), { approvals, rejections });
            if (outcome.kind === 'refused') continue;
            votes = outcome.votes;
            const given = votes.filter(({ decision }) => decision === vote.decision);
            assert.equal(new Set(votes.map(({ voterOid }) => voterOid.toLowerCase())).size, votes.length);
            assert.ok(votes.every(({ voterOid }) => voterOid.toLowerCase() !== 'aaaa'));
            assert.equal(
              outcome.kind === 'decided',
              given.length === (vote.decision === 'approve' ? approvals : rejections),
            );
            if (outcome.kind === 'decided') return;
          }
        },
      ),
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
    for (const state of states.filter((each) => each !== 'approved'))
      assert.equal(nextState(state, 'begin'), undefined);
  });

  it('that has ended stays ended, and is approved only from pending', () => {
    for (const state of states) {
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
