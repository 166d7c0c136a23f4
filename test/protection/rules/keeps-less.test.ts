import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepsLess, weakens } from '../../../src/protection/rules/keeps-less.ts';

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
