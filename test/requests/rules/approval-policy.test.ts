import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type ApproverGroup,
  type Conditions,
  defaultRequirement,
  goesByCopy,
  groupsAt,
  joinMinutes,
  lastJoined,
  matchesTicket,
  type RuleRequirement,
  ticketMistake,
} from '../../../src/requests/rules/approval-policy.ts';

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

describe('the pattern of a ticket', () => {
  it('is looked for anywhere, in any case, unless it says where', () => {
    assert.ok(matchesTicket('(INC|CHG)\\d{7}', 'the table is gone, inc0012345'));
    assert.ok(!matchesTicket('^INC\\d{7}$', 'see INC0012345'));
    assert.ok(matchesTicket('^INC\\d{7}$', 'INC0012345'));
    assert.ok(matchesTicket('\\p{Lu}{3}-\\d+', 'ops-12'));
  });

  it('takes the same as the regular expressions people know', () => {
    const piece = fc.constantFrom('INC', 'CHG', '\\d', '\\w', '[a-z]', '.', '\\s', '-', '^', '$', '\\b');
    const pattern = fc.array(fc.tuple(piece, fc.constantFrom('', '?', '+', '{2}')), { minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('I', 'n', 'C', 'h', 'G', '1', '2', ' ', '-', 'z'), maxLength: 20 });
    fc.assert(
      fc.property(pattern, text, (pieces, given) => {
        const anchor = (one: string) => /^(\^|\$|\\b)$/.test(one);
        const source = pieces.map(([one, count]) => (anchor(one) ? one : one + count)).join('');
        assert.equal(matchesTicket(source, given), new RegExp(source, 'iu').test(given), source);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that would never end elsewhere ends here, and is not taken from a file at all', () => {
    for (const pattern of ['^(\\w+\\s?)*$', '^(a|aa)+$', '(x+x+)+y']) {
      assert.equal(matchesTicket(pattern, `${'a'.repeat(4_000)}!`), false);
    }
    assert.match(ticketMistake('^(\\w+\\s?)*$') ?? '', /repetition stands inside a repetition/);
    assert.match(ticketMistake('(') ?? '', /expected a regular expression/);
    assert.match(ticketMistake('(INC)\\1') ?? '', /without look-around/);
    assert.equal(ticketMistake('(INC|CHG)\\d{7}'), undefined);
    assert.equal(ticketMistake(`INC${'\\d+-?'.repeat(20)}`), undefined, 'many repetitions beside each other do end');
  });
});
