import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lastDaily, nextDaily, parseTimeOfDay } from '../../src/i18n/next-daily.ts';

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

  it('comes once in the night that shows it twice, and in the one that skips it, and at its time in the next', () => {
    const comesAfter = (now: string) => nextDaily('02:30', 'Europe/Amsterdam', new Date(now)).toISOString();
    // On 25 October 02:00 to 03:00 is shown twice, an hour apart.
    assert.equal(comesAfter('2026-10-24T12:00:00Z'), '2026-10-25T00:30:00.000Z');
    for (const late of ['2026-10-25T00:30:00Z', '2026-10-25T01:05:00Z', '2026-10-25T01:35:00Z'])
      assert.equal(comesAfter(late), '2026-10-26T01:30:00.000Z');
    // On 28 March it is not shown.
    assert.equal(comesAfter('2027-03-27T12:00:00Z'), '2027-03-28T01:30:00.000Z');
    assert.equal(comesAfter('2027-03-28T01:30:00Z'), '2027-03-29T00:30:00.000Z');
    const cameBefore = (now: string) => lastDaily('02:30', 'Europe/Amsterdam', new Date(now)).toISOString();
    assert.equal(cameBefore('2026-10-25T01:05:00Z'), '2026-10-25T00:30:00.000Z');
    assert.equal(cameBefore('2027-03-29T00:00:00Z'), '2027-03-28T01:30:00.000Z');
  });
});
