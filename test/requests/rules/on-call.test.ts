import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultRequirement } from '../../../src/requests/rules/approval-policy.ts';
import { onCallIds, onCallName, parseOnCall, unmappedOnCall } from '../../../src/requests/rules/on-call.ts';
import { parseApprovalPolicy } from '../../../src/requests/rules/parse-policy.ts';
import { type OnCallSource, storedRequirement } from '../../../src/store/rules/decision.ts';

const anton = 'aaaaaaaa-0000-4000-8000-000000000002';
const dana = 'aaaaaaaa-0000-4000-8000-000000000004';
const guid = 'cccccccc-0000-4000-8000-000000000001';
const now = new Date('2026-11-24T02:00:00Z');
const expiries = { decideMinutes: 240, beginMinutes: 60 };

const pagerduty: OnCallSource = { pagerduty: { schedule: 'PI7DH85' } };
const jsm: OnCallSource = { jsm: { cloud: guid, schedule: guid } };
const shifts: OnCallSource = { shifts: { team: guid, actsAs: guid } };
const https: OnCallSource = { https: { url: 'https://rota.example/now', name: 'our rota' } };

const ids = (source: OnCallSource, answer: unknown, people?: Record<string, string>) => {
  const named = parseOnCall(source, answer, now);
  return named && onCallIds({ ...(people && { people }) }, named);
};

describe('who is on call', () => {
  it('is, of PagerDuty and Jira Service Management, whom the policy maps by id or address, in any case', () => {
    const answer = {
      oncalls: [
        { user: { id: 'PXPGF42', email: 'Anton@Contoso.com', summary: 'Anton Visser' }, escalation_level: 1 },
        { user: { id: 'PTUXL6G', email: 'mallory@contoso.com', summary: 'Dana Mertens' }, escalation_level: 2 },
        { user: { id: 'PNOMAIL' }, escalation_level: 3 },
      ],
      more: false,
    };
    assert.deepEqual(ids(pagerduty, answer, { pnomail: dana }), [dana]);
    assert.deepEqual(ids(pagerduty, answer, { 'anton@contoso.com': anton, 'dana mertens': dana }), [anton]);
    assert.deepEqual(ids(pagerduty, answer, { ptuxl6g: dana }), [dana]);
    assert.deepEqual(ids(pagerduty, answer, {}), []);
    assert.deepEqual(ids(jsm, { onCallUsers: ['5b2b0e011b3a756623f4e25e'] }, { '5b2b0e011b3a756623f4e25e': anton }), [
      anton,
    ]);
  });

  it('may be somebody whom the map does not know: told by address, else by id, each once', () => {
    const named = [
      { ids: ['PXPGF42', 'anton@contoso.com'] },
      { ids: ['PTUXL6G'] },
      { ids: ['PTUXL6G'] },
      { ids: ['PKNOWN1', 'dana@contoso.com'] },
      { ids: [], objectId: guid },
    ];
    const people = { 'dana@contoso.com': dana };
    assert.deepEqual(unmappedOnCall({ people }, named), ['anton@contoso.com', 'PTUXL6G', guid]);
    assert.deepEqual(unmappedOnCall({}, [{ ids: [], objectId: guid }, { ids: [] }]), ['?'], 'with no map, ids count');
  });

  it('is read from a schedule that has the name of its service', () => {
    assert.deepEqual([pagerduty, jsm, shifts, https].map(onCallName), [
      { service: 'pagerduty', schedule: 'PI7DH85' },
      { service: 'jsm', schedule: guid },
      { service: 'shifts', schedule: guid },
      { service: 'https', schedule: 'our rota' },
    ]);
  });

  it('is, of Shifts, whose shared shift covers this moment, in the group that is named', () => {
    const shift = (userId: string, from: string, to: string, more = {}) => ({
      userId,
      schedulingGroupId: 'TAG_1',
      sharedShift: { startDateTime: `2026-11-${from}:00:00Z`, endDateTime: `2026-11-${to}:00:00Z` },
      ...more,
    });
    const value = [
      shift(anton, '23T22', '24T06'),
      shift(dana, '24T02', '24T10', { schedulingGroupId: 'TAG_2' }),
      shift(guid, '23T22', '24T02'),
      shift('cccccccc-0000-4000-8000-000000000009', '23T22', '24T06', { sharedShift: null }),
      shift('cccccccc-0000-4000-8000-000000000008', '24T03', '24T06'),
    ];
    assert.deepEqual(ids(shifts, { value }), [anton, dana]);
    assert.deepEqual(ids({ shifts: { team: guid, actsAs: guid, group: 'TAG_2' } }, { value }), [dana]);
    assert.deepEqual(ids(shifts, { value }, { [dana]: dana }), [dana], 'nobody that the policy does not list');
    assert.equal(ids(shifts, { value, '@odata.nextLink': 'https://graph.microsoft.com/next' }), undefined);
  });

  it('is, of an address of yours, whom it names by object id or mapped address, while its word is good', () => {
    const answer = {
      onCall: [{ objectId: anton.toUpperCase() }, { email: 'dana@contoso.com' }],
      validUntil: '2026-11-24T03:00:00+01:00',
    };
    assert.equal(ids(https, answer), undefined, 'over at two by UTC');
    const good = { ...answer, validUntil: '2026-11-24T04:00:00+01:00' };
    assert.deepEqual(ids(https, good), [anton], 'an address alone is nobody');
    assert.deepEqual(ids(https, good, { [anton]: anton, 'dana@contoso.com': dana }), [anton, dana]);
    assert.equal(ids(https, { onCall: [{ objectId: anton }] }), undefined, 'without an end');
  });

  it('is nobody, and is known as unread, whatever else is answered', () => {
    fc.assert(
      fc.property(fc.constantFrom(pagerduty, jsm, shifts, https), fc.jsonValue(), (source, answer) => {
        const named = ids(source, answer, { [anton]: anton });
        assert.ok(named === undefined || named.length === 0);
      }),
    );
    assert.equal(ids(pagerduty, { oncalls: [], more: true }, {}), undefined, 'a page of many is not all');
  });
});

