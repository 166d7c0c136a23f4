import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointsBroughtBack } from '../../../src/protection/rules/plans.ts';

const now = new Date('2026-11-24T12:00:00Z');
const ago = (days: number, softDeleted = true) => ({ at: new Date(now.getTime() - days * 86_400_000), softDeleted });

test('what a longer retention brings back: the soft-deleted that are young enough, the oldest kept shortest', () => {
  const points = [ago(1, false), ago(8), ago(20), ago(300)];
  assert.deepEqual(pointsBroughtBack(points, { daily: { count: 210 } }, now), {
    back: { count: 2, first: ago(20).at, last: ago(8).at, until: new Date(now.getTime() + 190 * 86_400_000) },
    gone: 1,
  });
  assert.deepEqual(pointsBroughtBack([ago(1, false), ago(300)], { daily: { count: 210 } }, now), { gone: 1 });
});

test('it goes by the shortest rule, since Azure does not say which points a month or a year keeps', () => {
  const weekly = {
    weekly: { count: 30, days: [] },
    yearly: { count: 10, months: [], on: { by: 'date' as const, dates: [], last: true } },
  };
  assert.equal(pointsBroughtBack([ago(20)], weekly, now).back?.until.getTime(), now.getTime() + 190 * 86_400_000);
  assert.deepEqual(pointsBroughtBack([ago(300)], weekly, now), { gone: 1 });
});
