import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StoredError } from '../../../src/kernel/stored.ts';
import type { ApproverGroup, Requirement, RuleRequirement } from '../../../src/requests/rules/approval-policy.ts';
import {
  type Approvers,
  type BreakGlassUse,
  storedApprovers,
  storedBallots,
  storedBreakGlass,
  storedRequirement,
  storedVoteGroups,
} from '../../../src/store/rules/decision.ts';

const group: ApproverGroup = {
  name: 'dba',
  holders: false,
  entra: ['g1'],
  people: ['p1'],
  onCall: { source: { pagerduty: { schedule: 'PX1' } }, people: { PX: 'p2' } },
};
const rule: Required<RuleRequirement> = {
  rule: 'production',
  approvals: 2,
  denials: 1,
  oneVotePerGroup: true,
  groups: [group],
  next: { afterMinutes: 15, group: { ...group, name: 'leads' } },
  ticket: 'INC\\d{7}',
  decideMinutes: 240,
  beginMinutes: 60,
};
const requirement: Required<Requirement> = { ...rule, all: [rule, { ...rule, rule: 'default' }] };
const approvers: Approvers = { people: ['p1'], onCall: ['p1'], more: true, unread: ['dba'] };
const glass: Required<BreakGlassUse> = {
  byOid: 'p1',
  byName: 'Anna',
  ticket: 'INC0012345',
  reason: 'the table is gone',
  nonce: 'n',
  askedAt: '2026-11-24T03:00:00Z',
  brokenAt: '2026-11-24T03:01:00Z',
  confirmMessageId: 'm1',
  reviewMessageIds: ['m2'],
};
const ballot = {
  voter_oid: 'p1',
  voter_name: 'Anna',
  reason: '',
  groups: ['dba'],
  at: new Date('2026-11-24T03:00:00Z'),
};
const ballots = (['approve', 'reject'] as const).map((decision) => ({ ...ballot, decision }));

describe('what is stored of a decision', () => {
  for (const [name, kept, value] of [
    ['requirement', storedRequirement, requirement],
    ['approvers', storedApprovers, approvers],
    ['groups of a vote', storedVoteGroups, ['dba', 'leads']],
    ['votes on an addendum', storedBallots, ballots],
    ['break glass', storedBreakGlass, glass],
  ] as const) {
    it(`comes back with all that it may hold: ${name}`, () => {
      assert.deepEqual(kept.parse(JSON.parse(JSON.stringify(value))), value);
    });

    it(`is never taken for less where it lacks something, and says what it is: ${name}`, () => {
      for (const json of [null, 'x', { approvals: 1 }, [{ decision: 'approve' }], [1]]) {
        assert.throws(
          () => kept.parse(json),
          (error: StoredError) => error.code === 'stored.unreadable' && error.params.name === name,
        );
      }
    });
  }
});