describe('oncall in the policy', () => {
  const policyOf = (oncall: string, more = '') =>
    parseApprovalPolicy(
      `groups:\n  night: { oncall: ${oncall} }\n${more}rules:\n  - { name: at night, who: [night] }\n`,
      { expiries, operations: [] },
    );
  const map = `people: { Anton@contoso.com: ${anton} }`;

  it('keeps source and people, and a request keeps them as they were', () => {
    const read = policyOf(`{ pagerduty: { schedule: PI7DH85 }, ${map} }`);
    assert.ok(read.kind === 'policy');
    const [group] = read.policy.rules[0]?.groups ?? [];
    assert.deepEqual(group?.onCall, { source: pagerduty, people: { 'anton@contoso.com': anton } });
    const requirement = { ...defaultRequirement(expiries), groups: group ? [group] : [] };
    const kept = JSON.parse(JSON.stringify(storedRequirement.write(requirement)));
    assert.deepEqual(storedRequirement.parse(kept), requirement);
  });

  it('warns that whoever edits the schedule chooses who decides, and among whom', () => {
    const some = policyOf(`{ pagerduty: { schedule: PI7DH85 }, ${map} }`);
    assert.ok(some.kind === 'policy');
    assert.match(
      some.warnings.join(),
      /group night: whoever may edit pagerduty PI7DH85 chooses who decides, among 1 people/,
    );
    const all = policyOf(`{ shifts: { team: ${guid}, actsAs: ${guid} } }`);
    assert.ok(all.kind === 'policy');
    assert.match(all.warnings.join(), /anybody in your tenant/);
  });

  it('takes no name for a person, no plain address, one source and one key', () => {
    for (const [oncall, mistake] of [
      ['{ pagerduty: { schedule: PI7DH85 } }', /people: name by e-mail address or id/],
      [`{ pagerduty: { schedule: PI7DH85 }, people: { anton@contoso.com: Anton Visser } }`, /GUID/],
      [`{ https: { url: 'http://rota.example/now', name: rota } }`, /https/],
      [`{ https: { url: 'http://127.0.0.1/now', name: rota } }`, /https/],
      [
        `{ pagerduty: { schedule: P1 }, jsm: { cloud: ${guid}, schedule: ${guid} }, ${map} }`,
        /expected one of pagerduty/,
      ],
      [`{ opsgenie: { schedule: P1 }, ${map} }`, /expected one of pagerduty/],
      [`{ pagerduty: { schedule: '../users?x=' }, ${map} }`, /expected one of pagerduty/],
      [`{ pagerduty: { schedule: 'PI7DH85/../../users' }, ${map} }`, /expected one of pagerduty/],
      [`{ pagerduty: { schedule: '?x=PI7DH85' }, ${map} }`, /expected one of pagerduty/],
      [`{ pagerduty: { schedule: PI7DH85, region: evil.example }, ${map} }`, /expected one of pagerduty/],
      [`{ shifts: { team: ${guid}/x, actsAs: ${guid} } }`, /expected one of pagerduty|GUID/],
      [`{ shifts: { team: x/${guid}, actsAs: ${guid} } }`, /expected one of pagerduty|GUID/],
      [`{ https: { url: 'shttps://rota.example/now', name: rota } }`, /https/],
      [`{ https: { url: 'httpsx://rota.example/now', name: rota } }`, /https/],
      [`{ https: { url: 'https://rota.example/now', name: '' } }`, /oncall|name|expected/],
      [`{ https: { url: 'https://rota.example/now', name: ${'r'.repeat(61)} } }`, /oncall|name|expected/],
    ] as const) {
      const read = policyOf(oncall);
      assert.ok(read.kind === 'mistakes', oncall);
      assert.match(read.mistakes.join('\n'), mistake);
    }
    const two = policyOf(
      `{ pagerduty: { schedule: P1 }, ${map} }`,
      `  day: { oncall: { jsm: { cloud: ${guid}, schedule: ${guid} }, ${map} } }\n`,
    );
    assert.ok(two.kind === 'mistakes');
    assert.match(two.mistakes.join(), /would be sent one key/);
  });
});
