import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  adeRetirement,
  keepsPastAde,
  keptUntil,
  onDemandRetention,
  outlivesAde,
  planRetention,
} from '../../../src/machines/rules/retention.ts';

const now = new Date('2026-11-24T10:00:00Z');
const zone = 'Europe/Amsterdam';
const keep = (days: number, from = now) => planRetention({ kind: 'days', days }, from, zone);
const until = (year: number, month: number, day: number, at = zone) =>
  planRetention({ kind: 'until', year, month, day }, now, at);
const expiry = (one: ReturnType<typeof keep>) => (one.kind === 'kept' ? one.expiry.toISOString() : one.code);

describe('how long an on-demand backup is kept', () => {
  it('days end at the same time of day', () => {
    assert.equal(expiry(keep(30)), '2026-12-24T10:00:00.000Z');
  });

  it('also when summer time begins in between', () => {
    assert.equal(expiry(keep(30, new Date('2027-03-10T10:00:00Z'))), '2027-04-09T09:00:00.000Z');
  });

  it('until a day keeps it through that day, in the zone asked for', () => {
    assert.equal(expiry(until(2026, 12, 24)), '2026-12-24T23:00:00.000Z');
    assert.equal(expiry(until(2026, 12, 24, 'UTC')), '2026-12-25T00:00:00.000Z');
    assert.equal(expiry(until(2026, 12, 24, 'America/New_York')), '2026-12-25T05:00:00.000Z');
  });

  it('is refused outside what Azure keeps, and for dates that do not exist', () => {
    assert.equal(expiry(keep(0)), 'retention-too-short');
    assert.equal(expiry(keep(-3)), 'retention-too-short');
    assert.equal(expiry(keep(1.5)), 'retention-not-whole-days');
    assert.equal(expiry(keep(Number.POSITIVE_INFINITY)), 'retention-not-whole-days');
    assert.equal(expiry(keep(onDemandRetention.most + 1)), 'retention-too-long');
    assert.equal(expiry(keep(9_000_000_000)), 'retention-too-long');
    assert.equal(expiry(until(2026, 11, 23)), 'retention-past');
    assert.equal(expiry(until(2026, 11, 24)), 'retention-too-short');
    assert.equal(expiry(until(2026, 2, 30)), 'retention-no-such-date');
    assert.equal(expiry(until(2200, 1, 1)), 'retention-too-long');
  });

  it('is refused with the limit that it misses', () => {
    const { least, most } = onDemandRetention;
    const params = (one: ReturnType<typeof keep>) => one.kind === 'refused' && one.params;
    assert.deepEqual(params(keep(1.5)), { days: 1.5 });
    assert.deepEqual(params(keep(0)), { least });
    assert.deepEqual(params(until(2026, 11, 24)), { least });
    assert.deepEqual(params(until(2200, 1, 1)), { most });
  });

  it('may be the least and the most that Azure keeps, and what ends now is past', () => {
    const daysOf = (one: ReturnType<typeof keep>) => one.kind === 'kept' && one.days;
    assert.equal(daysOf(keep(onDemandRetention.least)), onDemandRetention.least);
    assert.equal(daysOf(keep(onDemandRetention.most)), onDemandRetention.most);
    const midnight = new Date('2026-11-24T00:00:00Z');
    const yesterday = planRetention({ kind: 'until', year: 2026, month: 11, day: 23 }, midnight, 'UTC');
    assert.equal(expiry(yesterday), 'retention-past');
  });

  it('is as many days as asked for, whenever and wherever', () => {
    const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const zones = fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), moments, zones, (days, from, at) => {
        const kept = planRetention({ kind: 'days', days }, from, at);
        assert.equal(kept.kind === 'kept' && kept.days, days);
      }),
    );
  });
});

describe('the retirement of Azure Disk Encryption', () => {
  it('is flagged for a backup that is kept beyond it', () => {
    assert.equal(outlivesAde(adeRetirement), false);
    assert.equal(outlivesAde(new Date(adeRetirement.getTime() + 1)), true);
    const kept = until(2028, 9, 15);
    assert.equal(kept.kind === 'kept' && kept.outlivesAde, true);
    const before = until(2028, 9, 13);
    assert.equal(before.kind === 'kept' && before.outlivesAde, false);
  });
});

const nineUtc = new Date('2026-11-24T09:00:00Z');
const first = { by: 'date' as const, dates: [1], last: false };

describe('how long a policy keeps', () => {
  it('is told by what it keeps longest', () => {
    assert.equal(keptUntil({ daily: { count: 30 } }, nineUtc).toISOString(), '2026-12-24T09:00:00.000Z');
    const years = { daily: { count: 30 }, yearly: { count: 10, months: [], on: first } };
    assert.equal(keptUntil(years, nineUtc).toISOString(), '2036-11-24T09:00:00.000Z');
  });

  it('passes the retirement of ADE on 15 September 2028, or does not', () => {
    assert.equal(keepsPastAde({ daily: { count: 660 } }, nineUtc), false);
    assert.equal(keepsPastAde({ daily: { count: 661 } }, nineUtc), true);
    assert.equal(keepsPastAde({ daily: { count: 7 }, monthly: { count: 22, on: first } }, nineUtc), true);
  });
});
