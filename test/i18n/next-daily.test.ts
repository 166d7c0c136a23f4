import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextDaily, parseTimeOfDay } from '../../src/i18n/next-daily.ts';

describe('a time of day', () => {
  it('is read as people type it', () => {
    for (const text of ['8', '08:00', '8:00', '8.00', '8u', '8 uur']) assert.equal(parseTimeOfDay(text), '08:00');
    for (const text of ['', '24:00', '8:60', 'noon', '-8']) assert.equal(parseTimeOfDay(text), undefined);
  });

  it('comes next within a day and an hour, also in the nights when the clock is set', () => {
    const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 23 }), (now, hour) => {
        const next = nextDaily(`${hour}:30`, 'Europe/Amsterdam', now);
        assert.ok(next > now);
        assert.ok(next.getTime() - now.getTime() <= 25 * 3_600_000);
      }),
    );
  });
});
