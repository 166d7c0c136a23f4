import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatDate, formatDuration, formatMoment, formatTime } from '../../src/i18n/dates.ts';
import type { Reader } from '../../src/kernel/chat.ts';
import type { Language } from '../../src/kernel/languages.ts';

const now = new Date('2026-11-24T15:00:00Z');
const night = new Date('2026-11-24T01:00:00Z');
const dutch: Reader = { language: 'nl', timeZone: 'Europe/Amsterdam' };
const english: Reader = { language: 'en', timeZone: 'Europe/Amsterdam' };

describe('a moment', () => {
  it('is told in the zone of the reader, and for everyone in UTC as well', () => {
    assert.equal(formatMoment(night, english, now), 'Tue 24 Nov 02:00 CET');
    assert.equal(formatMoment(night, { ...english, shared: true }, now), 'Tue 24 Nov 02:00 CET (01:00 UTC)');
    assert.equal(formatMoment(night, { ...dutch, shared: true }, now), 'di 24 nov 02:00 CET (01:00 UTC)');
    assert.equal(formatMoment(night, { ...english, timeZone: 'UTC', shared: true }, now), 'Tue 24 Nov 01:00 UTC');
  });

  it('names the day in UTC where it is another one', () => {
    const newYork: Reader = { language: 'en', timeZone: 'America/New_York', shared: true };
    assert.equal(formatMoment(night, newYork, now), 'Mon 23 Nov 20:00 EST (Tue 24 Nov 01:00 UTC)');
  });

  it('has a year only when it is not this one, and an offset where the zone has no name', () => {
    assert.equal(formatMoment(new Date('2027-07-01T10:00:00Z'), english, now), 'Thu 1 Jul 2027 12:00 CEST');
    assert.equal(formatMoment(night, { ...english, timeZone: 'America/Sao_Paulo' }, now), 'Mon 23 Nov 22:00 UTC-3');
  });

  it('tells the two hours apart when the clock is set back', () => {
    assert.equal(formatMoment(new Date('2026-10-25T00:30:00Z'), english, now), 'Sun 25 Oct 02:30 CEST');
    assert.equal(formatMoment(new Date('2026-10-25T01:30:00Z'), english, now), 'Sun 25 Oct 02:30 CET');
  });

  it('as a date always has its year, as a time none', () => {
    assert.equal(formatDate(new Date('2026-12-11T23:30:00Z'), english), 'Sat 12 Dec 2026');
    assert.equal(formatDate(new Date('2026-12-11T23:30:00Z'), dutch), 'za 12 dec 2026');
    assert.equal(formatTime(night, english), '02:00');
  });
});

describe('a duration', () => {
  const say = (ms: number, language: Language = 'en') => formatDuration(ms, { language });

  it('is told in its two largest units', () => {
    assert.equal(say(400), 'less than a second');
    assert.equal(say(-5000), 'less than a second');
    assert.equal(say(59_999), '59 seconds');
    assert.equal(say(185_000), '3 minutes 5 seconds');
    assert.equal(say(180_000), '3 minutes');
    assert.equal(say(3_720_000), '1 hour 2 minutes');
    assert.equal(say(3_600_000), '1 hour');
    assert.equal(say(86_400_000), '1 day');
    assert.equal(say(187_200_000), '2 days 4 hours');
    assert.equal(say(187_200_000, 'nl'), '2 dagen 4 uur');
  });

  it('never names zero units and never more than two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 10 ** 10 }), (ms) => {
        assert.match(say(ms), /^[1-9]\d* (day|hour|minute|second)s?( [1-9]\d* (hour|minute|second)s?)?$/);
      }),
    );
  });
});
