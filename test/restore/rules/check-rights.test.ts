import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MissingRight } from '../../../src/kernel/permissions.ts';
import type { Usage } from '../../../src/kernel/place-facts.ts';
import {
  checkQuota,
  checkRights,
  type PlanCheckFacts,
  parseCores,
  parseFamily,
} from '../../../src/restore/rules/checks.ts';
import { point, vm } from '../../machines/rules/machines.ts';
import { checkFacts, read, unread } from './plan-check-facts.ts';
import { machines } from './plan-facts.ts';

const about = (over: Partial<PlanCheckFacts> = {}) => checkFacts(machines.pmk(), over);
const told = (found: ReturnType<typeof checkRights>) =>
  found.map(({ check, verdict, text }) => [check, verdict, text?.code, text?.params]);
const rights = (...answers: MissingRight['answer'][]): MissingRight[] =>
  answers.map((answer, at) => ({ action: `write${at}`, scope: `/a/place${at}`, answer }));

describe('the rights that a restore takes', () => {
  const requester = (...answers: MissingRight['answer'][]) =>
    told(checkRights(about({ requester: { name: 'Olivia', missing: read(rights(...answers)) } })));
  const bot = (...answers: MissingRight['answer'][]) => told(checkRights(about({ bot: read(rights(...answers)) })));

  it('are not spoken of where nobody lacks any', () => assert.deepEqual(told(checkRights(about())), []));

  it('of who asks for it stop it, told by the first that is surely lacking, else by the first', () => {
    const params = { action: 'write1', scope: 'place1', count: 3, name: 'Olivia' };
    assert.deepEqual(requester('unknown', 'no', 'no'), [['rights', 'stop', 'check.requester-lacks', params]]);
    const unsure = { action: 'write0', scope: 'place0', count: 2, name: 'Olivia' };
    assert.deepEqual(requester('unknown', 'unknown'), [['rights', 'stop', 'check.requester-unsure', unsure]]);
  });

  it('of the bot stop it where they are surely lacking, and are warned of where nobody knows', () => {
    const params = { action: 'write0', scope: 'place0', count: 1 };
    assert.deepEqual(bot('no'), [['rights', 'stop', 'check.bot-lacks', params]]);
    assert.deepEqual(bot('unknown'), [['rights', 'warn', 'check.bot-unsure', params]]);
  });

  it('could not be checked where they were not read, or where there is no plan to say which', () => {
    const unknown = ['rights', 'unknown', 'azure.unreachable', { reason: 'X' }];
    const none = about({ requester: { name: 'Olivia', missing: unread }, bot: unread });
    assert.deepEqual(told(checkRights(none)), [unknown, unknown]);
    const lacking = { bot: read(rights('no')) };
    for (const outcome of [undefined, { kind: 'refused' as const, violations: [] }]) {
      assert.deepEqual(told(checkRights(about({ ...lacking, outcome }))), [
        ['rights', 'unknown', 'check.no-plan', { vm: 'sql-01' }],
      ]);
    }
  });
});

describe('the quota of a restore', () => {
  const quota = (usages: [string, number, number][], over: Partial<PlanCheckFacts> = {}) => {
    const all: Usage[] = usages.map(([name, used, limit]) => ({ name, used, limit }));
    return told(checkQuota(about({ usages: read(all), ...over })));
  };
  const short = (name: string, left: number, size = 'Standard_D4s_v5') => [
    ['quota', 'warn', 'check.quota-short', { size, needed: 4, left, quota: name, region: 'westeurope' }],
  ];

  it('is told by the scarcer of region and family, of which no less than nothing is left', () => {
    assert.deepEqual(
      quota([
        ['cores', 7, 10],
        ['standardDSv5Family', 9, 10],
      ]),
      short('standardDSv5Family', 1),
    );
    assert.deepEqual(
      quota([
        ['cores', 9, 10],
        ['standardDSv5Family', 7, 10],
      ]),
      short('cores', 1),
    );
    assert.deepEqual(quota([['Cores', 12, 10]]), short('Cores', 0));
    assert.deepEqual(
      quota([
        ['cores', 6, 10],
        ['lowPriorityCores', 10, 10],
      ]),
      [],
    );
  });

  it('is that of the machine, else that of the point, else of no size that anybody knows', () => {
    const full: [string, number, number][] = [['cores', 10, 10]];
    const gone = { vm: read(undefined), point: point({ vmSize: 'Standard_E4s_v5' }) };
    assert.deepEqual(quota(full, gone), short('cores', 0, 'Standard_E4s_v5'));
    assert.deepEqual(quota(full, { ...gone, vm: unread }), short('cores', 0, 'Standard_E4s_v5'));
    assert.deepEqual(quota(full, { ...gone, vm: read(vm()) }), short('cores', 0));
    assert.deepEqual(quota(full, { vm: unread }), []);
    assert.deepEqual(quota(full, { vm: unread, point: undefined }), []);
    assert.deepEqual(quota(full, { vm: read(vm({ size: 'something' })) }), []);
    assert.deepEqual(told(checkQuota(about({ usages: unread }))), [
      ['quota', 'unknown', 'azure.unreachable', { reason: 'X' }],
    ]);
  });

  it('is counted in the family of a size, which its whole name tells', () => {
    const sizes: [string, number | undefined, string][] = [
      ['Standard_DC16ads_cc_v5', undefined, 'standardfamily'],
      ['Standard_DC16eds_v5', 16, 'standarddcedsv5family'],
      ['Standard_M128-32ms', 128, 'standardmmsfamily'],
      ['Basic_A2', 2, 'standardafamily'],
      [' Standard_F8 ', 8, 'standardffamily'],
      ['standard_d2S_V3', 2, 'standarddsv3family'],
      ['Standard_E4s_v11', 4, 'standardesv11family'],
      ['NonStandard_E4s_v5', undefined, 'standardfamily'],
      ['Standard_E4s_v5_Promo', undefined, 'standardfamily'],
    ];
    for (const [size, cores, family] of sizes)
      assert.deepEqual([size, parseCores(size), parseFamily(size)], [size, cores, family]);
  });
});
