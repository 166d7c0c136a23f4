import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { missingVotes, quorumAt } from '../../../src/requests/rules/approval.ts';
import {
  type Conditions,
  defaultRequirement,
  groupsAt,
  holders,
  type PointSeen,
  type Requirement,
  type Rule,
  type RuleSubject,
  rulesOf,
} from '../../../src/requests/rules/approval-policy.ts';
import { isWithinHours, requirementFor, requirementForAll, ruleFits } from '../../../src/requests/rules/choose-rule.ts';

const expiries = { decideMinutes: 240, beginMinutes: 60 };
const dba = { name: 'dba', holders: false, entra: ['g1'], people: [] };
const leads = { name: 'leads', holders: false, entra: [], people: ['p2'] };
const platform = { name: 'platform', holders: false, entra: [], people: ['p1'] };
const at = new Date('2026-11-24T02:00:00Z');
const subject: RuleSubject = {
  operation: 'restore',
  vault: 'rsv-prod',
  machine: 'sql-01',
  resourceGroup: 'rg-app',
  tags: { tier: 'database' },
  at,
};
const { tags: _, ...gone } = subject;
const rule = (name: string, when: Conditions, more: Partial<Rule> = {}): Rule => ({
  ...defaultRequirement(expiries),
  rule: name,
  when,
  ...more,
});
const nameFor = (rules: Rule[], changed: Partial<RuleSubject> = {}) =>
  requirementFor({ rules }, { ...subject, ...changed }, expiries).rule;

