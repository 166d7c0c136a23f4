import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { requestKinds } from '../../../src/app/request-kinds.ts';
import { operationsOf } from '../../../src/requests/request-kind.ts';
import { groupsAt } from '../../../src/requests/rules/approval-policy.ts';
import { parseApprovalPolicy } from '../../../src/requests/rules/parse-policy.ts';

const known = { expiries: { decideMinutes: 240, beginMinutes: 60 }, operations: operationsOf(requestKinds) };
const id = 'bbbbbbbb-0000-4000-8000-000000000001';

function policy(text: string) {
  const read = parseApprovalPolicy(text, known);
  assert.equal(read.kind, 'policy', JSON.stringify(read));
  return read.kind === 'policy' ? read.policy : { rules: [] };
}

const mistakes = (text: string) => {
  const read = parseApprovalPolicy(text, known);
  return read.kind === 'mistakes' ? read.mistakes.join('\n') : 'none';
};

describe('a policy file', () => {
  it('without a rule is refused, since nobody means the default by a file', () => {
    for (const text of ['', '\n', '# rules:', '{}', 'rules: []', 'rules:', `groups: { a: { people: ['${id}'] } }`])
      assert.match(mistakes(text), /^rules: /, text);
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

  it('takes every minute of a day and each of its days, Monday being the first', () => {
    const hours = (from: string, to: string, days: string) =>
      policy(`rules: [{ name: r, when: { hours: { from: '${from}', to: '${to}', days: [${days}], zone: UTC } } }]`)
        .rules[0]?.when.hours;
    const week = 'mon, tue, wed, thu, fri, sat, sun';
    assert.deepEqual(hours('00:00', '23:59', week), {
      from: 0,
      to: 1439,
      days: [1, 2, 3, 4, 5, 6, 7],
      timeZone: 'UTC',
    });
    for (const none of ['24:00', '9:00', '09:60', '109:00', '09:000']) {
      const text = `rules: [{ name: r, when: { hours: { from: '${none}', to: '08:00', zone: UTC } } }]`;
      assert.match(mistakes(text), /hours\.from: expected a time such as/, none);
    }
  });

  it('knows people by their object ids, however these are written', () => {
    const capitals = id.toUpperCase();
    const { rules, breakGlass } = policy(
      `groups: { a: { people: ['${capitals}'], entra: ['${capitals}'] } }
rules: [{ name: r, who: [a] }]
breakGlass: { group: a, ticket: 'INC[0-9]+', reviewers: [a, holders] }`,
    );
    const a = { name: 'a', holders: false, entra: [id], people: [id] };
    assert.deepEqual(rules[0]?.groups, [a]);
    const holders = { name: 'holders', holders: true, entra: [], people: [] };
    assert.deepEqual(breakGlass, { group: a, ticket: 'INC[0-9]+', reviewers: [a, holders] });
  });

  it('gives a rule its own expiries, and one vote a group where there are several', () => {
    const [rule] = policy(
      `groups: { a: { people: ['${id}'] }, b: { entra: ['${id}'] } }
rules: [{ name: r, who: [a, holders], approvals: 2, decideMinutes: 9, beginMinutes: 8, next: { afterMinutes: 7, group: b } }]`,
    ).rules;
    const { decideMinutes, beginMinutes, oneVotePerGroup, next } = rule ?? {};
    assert.deepEqual(
      { decideMinutes, beginMinutes, oneVotePerGroup, after: next?.afterMinutes, group: next?.group.entra },
      { decideMinutes: 9, beginMinutes: 8, oneVotePerGroup: true, after: 7, group: [id] },
    );
  });

  it('puts nobody into a group but whom the file names', () => {
    const named = { holders: 'holders: true', entra: `entra: ['${id}']`, people: `people: ['${id}']` };
    for (const [what, line] of Object.entries(named)) {
      const [rule] = policy(`groups: { a: { ${line} } }\nrules: [{ name: r, who: [a] }]`).rules;
      const nobody = { name: 'a', holders: false, entra: [], people: [] };
      assert.deepEqual(rule?.groups, [{ ...nobody, [what]: what === 'holders' ? true : [id] }]);
    }
  });

  it('keeps what a ticket looks like and the tag that groups are chosen by, and has neither where none is said', () => {
    const [said, silent] = policy("rules: [{ name: r, ticket: 'INC[0-9]+', chooseByTag: owner }, { name: s }]").rules;
    assert.deepEqual([said?.ticket, said?.chooseByTag], ['INC[0-9]+', 'owner']);
    assert.deepEqual(['ticket' in (silent ?? {}), 'chooseByTag' in (silent ?? {})], [false, false]);
  });

  it('may want several approvals of one group, whose members each have a vote', () => {
    const [rule] = policy('rules: [{ name: r, approvals: 3 }]').rules;
    assert.deepEqual([rule?.approvals, rule?.oneVotePerGroup], [3, false]);
  });

  it('may read several schedules of one service, and Shifts beside it, which takes no key', () => {
    const pagerduty = (schedule: string) =>
      `{ oncall: { pagerduty: { schedule: ${schedule} }, people: { a@contoso.com: ${id} } } }`;
    const shifts = `{ oncall: { shifts: { team: ${id}, actsAs: ${id} } } }`;
    const groups = `{ day: ${pagerduty('PI7DH85')}, night: ${pagerduty('PI7DH86')}, late: ${shifts} }`;
    assert.equal(policy(`groups: ${groups}\nrules: [{ name: r, who: [day, night, late] }]`).rules[0]?.groups.length, 3);
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
      ...known.expiries,
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
    [
      'breakGlass reviewers that are not there',
      `groups: { leads: { people: ['${id}'] } }\nbreakGlass: { group: leads, reviewers: [audit] }`,
      /breakGlass: there is no group audit/,
    ],
    [
      'a next group that is not there',
      'rules: [{ name: r, next: { afterMinutes: 5, group: dba } }]',
      /next: there is no/,
    ],
    ['a group that stands there twice', 'rules: [{ name: r, who: [holders, holders] }]', /a group stands there twice/],
    ['a group called as the holders are', `groups: { holders: { people: ['${id}'] } }`, /this name means who holds/],
    ['more in an id than a GUID', `groups: { a: { people: ['x${id}'] } }`, /expected an Entra object id/],
    ['more behind an id than a GUID', `groups: { a: { people: ['${id}x'] } }`, /expected an Entra object id/],
    ['no approval wanted', 'rules: [{ name: r, approvals: 0 }]', /rules\.0\.approvals/],
    ['more approvals than anybody waits for', 'rules: [{ name: r, approvals: 11 }]', /rules\.0\.approvals/],
    ['no rejection wanted', 'rules: [{ name: r, denials: 0 }]', /rules\.0\.denials/],
    ['no time to decide', 'rules: [{ name: r, decideMinutes: 0 }]', /rules\.0\.decideMinutes/],
    ['a rule for no vault', 'rules: [{ name: r, when: { vaults: [] } }]', /name at least one, or leave the line out/],
    [
      'a schedule on the own link',
      "groups: { a: { oncall: { https: { name: rota, url: 'https://169.254.169.254/now' } } } }",
      /oncall: https\.url: expected an https address without a user name/,
    ],
    [
      'a schedule under a user name',
      "groups: { a: { oncall: { https: { name: rota, url: 'https://key@rota.example/now' } } } }",
      /oncall: https\.url: expected an https address without a user name/,
    ],
    ['more than anybody writes', `rules: [{ name: ${'r'.repeat(250_000)} }]`, /^the file: it has more than 250000/],
    ['an alias of nothing', 'rules: *all', /alias/i],
    ['a list in place of the file', '[]', /^the file: /],
  ] as const) {
    it(`with ${what} is told so`, () => assert.match(mistakes(text), said));
  }

  it('that a tag chooses by is taken with a warning, and without tags with none', () => {
    const warnings = (rules: string) => {
      const read = parseApprovalPolicy(`rules: [${rules}]`, known);
      return read.kind === 'policy' ? read.warnings : read.mistakes;
    };
    assert.match(
      warnings('{ name: r, when: { tags: { env: dev } } }').join(),
      /rule r: it is chosen by the tag env: .*set them back/,
    );
    assert.match(warnings('{ name: r, chooseByTag: team }').join(), /rule r, chooseByTag: .*the tag team/);
    assert.deepEqual(warnings('{ name: r, when: { vaults: [rsv-prod] } }'), []);
  });

  it('with an operation that no request has is told where, what may be meant and which there are', () => {
    const all = known.operations.join(', ');
    assert.equal(
      mistakes(
        'rules: [{ name: a }, { name: keys, when: { operations: [grant-access, stop_protection, unholds, protection-stop] } }]',
      ),
      [
        `rule keys, when.operations: no request is stop_protection; did you mean stop-protection? Use ${all}`,
        `rule keys, when.operations: no request is unholds; did you mean unhold? Use ${all}`,
        `rule keys, when.operations: no request is protection-stop; use ${all}`,
      ].join('\n'),
    );
    // Operations without approval have no rule.
    assert.match(mistakes('rules: [{ name: r, when: { operations: [backup] } }]'), /no request is backup; use/);
    assert.match(mistakes('rules: [{ name: r, when: { operations: [stop_*] } }]'), /no request is stop_\*; use/);
    assert.match(
      mistakes('rules: [{ name: r, approvals: 0, when: { operations: [bakup] } }]'),
      /approvals(.|\n)*is bakup/,
    );
  });

  it('may name operations in any case and with *, as names', () => {
    const [rule] = policy('rules: [{ name: r, when: { operations: [Stop-Protection, "*hold", "*"] } }]').rules;
    assert.deepEqual(rule?.when.operations, ['Stop-Protection', '*hold', '*']);
  });

  it('may name each operation that the documentation does, and that names all', () => {
    const page = readFileSync(new URL('../../../docs/approval-policy.md', import.meta.url), 'utf8');
    const cell = /\| `when.operations` \|([^|]*)\|/.exec(page)?.[1] ?? '';
    const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(named)].toSorted(), known.operations.toSorted());
  });

  it('of any text is read or refused with mistakes, never an exception', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `rules: ${json}`),
    );
    fc.assert(
      fc.property(text, (given) => {
        const read = parseApprovalPolicy(given, known);
        assert.ok(read.kind === 'policy' || read.mistakes.length > 0);
      }),
    );
  });
});
