import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepsPastAde, keptUntil } from '../../../src/machines/rules/kept-until.ts';

const now = new Date('2026-11-24T09:00:00Z');
const first = { by: 'date' as const, dates: [1], last: false };

describe('how long a policy keeps', () => {
  it('is told by what it keeps longest', () => {
    assert.equal(keptUntil({ daily: { count: 30 } }, now).toISOString(), '2026-12-24T09:00:00.000Z');
    const years = { daily: { count: 30 }, yearly: { count: 10, months: [], on: first } };
    assert.equal(keptUntil(years, now).toISOString(), '2036-11-24T09:00:00.000Z');
  });

  it('passes the retirement of ADE on 15 September 2028, or does not', () => {
    assert.equal(keepsPastAde({ daily: { count: 660 } }, now), false);
    assert.equal(keepsPastAde({ daily: { count: 661 } }, now), true);
    assert.equal(keepsPastAde({ daily: { count: 7 }, monthly: { count: 22, on: first } }, now), true);
  });
});
