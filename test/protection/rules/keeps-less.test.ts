import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PolicyFacts, PolicyRetention } from '../../../src/kernel/backup-policy.ts';
import type { RecoveryPointFacts } from '../../../src/kernel/facts.ts';
import { dropsPoints, keepsLess, resumeLoses, weakens } from '../../../src/protection/rules/keeps-less.ts';
import { nightly } from './policies.ts';

type Compared = Parameters<typeof weakens>[0];

const daily: Compared = {
  schedule: { kind: 'daily', time: '02:00' },
  retention: { daily: { count: 30 }, weekly: { count: 12, days: ['Sunday'] } },
  snapshotDays: 5,
};
const hourly = (everyHours: number, forHours: number): Compared => ({
  ...daily,
  schedule: { kind: 'hourly', everyHours, from: '06:00', forHours },
});
const weekly = (...days: ('Monday' | 'Wednesday' | 'Saturday')[]): Compared => ({
  ...daily,
  schedule: { kind: 'weekly', time: '02:00', days },
});

describe('a policy beside another', () => {
  it('keeps less where any of its lengths is shorter, or gone', () => {
    assert.equal(keepsLess(daily, daily), false);
    assert.equal(keepsLess(daily, { ...daily, retention: { ...daily.retention, daily: { count: 29 } } }), true);
    assert.equal(keepsLess(daily, { ...daily, retention: { daily: { count: 9999 } } }), true);
    assert.equal(keepsLess(daily, { ...daily, snapshotDays: 4 }), true);
    assert.equal(keepsLess({ ...daily, retention: { daily: { count: 30 } } }, daily), false);
  });

  it('is weaker as well where it backs up less often; an immutable vault does not mind that', () => {
    const pairs: [before: Compared, after: Compared, weaker: boolean][] = [
      [hourly(4, 24), daily, true],
      [hourly(4, 12), daily, true],
      [daily, hourly(4, 12), false],
      [hourly(4, 16), hourly(4, 12), true],
      [daily, weekly('Monday', 'Wednesday', 'Saturday'), true],
      [weekly('Monday', 'Wednesday'), weekly('Monday', 'Wednesday', 'Saturday'), false],
      [weekly('Monday', 'Wednesday'), weekly('Monday'), true],
      [weekly('Monday'), weekly('Saturday'), false],
      [daily, { ...daily, schedule: { kind: 'unknown' } }, false],
    ];
    for (const [before, after, weaker] of pairs) {
      assert.equal(weakens(before, after), weaker, JSON.stringify([before.schedule, after.schedule]));
      assert.equal(keepsLess(before, after), false);
    }
  });
});

describe('points of a policy under another', () => {
  const keeps = (retention: PolicyRetention): Compared => ({ ...daily, retention });
  const weeks = (...days: ('Monday' | 'Wednesday' | 'Sunday')[]) => keeps({ weekly: { count: 52, days } });
  const months = (on: NonNullable<PolicyRetention['monthly']>['on'], count = 12) => keeps({ monthly: { count, on } });
  const byDate = (last: boolean, ...dates: number[]) => ({ by: 'date' as const, dates, last });
  const firstAndLast = {
    by: 'weekday' as const,
    days: ['Sunday' as const],
    weeks: ['First' as const, 'Last' as const],
  };
  const years = (...names: ('January' | 'July')[]) =>
    keeps({ yearly: { count: 10, months: names, on: byDate(false, 1) } });

  it('are let go where it keeps others of a week, month or year, for however long', () => {
    const pairs: [before: Compared, after: Compared, letsGo: boolean][] = [
      [weeks('Monday', 'Sunday'), weeks('Sunday', 'Monday'), false],
      [weeks('Monday'), weeks('Monday', 'Sunday'), false],
      [weeks('Monday', 'Wednesday', 'Sunday'), weeks('Monday'), true],
      [weeks('Monday'), weeks('Sunday'), true],
      [months(byDate(true, 1)), months(byDate(true, 15, 1)), false],
      [months(byDate(true, 1)), months(byDate(false, 1)), true],
      [months(byDate(false, 1, 15)), months(byDate(false, 1), 60), true],
      [months(firstAndLast), months({ ...firstAndLast, weeks: ['Last', 'First', 'Second'] }), false],
      [months(firstAndLast), months({ ...firstAndLast, weeks: ['First'] }), true],
      [months(firstAndLast), months({ ...firstAndLast, days: ['Monday'] }), true],
      [months(firstAndLast), months(byDate(false, 1, 2, 3, 4, 5, 6, 7)), true],
      [years('January'), years('January', 'July'), false],
      [years('January', 'July'), years('January'), true],
      [years('January'), keeps({ yearly: { count: 10, months: ['January'], on: byDate(false, 2) } }), true],
    ];
    for (const [before, after, wanted] of pairs) {
      assert.equal(dropsPoints(before, after), wanted, JSON.stringify([before.retention, after.retention]));
    }
  });

  it('are let go where it keeps any of them shorter', () => {
    assert.equal(dropsPoints(daily, { ...daily, retention: { ...daily.retention, daily: { count: 29 } } }), true);
    assert.equal(dropsPoints(daily, daily), false);
  });
});

