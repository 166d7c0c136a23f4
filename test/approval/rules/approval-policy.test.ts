import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ApproverGroup,
  type Conditions,
  defaultRequirement,
  goesByCopy,
  groupsAt,
  joinMinutes,
  lastJoined,
  type RuleRequirement,
} from '../../../src/approval/rules/approval-policy.ts';

const base = defaultRequirement({ decideMinutes: 240, beginMinutes: 60 });
const group = (name: string): ApproverGroup => ({ name, holders: false, entra: [], people: [name] });
const [dba, leads, platform] = ['dba', 'leads', 'platform'].map(group) as [ApproverGroup, ApproverGroup, ApproverGroup];
const askedAt = new Date('2026-11-24T03:00:00Z');
const after = (minutes: number, ms = 0) => new Date(askedAt.getTime() + minutes * 60_000 + ms);

const rule = (groups: ApproverGroup[], next?: RuleRequirement['next']): RuleRequirement => ({
  ...base,
  groups,
  ...(next && { next }),
});

describe('those who may decide', () => {
  it('are, where the policy says nothing, all who hold the right, and nobody by name', () => {
    assert.deepEqual(base.groups, [{ name: 'holders', holders: true, entra: [], people: [] }]);
  });

  it('become more when a group joins, at its minute and not before', () => {
    const requirement = rule([dba], { afterMinutes: 15, group: leads });
    assert.deepEqual(groupsAt(requirement, askedAt, after(0)), [dba]);
    assert.deepEqual(groupsAt(requirement, askedAt, after(15, -1)), [dba]);
    assert.deepEqual(groupsAt(requirement, askedAt, after(15)), [dba, leads]);
    assert.deepEqual(groupsAt(rule([dba]), askedAt, after(600)), [dba]);
  });

  it('are those of all rules that may hold, each group once', () => {
    const all = [rule([dba, leads]), rule([leads, platform], { afterMinutes: 30, group: dba })];
    assert.deepEqual(groupsAt({ ...base, all }, askedAt, after(30)), [dba, leads, platform]);
  });
});

describe('a group that joins', () => {
  const all = [
    rule([dba], { afterMinutes: 30, group: leads }),
    rule([dba]),
    rule([dba], { afterMinutes: 10, group: platform }),
    rule([dba], { afterMinutes: 10, group: dba }),
  ];
  const last = (minutes: number, ms = 0) => lastJoined({ ...base, all }, askedAt, after(minutes, ms))?.name;

  it('is looked for at each minute at which one of the rules has it join, once', () => {
    assert.deepEqual(joinMinutes({ ...base, all }), [30, 10]);
    assert.deepEqual(joinMinutes(rule([dba])), []);
  });

  it('is told of when it is the last that has', () => {
    assert.deepEqual(
      [last(0), last(10, -1), last(10), last(30, -1), last(30), last(600)],
      [...[undefined, undefined], ...['dba', 'dba'], ...['leads', 'leads']],
    );
    assert.equal(lastJoined(rule([dba]), askedAt, after(600)), undefined);
  });
});

describe('a policy', () => {
  it('goes by the copy where one of its rules does', () => {
    const goes = (...conditions: Conditions[]) => goesByCopy({ rules: conditions.map((when) => ({ ...base, when })) });
    assert.equal(goes({ machines: ['*'] }, { moreReadersThan: 0 }), true);
    assert.equal(goes({ point: [] }, { machines: ['*'] }), true);
    assert.equal(goes({ machines: ['*'] }), false);
    assert.equal(goes(), false);
  });
});
