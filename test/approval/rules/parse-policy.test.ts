import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { groupsAt } from '../../../src/approval/rules/approval-policy.ts';
import { parseApprovalPolicy } from '../../../src/approval/rules/parse-policy.ts';

const expiries = { decideMinutes: 240, beginMinutes: 60 };
const id = 'bbbbbbbb-0000-4000-8000-000000000001';

function policy(text: string) {
  const read = parseApprovalPolicy(text, expiries);
  assert.equal(read.kind, 'policy', JSON.stringify(read));
  return read.kind === 'policy' ? read.policy : { rules: [] };
}

const mistakes = (text: string) => {
  const read = parseApprovalPolicy(text, expiries);
  return read.kind === 'mistakes' ? read.mistakes.join('\n') : 'none';
};

describe('a policy file', () => {
  it('may be empty: then the default holds', () => {
    assert.deepEqual(policy(''), { rules: [] });
  });

  it('may go by what is seen of a copy', () => {
    const when = (text: string) => policy(`rules: [{ name: a, when: { ${text} } }]`).rules[0]?.when;
    assert.deepEqual(when('point: suspicious, moreReadersThan: 10'), { point: ['suspicious'], moreReadersThan: 10 });
    assert.deepEqual(when('point: [suspicious, unknown]'), { point: ['suspicious', 'unknown'] });
    for (const wrong of ['point: healthy', 'point: []', 'moreReadersThan: -1', 'moreReadersThan: many']) {
      assert.match(mistakes(`rules: [{ name: a, when: { ${wrong} } }]`), /when\.(point|moreReadersThan)/);
    }
  });

  it('of the documentation is a whole one, and its rules are as its words say', () => {
    const page = readFileSync(new URL('../../../docs/approval-policy.md', import.meta.url), 'utf8');
    const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
    const { rules, breakGlass } = policy(example);
    const database = rules.find(({ rule }) => rule === 'production databases');
    assert.equal(database?.approvals, 2);
    assert.equal(database?.oneVotePerGroup, true);
    assert.deepEqual(
      database?.groups.map(({ name }) => name),
      ['dba', 'platform'],
    );
    assert.ok(breakGlass?.ticket);
    const asked = new Date(0);
    const night = rules.find(({ next }) => next);
    assert.ok(night?.next);
    const after = (minutes: number) => groupsAt(night, asked, new Date(minutes * 60_000)).length;
    assert.equal(after(night.next.afterMinutes - 1) + 1, after(night.next.afterMinutes));
  });

  it('says the time zone of hours by its name, or by the one that it had before', () => {
    for (const word of ['timeZone', 'zone']) {
      const [rule] = policy(
        `rules: [{ name: r, when: { hours: { from: '18:00', to: '08:00', ${word}: Asia/Kolkata } } }]`,
      ).rules;
      assert.deepEqual(rule?.when.hours, { from: 18 * 60, to: 8 * 60, timeZone: 'Asia/Kolkata' });
    }
  });

  it('fills in what a rule leaves out: holders, one approval, one rejection, the two expiries', () => {
    const [rule] = policy('rules: [{ name: r }]').rules;
    assert.deepEqual(rule, {
      rule: 'r',
      when: {},
      approvals: 1,
      denials: 1,
      oneVotePerGroup: false,
      groups: [{ name: 'holders', holders: true, entra: [], people: [] }],
      remindMinutes: [],
      ...expiries,
    });
  });

  for (const [what, text, said] of [
    ['no YAML', 'rules: [', /Flow sequence|flow/i],
    ['a line that is not known', 'rules: [{ name: r, approvers: 2 }]', /rules\.0.*approvers/],
    ['a group that is not there', 'rules: [{ name: r, who: [dba] }]', /no group dba; add it under groups/],
    [
      'more votes than groups',
      `groups: { a: { people: ['${id}'] } }\nrules: [{ name: r, who: [a, holders], approvals: 3 }]`,
      /3 approvals cannot come from 2 groups/,
    ],
    [
      'an object id that is none',
      'groups: { a: { people: [olivia] } }',
      /groups\.a\.people\.0: expected an Entra object id/,
    ],
    ['a group of nobody', 'groups: { a: {} }', /nobody is in it/],
    ['two rules of one name', 'rules: [{ name: r }, { name: r }]', /rule r: the name is taken/],
    ['the name of the default', 'rules: [{ name: default }]', /default is built in/],
    ['a pattern that is none', "rules: [{ name: r, ticket: '(' }]", /expected a regular expression/],
    [
      'an hour that is none',
      "rules: [{ name: r, when: { hours: { from: '25:00', to: '8:00', zone: Europe/Amsterdam } } }]",
      /expected a time such as/,
    ],
    [
      'a time zone that is none',
      "rules: [{ name: r, when: { hours: { from: '18:00', to: '08:00', timeZone: Mars } } }]",
      /IANA/,
    ],
    [
      'hours of no time zone',
      "rules: [{ name: r, when: { hours: { from: '18:00', to: '08:00' } } }]",
      /hours\.timeZone: expected one IANA/,
    ],
    [
      'hours of two time zones',
      "rules: [{ name: r, when: { hours: { from: '18:00', to: '08:00', zone: UTC, timeZone: UTC } } }]",
      /hours\.timeZone: expected one IANA/,
    ],
    [
      'a next group that decides already',
      'rules: [{ name: r, next: { afterMinutes: 5, group: holders } }]',
      /may decide from the start/,
    ],
    [
      'a next group that comes too late',
      `groups: { a: { people: ['${id}'] } }\nrules: [{ name: r, decideMinutes: 5, next: { afterMinutes: 5, group: a } }]`,
      /has expired/,
    ],
    ['a key that stands there twice', 'rules: []\nrules: []', /unique|duplicate/i],
    [
      'a pattern that can take for ever',
      String.raw`rules: [{ name: r, ticket: '^(\w+\s?)*$' }]`,
      /repetition stands inside/,
    ],
    ['such a pattern for tickets', `breakGlass: { group: holders, ticket: '(x+x+)+y' }`, /repetition stands inside/],
    ['a pattern that looks around', "rules: [{ name: r, ticket: '(?=INC)' }]", /without look-around/],
    ['a breakGlass group of everyone who may ask', 'breakGlass: { group: holders }', /all of them could approve alone/],
    [
      'a breakGlass group with everyone who may ask in it',
      'groups: { leads: { holders: true } }\nbreakGlass: { group: leads }',
      /all of them could approve alone/,
    ],
    ['a breakGlass group that is not there', 'breakGlass: { group: leads }', /breakGlass: there is no group leads/],
  ] as const) {
    it(`with ${what} is told so`, () => assert.match(mistakes(text), said));
  }

  it('that a tag chooses by is taken with a warning, and without tags with none', () => {
    const warnings = (rules: string) => {
      const read = parseApprovalPolicy(`rules: [${rules}]`, expiries);
      return read.kind === 'policy' ? read.warnings : read.mistakes;
    };
    assert.match(
      warnings('{ name: r, when: { tags: { env: dev } } }').join(),
      /rule r: it is chosen by the tag env: .*set them back/,
    );
    assert.match(warnings('{ name: r, chooseByTag: team }').join(), /rule r, chooseByTag: .*the tag team/);
    assert.deepEqual(warnings('{ name: r, when: { vaults: [rsv-prod] } }'), []);
  });

  it('of any text is read or refused with mistakes, never an exception', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `rules: ${json}`),
    );
    fc.assert(
      fc.property(text, (given) => {
        const read = parseApprovalPolicy(given, expiries);
        assert.ok(read.kind === 'policy' || read.mistakes.length > 0);
      }),
    );
  });
});
