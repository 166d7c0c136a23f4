import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupsAt, type Requirement } from '../../src/requests/rules/approval-policy.ts';
import { askedAt, type VoteSubject } from '../../src/requests/vote-subject.ts';

const minute = (number: number) => new Date(Date.UTC(2026, 10, 24, 1, number));

const group = (name: string) => ({ name, people: [], entra: [] });
const requirement = {
  rule: 'hurried',
  approvals: 1,
  denials: 1,
  oneVotePerGroup: false,
  groups: [group('platform')],
  next: { afterMinutes: 20, group: group('leads') },
  decideMinutes: 60,
  beginMinutes: 60,
} as unknown as Requirement;

/** Requested at 01:00; its approvers' first turn was at 01:30. */
const request = { created_at: minute(0), decide_by: minute(90), requirement } as VoteSubject['request'];

describe('the clock of what is voted on', () => {
  it('begins with the first turn of its approvers: a group that joins later joins so long after that', () => {
    assert.deepEqual(askedAt({ request }), minute(30));
    const namesAt = (at: Date) => groupsAt(requirement, askedAt({ request }), at).map(({ name }) => name);
    assert.deepEqual(namesAt(minute(49)), ['platform']);
    assert.deepEqual(namesAt(minute(50)), ['platform', 'leads']);
  });

  it('of an addendum begins with its own question', () => {
    const addendum = { asked_at: minute(70) } as VoteSubject['addendum'];
    assert.deepEqual(askedAt({ request, addendum }), minute(70));
  });

  it('of what nobody had to agree to is when it was asked for', () => {
    assert.deepEqual(askedAt({ request: { ...request, requirement: null } }), minute(0));
  });
});