describe('the rule of a request', () => {
  it('is the first that fits, else the default: one approval of another holder, 4 hours, 1 hour', () => {
    const rules = [rule('other vault', { vaults: ['rsv-test'] }), rule('first', {}), rule('second', {})];
    assert.equal(nameFor(rules), 'first');
    assert.deepEqual(requirementFor({ rules: [] }, subject, expiries), {
      rule: 'default',
      approvals: 1,
      denials: 1,
      oneVotePerGroup: false,
      groups: [holders],
      decideMinutes: 240,
      beginMinutes: 60,
    } satisfies Requirement);
  });

  it('is chosen by vault, machine, resource group, tag and operation, all of those that are given, in any case', () => {
    const all: Conditions = {
      vaults: ['RSV-*'],
      machines: ['sql-*'],
      resourceGroups: ['RG-APP'],
      tags: { Tier: 'data*' },
      operations: ['restore'],
    };
    assert.equal(ruleFits(all, subject), 'yes');
    for (const other of [
      { vault: 'x' },
      { machine: 'x' },
      { resourceGroup: 'x' },
      { operation: 'undelete' },
      { tags: {} },
    ]) {
      assert.equal(ruleFits(all, { ...subject, ...other }), 'no', JSON.stringify(other));
    }
  });

  it('by a tag takes machines that have it, whatever pattern its value is held against', () => {
    for (const pattern of ['*', '', '**']) {
      assert.equal(ruleFits({ tags: { exempt: pattern } }, subject), 'no', pattern);
      assert.equal(ruleFits({ tags: { exempt: pattern } }, { ...subject, tags: { Exempt: '' } }), 'yes', pattern);
    }
  });

  it('for restores also covers those that replace disks, and not the other way round', () => {
    assert.equal(nameFor([rule('r', { operations: ['restore'] })], { operation: 'replace' }), 'r');
    assert.equal(nameFor([rule('r', { operations: ['replace'] })]), 'default');
  });

  it('is all that may hold, in whatever order, when the tags of a deleted machine are unknown', () => {
    const dev = rule('dev', { tags: { env: 'dev' } }, { groups: [platform], decideMinutes: 600 });
    const prod = rule('prod', { tags: { env: 'prod' } }, { groups: [dba], ticket: 'INC', beginMinutes: 15 });
    for (const rules of [
      [dev, prod],
      [prod, dev],
    ]) {
      const found = requirementFor({ rules }, gone, expiries);
      assert.deepEqual(new Set(rulesOf(found).map((each) => each.rule)), new Set(['dev', 'prod', 'default']));
      assert.deepEqual([found.decideMinutes, found.beginMinutes], [240, 15]);
      assert.deepEqual(new Set(found.groups.map(({ name }) => name)), new Set(['dba', 'platform', 'holders']));
      assert.deepEqual(
        rulesOf(found).flatMap(({ ticket }) => ticket ?? []),
        ['INC'],
      );
    }
    const found = requirementFor({ rules: [dev, rule('all', {}), prod] }, gone, expiries);
    assert.equal(found.rule, 'dev, all', 'nothing behind a rule that fits counts');
    assert.equal(requirementFor({ rules: [rule('first', {}), dev] }, gone, expiries).all, undefined);
  });

  it('goes by how many more people read a copy; where that is unknown, all that may hold', () => {
    const rules = [rule('many', { moreReadersThan: 10 }), rule('others', {})];
    const readers = (least: number, most = least) => ({
      copy: { readers: { least, most }, point: 'unknown' as const },
    });
    assert.equal(nameFor(rules, readers(11)), 'many');
    assert.equal(nameFor(rules, readers(10)), 'others');
    assert.equal(nameFor(rules, readers(10, 12)), 'many, others');
    assert.equal(nameFor(rules, readers(0, Number.POSITIVE_INFINITY)), 'many, others');
    assert.equal(nameFor(rules, { copy: 'unknown' }), 'many, others');
    // Nothing is restored, or not yet.
    assert.equal(nameFor(rules), 'others');
  });

  it('goes by what was known of the machine when the point was taken', () => {
    const rules = [
      rule('threat', { point: ['suspicious'] }),
      rule('silence', { point: ['unknown'] }),
      rule('others', {}),
    ];
    const seen = (point: PointSeen) => ({ copy: { readers: { least: 0, most: 0 }, point } });
    assert.equal(nameFor(rules, seen('suspicious')), 'threat');
    assert.equal(nameFor(rules, seen('unknown')), 'silence');
    assert.equal(nameFor(rules, seen('no-threat-known')), 'others');
    assert.equal(nameFor(rules, { copy: 'unknown' }), 'threat, silence, others');
    assert.equal(nameFor(rules), 'others');
  });

  it('that a tag would choose the groups of takes a vote of each of them when the tags are unknown', () => {
    const both = rule('r', {}, { groups: [dba, platform], oneVotePerGroup: true, chooseByTag: 'approvers' });
    const { approvals, oneVotePerGroup } = requirementFor({ rules: [both] }, gone, expiries);
    assert.deepEqual([approvals, oneVotePerGroup], [2, true]);
  });

  it('on unknown tags is decided only by votes that would decide it under whichever tags the machine had', () => {
    const value = fc.constantFrom('a', 'b', 'c');
    const made = fc.array(
      fc.record({
        tag: fc.option(value, { nil: undefined }),
        approvals: fc.integer({ min: 1, max: 2 }),
        denials: fc.integer({ min: 1, max: 2 }),
        groups: fc.subarray([dba, platform, leads, holders], { minLength: 2 }),
        chosen: fc.boolean(),
      }),
      { maxLength: 4 },
    );
    const votes = fc.uniqueArray(
      fc.record({
        voterOid: fc.constantFrom('b', 'c', 'd', 'e', 'f'),
        decision: fc.constantFrom('approve' as const, 'reject' as const),
        groups: fc.subarray(['dba', 'platform', 'leads', 'holders'], { minLength: 1 }),
      }),
      { selector: ({ voterOid }) => voterOid, maxLength: 5 },
    );
    const tags = fc.record({ env: value, approvers: fc.constantFrom('dba', 'platform', 'leads dba', 'nobody') });
    fc.assert(
      fc.property(made, votes, tags, (specs, cast, real) => {
        const rules = specs.map(({ tag, chosen, ...more }, index) =>
          rule(`r${index}`, tag === undefined ? {} : { tags: { env: tag } }, {
            ...more,
            oneVotePerGroup: true,
            ...(chosen && { chooseByTag: 'approvers' }),
          }),
        );
        const missing = (about: RuleSubject, decision: 'approve' | 'reject') => {
          const requirement = requirementFor({ rules }, about, expiries);
          const quorum = quorumAt(requirement, at, at);
          const named = new Set(groupsAt(requirement, at, at).map(({ name }) => name));
          const counted = cast
            .map((vote) => ({ ...vote, groups: vote.groups.filter((name) => named.has(name)) }))
            .filter(({ groups }) => groups.length > 0);
          return missingVotes(counted, decision, quorum);
        };
        const known = { ...subject, tags: real };
        if (missing(gone, 'approve') === 0) assert.equal(missing(known, 'approve'), 0);
        if (missing(known, 'reject') === 0) assert.equal(missing(gone, 'reject'), 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets a tag choose among its groups, never add one, and never leave too few', () => {
    const both = rule('r', {}, { groups: [dba, platform], oneVotePerGroup: true, chooseByTag: 'approvers' });
    const groups = (approvers: string, more: Partial<Rule> = {}) =>
      requirementFor(
        { rules: [{ ...both, ...more }] },
        { ...subject, tags: { Approvers: approvers } },
        expiries,
      ).groups.map(({ name }) => name);
    assert.deepEqual(groups('DBA'), ['dba']);
    assert.deepEqual(groups('platform, dba'), ['dba', 'platform']);
    assert.deepEqual(groups('dba', { approvals: 2 }), ['dba', 'platform']);
    assert.deepEqual(groups('friends'), ['dba', 'platform']);
    assert.deepEqual(groups('friends dba'), ['dba']);
  });

  it('never takes fewer approvals, and names nobody else, because of tags that somebody wrote', () => {
    const word = fc.constantFrom('dba', 'platform', 'friends', 'database', 'play', '');
    const conditions = fc.record({ tags: fc.dictionary(fc.constantFrom('tier', 'env'), word, { maxKeys: 1 }) });
    const rules = fc.array(
      fc.record({ when: conditions, approvals: fc.integer({ min: 1, max: 2 }), chosen: fc.boolean() }),
      { maxLength: 4 },
    );
    const tags = fc.option(fc.dictionary(fc.constantFrom('tier', 'env', 'approvers'), word), { nil: undefined });
    fc.assert(
      fc.property(rules, tags, (specs, given) => {
        const made = specs.map(({ when, approvals, chosen }, index) =>
          rule(`r${index}`, when, {
            approvals,
            groups: [dba, platform],
            oneVotePerGroup: true,
            ...(chosen && { chooseByTag: 'approvers' }),
          }),
        );
        const { tags: _, ...bare } = subject;
        const requirement = requirementFor({ rules: made }, { ...bare, ...(given && { tags: given }) }, expiries);
        for (const found of rulesOf(requirement)) {
          const source = made.find((each) => each.rule === found.rule) ?? defaultRequirement(expiries);
          assert.ok(found.approvals === source.approvals || (!given && found.approvals > source.approvals));
          assert.ok(found.groups.length >= 1);
          assert.ok(found.groups.every(({ name }) => source.groups.some((group) => group.name === name)));
          if (found.oneVotePerGroup) assert.ok(found.groups.length >= found.approvals);
        }
      }),
    );
  });
});

describe('the hours of a rule', () => {
  const night = { from: 18 * 60, to: 8 * 60, timeZone: 'Europe/Amsterdam' };
  const local = (text: string) => new Date(`${text}+01:00`);

  it('may pass midnight, and belong to the day on which they begin', () => {
    assert.ok(isWithinHours(night, local('2026-11-24T18:00')));
    assert.ok(isWithinHours(night, local('2026-11-24T07:59')));
    assert.ok(!isWithinHours(night, local('2026-11-24T08:00')));
    const friday = { ...night, days: [5] };
    assert.ok(isWithinHours(friday, local('2026-11-28T07:00')), 'Saturday morning is the end of Friday night');
    assert.ok(!isWithinHours(friday, local('2026-11-27T07:00')));
  });

  it('follow the clocks of their zone', () => {
    const summer = { from: 0, to: 60, timeZone: 'Europe/Amsterdam' };
    assert.ok(isWithinHours(summer, new Date('2026-07-01T22:30:00Z')));
    assert.ok(isWithinHours(summer, new Date('2026-12-01T23:30:00Z')));
  });
});

describe('the rule of a request of several machines', () => {
  const rules = [
    rule('databases', { machines: ['sql-*'] }, { approvals: 2, groups: [dba], decideMinutes: 60 }),
    rule('web', { machines: ['web-*'] }, { groups: [leads] }),
  ];
  const of = (...machines: string[]) =>
    requirementForAll(
      { rules },
      machines.map((machine) => ({ ...subject, machine })),
      expiries,
    );

  it('is that of each: none of them escapes its own by being asked for together with others', () => {
    const both = of('web-01', 'sql-01');
    assert.deepEqual(
      rulesOf(both).map((one) => one.rule),
      ['web', 'databases'],
    );
    assert.equal(both.decideMinutes, 60);
    const quorum = quorumAt(both, at, at);
    const votes = (...given: [string, string][]) =>
      given.map(([voterOid, group]) => ({ voterOid, decision: 'approve' as const, groups: [group] }));
    assert.equal(missingVotes(votes(['a', 'leads']), 'approve', quorum), 2);
    assert.equal(missingVotes(votes(['a', 'dba'], ['b', 'dba']), 'approve', quorum), 1);
    assert.equal(missingVotes(votes(['a', 'dba'], ['b', 'dba'], ['c', 'leads']), 'approve', quorum), 0);
  });

  it('is asked once where it is the same for all', () => {
    assert.deepEqual(of('web-01', 'web-02'), of('web-01'));
  });

  it('never takes less than any one of them does', () => {
    const names = fc.subarray(['web-01', 'web-02', 'sql-01', 'sql-02', 'app-01'], { minLength: 1 });
    fc.assert(
      fc.property(names, (machines) => {
        const all = rulesOf(of(...machines)).map((one) => one.rule);
        for (const machine of machines) assert.ok(all.includes(of(machine).rule));
      }),
    );
  });
});

describe('what a rule says when', () => {
  const zone = 'UTC';
  const day = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60, timeZone: zone };
  const on = (hours: Parameters<typeof isWithinHours>[0], moment: string) =>
    isWithinHours(hours, new Date(`${moment}Z`));

  it('from its first minute until before its last one, on its days', () => {
    assert.equal(on(day, '2026-11-24T08:59'), false);
    assert.equal(on(day, '2026-11-24T09:00'), true);
    assert.equal(on(day, '2026-11-24T16:59'), true);
    assert.equal(on(day, '2026-11-24T17:00'), false);
    assert.equal(on(day, '2026-11-22T12:00'), false, 'a Sunday');
    assert.equal(on({ ...day, to: day.from }, '2026-11-24T03:00'), true, 'a whole day');
  });

  it('and at no other hour, whatever else of it fits', () => {
    const when: Conditions = { machines: ['sql-01'], hours: day };
    assert.equal(ruleFits(when, { ...subject, at: new Date('2026-11-24T12:00:00Z') }), 'yes');
    assert.equal(ruleFits(when, { ...subject, at: new Date('2026-11-24T18:00:00Z') }), 'no');
  });

  it('in a night that began on Sunday, on Monday morning too', () => {
    const night = { days: [7], from: 22 * 60, to: 6 * 60, timeZone: zone };
    assert.equal(on(night, '2026-11-23T05:59'), true, 'Monday');
    assert.equal(on(night, '2026-11-23T22:00'), false, 'Monday night');
    assert.equal(on(night, '2026-11-22T05:59'), false, 'Sunday morning belongs to Saturday');
  });

  it('of several patterns one, of several tags each', () => {
    assert.equal(ruleFits({ vaults: ['other', 'rsv-*'] }, subject), 'yes');
    assert.equal(ruleFits({ operations: ['replace'] }, { ...subject, operation: 'replace' }), 'yes');
    assert.equal(ruleFits({ tags: { tier: 'database', owner: 'x' } }, subject), 'no');
  });

  it('and where one condition is unknown, another that does not hold still decides', () => {
    const when: Conditions = { tags: { tier: 'database' }, moreReadersThan: 5 };
    assert.equal(ruleFits(when, { ...gone, copy: 'unknown' }), 'unknown');
    assert.equal(ruleFits(when, gone), 'no');
    assert.equal(ruleFits(when, { ...subject, tags: {}, copy: 'unknown' }), 'no');
  });

  it('a tag that names none of its groups chooses none of them', () => {
    const rules = [rule('owners', {}, { groups: [dba, leads], chooseByTag: 'owner' })];
    const chosen = (owner: string) =>
      requirementFor({ rules }, { ...subject, tags: { owner } }, expiries).groups.map(({ name }) => name);
    assert.deepEqual(chosen('somebody else'), ['dba', 'leads']);
    assert.deepEqual(chosen(' leads,  nobody '), ['leads']);
  });
});

describe('the rules of several machines together', () => {
  it('ask for the most approvals, are refused by the fewest, and leave the shortest times', () => {
    const rules = [
      rule(
        'first',
        { machines: ['a'] },
        {
          groups: [dba],
          approvals: 2,
          denials: 2,
          oneVotePerGroup: true,
          decideMinutes: 60,
          beginMinutes: 30,
        },
      ),
      rule('second', { machines: ['b'] }, { groups: [leads], denials: 1 }),
    ];
    const of = (machine: string): RuleSubject => ({ ...subject, machine });
    const { all, ...together } = requirementForAll({ rules }, [of('a'), of('b')], expiries);
    assert.deepEqual(
      all?.map((one) => one.rule),
      ['first', 'second'],
    );
    assert.deepEqual(together, {
      rule: 'first, second',
      approvals: 2,
      denials: 1,
      oneVotePerGroup: false,
      groups: [dba, leads],
      decideMinutes: 60,
      beginMinutes: 30,
    });
  });
});