const now = new Date('2026-11-24T12:00:00Z');
const ago = (days: number, softDeleted = false, tiers: RecoveryPointFacts['tiers'] = []) => ({
  at: new Date(now.getTime() - days * 86_400_000),
  softDeleted,
  tiers,
});
const keeps = (retention: PolicyRetention): PolicyFacts => ({
  ...nightly,
  retention,
  id: '/policies/p',
  vaultId: '/vaults/v',
  name: 'p',
  itemCount: 1,
});
const month = keeps({ daily: { count: 30 } });
const quarter = keeps({ daily: { count: 30 }, weekly: { count: 12, days: ['Sunday'] } });

describe('a resumption loses points', () => {
  it('under a policy that keeps less than the one before, and under that one itself never', () => {
    assert.equal(resumeLoses({ before: quarter, points: [ago(1)] }, month, now), true);
    assert.equal(resumeLoses({ before: quarter, points: [ago(80)] }, quarter, now), false);
    assert.equal(resumeLoses({ before: month, points: [ago(80)] }, quarter, now), false);
  });

  it('under a policy that keeps as long and fewer of them', () => {
    const often = keeps({ daily: { count: 30 }, weekly: { count: 12, days: ['Sunday', 'Wednesday'] } });
    assert.equal(resumeLoses({ before: often, points: [ago(80)] }, quarter, now), true);
    assert.equal(resumeLoses({ before: quarter, points: [ago(80)] }, often, now), false);
  });

  it('where nobody knows that one, if a point is older than what any is surely kept for', () => {
    assert.equal(resumeLoses({ points: [ago(1), ago(29)] }, month, now), false);
    assert.equal(resumeLoses({ points: [ago(1), ago(31)] }, month, now), true);
    assert.equal(resumeLoses({ points: [ago(31)] }, quarter, now), true, 'Azure does not say which are weekly ones');
    assert.equal(resumeLoses({ points: [ago(1), ago(31, true)] }, month, now), false, 'that one is going already');
    assert.equal(resumeLoses({ points: [] }, month, now), false);
  });

  it('where nobody knows that one, if a point that is a snapshot alone is older than snapshots are kept', () => {
    const snapshot = { tier: 'snapshot', status: 'valid' } as const;
    const vault = { tier: 'vault-standard', status: 'valid' } as const;
    const week = { ...month, snapshotDays: 7 };
    assert.equal(resumeLoses({ points: [ago(6, false, [snapshot])] }, week, now), false);
    assert.equal(resumeLoses({ points: [ago(8, false, [snapshot])] }, week, now), true);
    assert.equal(
      resumeLoses({ points: [ago(8, false, [snapshot, { ...vault, status: 'deleted' }])] }, week, now),
      true,
    );
    assert.equal(resumeLoses({ points: [ago(8, false, [snapshot, vault])] }, week, now), false, 'its copy stays');
    assert.equal(
      resumeLoses({ points: [ago(8, false, [{ tier: 'vault-archive', status: 'valid' }])] }, week, now),
      false,
    );
  });

  it('where its points could not be read either', () => {
    assert.equal(resumeLoses({}, month, now), true);
  });
});
