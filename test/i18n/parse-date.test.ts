import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  lastDaily,
  type MomentContext,
  namesPartOfDay,
  nextDaily,
  parseMoment,
  parseTimeOfDay,
} from '../../src/i18n/parse-date.ts';
import { languages } from '../../src/kernel/languages.ts';

/** A Tuesday, 16:00 in Amsterdam. */
const now = new Date('2026-11-24T15:00:00Z');
const amsterdam: MomentContext = { now, timeZone: 'Europe/Amsterdam', language: 'en' };
const past: MomentContext = { ...amsterdam, direction: 'past' };
const read = (text: string, context: MomentContext = amsterdam) => {
  const moment = parseMoment(text, context);
  return moment.kind === 'moment'
    ? `${moment.at.toISOString().slice(0, 16)}${moment.wholeDay ? ' day' : ''}`
    : moment.kind;
};

describe('a moment to come', () => {
  it('is read in both languages, a day up to its end', () => {
    const expected: [string, string][] = [
      ['until friday', '2026-11-27T22:59 day'],
      ['vrijdag', '2026-11-27T22:59 day'],
      ['tot volgende week vrijdag', '2026-12-04T22:59 day'],
      ['until 2026-12-24', '2026-12-24T22:59 day'],
      ['24 dec', '2026-12-24T22:59 day'],
      ['24 december 2026', '2026-12-24T22:59 day'],
      ['december 24', '2026-12-24T22:59 day'],
      ['3 januari', '2027-01-03T22:59 day'],
      ['tomorrow 14:00', '2026-11-25T13:00'],
      ['morgen 14:00', '2026-11-25T13:00'],
      ['2026-12-24 02:00', '2026-12-24T01:00'],
      ['2026-12-24T02:00Z', '2026-12-24T02:00'],
      ['24 dec 02:00 UTC', '2026-12-24T02:00'],
      ['24/12/2026', '2026-12-24T22:59 day'],
      ['24/12', '2026-12-24T22:59 day'],
      ['24-12-26', '2026-12-24T22:59 day'],
      ['12/24/2026', '2026-12-24T22:59 day'],
    ];
    for (const [text, moment] of expected) {
      for (const language of languages) {
        assert.equal(read(text, { ...amsterdam, language }), moment, `${text} (${language})`);
      }
    }
  });

  it('may be a span', () => {
    const expected: [string, string][] = [
      ['30d', '2026-12-24T15:00'],
      ['30 days', '2026-12-24T15:00'],
      ['2 weeks', '2026-12-08T15:00'],
      ['3 maanden', '2027-02-24T15:00'],
      ['in 90 min', '2026-11-24T16:30'],
      ['over 2 uur', '2026-11-24T17:00'],
    ];
    for (const [text, moment] of expected) assert.equal(read(text), moment, text);
  });
});

describe('a moment that has been', () => {
  it('is the last one of its name', () => {
    const expected: [string, string][] = [
      ['yesterday 02:00', '2026-11-23T01:00'],
      ['gisteren 02:00', '2026-11-23T01:00'],
      ['02:00', '2026-11-24T01:00'],
      ['23:00', '2026-11-23T22:00'],
      ['24 nov 02:00', '2026-11-24T01:00'],
      ['24 dec', '2025-12-23T23:00 day'],
      ['friday', '2026-11-19T23:00 day'],
      ['2 weeks', '2026-11-10T15:00'],
      ['3 dagen geleden', '2026-11-21T15:00'],
    ];
    for (const [text, moment] of expected) assert.equal(read(text, past), moment, text);
  });
});

describe('a moment that cannot be told', () => {
  it('is ambiguous where day and month could be swapped', () => {
    const moment = parseMoment('03/04/2027', amsterdam);
    assert.equal(moment.kind, 'ambiguous');
    assert.deepEqual(moment.kind === 'ambiguous' && moment.choices.map((choice) => choice.toISOString().slice(0, 10)), [
      '2027-04-03',
      '2027-03-04',
    ]);
    for (const text of ['03/04/27', '3-4', '03.04.2027 02:00']) assert.equal(read(text), 'ambiguous', text);
    assert.equal(read('03/03/2027'), '2027-03-03T22:59 day');
  });

  it('is unreadable where something is left over or no such date exists', () => {
    for (const text of [
      '',
      'soon',
      'not friday',
      'end of the year',
      'friday or saturday',
      '30 feb 2027',
      '2027-02-30',
      '99999999d',
      '5',
      '32/01/2027',
    ]) {
      assert.equal(read(text), 'unreadable', text);
    }
  });
});

describe('when the clock is changed', () => {
  it('an hour that comes twice is ambiguous, and UTC tells it', () => {
    assert.deepEqual(parseMoment('25 oct 2026 02:30', past), {
      kind: 'ambiguous',
      choices: [new Date('2026-10-25T00:30:00Z'), new Date('2026-10-25T01:30:00Z')],
    });
    assert.equal(read('25 oct 2026 01:30 UTC', past), '2026-10-25T01:30');
  });

  it('an hour that never comes does not exist', () => {
    assert.deepEqual(parseMoment('2027-03-28 02:30', amsterdam), { kind: 'unreadable', why: 'no-such-time' });
  });

  it('wall time keeps its offset on both sides, and days keep their hour', () => {
    assert.equal(read('2026-10-24 02:00', past), '2026-10-24T00:00');
    assert.equal(read('2026-10-26 02:00', past), '2026-10-26T01:00');
    const before = { ...amsterdam, now: new Date('2026-10-24T10:00:00Z') };
    assert.equal(read('2 days', before), '2026-10-26T11:00');
    assert.equal(read('48 hours', before), '2026-10-26T10:00');
    assert.equal(read('sunday', before), '2026-10-25T22:59 day');
  });
});

describe('any text', () => {
  const zones = fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
  const context = fc.record({
    now: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
    timeZone: zones,
    language: fc.constantFrom(...languages),
    direction: fc.constantFrom('future' as const, 'past' as const),
  });

  it('is read without throwing, to a real moment or none', () => {
    const words = fc.constantFrom(
      'friday',
      'vrijdag',
      '24',
      'dec',
      '2026',
      '02:00',
      '/',
      '-',
      '30d',
      'weeks',
      'UTC',
      'am',
      '99999',
      'until',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' ')),
        ),
        context,
        (text, around) => {
          const moment = parseMoment(text, around);
          if (moment.kind === 'moment') assert.ok(Number.isFinite(moment.at.getTime()));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that is an ISO date and time is that wall time in the zone, or one of two, or none', () => {
    fc.assert(
      fc.property(context, fc.integer({ min: 0, max: 8760 * 2 }), (around, hours) => {
        const wall = DateTime.fromObject({ year: 2026 }, { zone: 'UTC' }).plus({ hours }).toFormat('yyyy-MM-dd HH:mm');
        const moment = parseMoment(wall, around);
        const choices = moment.kind === 'moment' ? [moment.at] : moment.kind === 'ambiguous' ? moment.choices : [];
        for (const choice of choices) {
          assert.equal(DateTime.fromJSDate(choice, { zone: around.timeZone }).toFormat('yyyy-MM-dd HH:mm'), wall);
        }
        if (around.timeZone === 'UTC') assert.equal(choices.length, 1);
      }),
      { numRuns: 500 },
    );
  });

  it('that is a weekday is within seven days, on the side that was meant', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    fc.assert(
      fc.property(context, fc.integer({ min: 0, max: 6 }), (around, index) => {
        const moment = parseMoment(days[index] ?? '', around);
        assert.ok(moment.kind === 'moment' && moment.wholeDay);
        assert.equal(DateTime.fromJSDate(moment.at, { zone: around.timeZone }).weekday, index + 1);
        const distance = (moment.at.getTime() - around.now.getTime()) / 86_400_000;
        // Some weeks contain a day of 25 hours.
        assert.ok(
          around.direction === 'future' ? distance > -0.01 && distance < 8.1 : distance <= 0 && distance > -8.1,
          String(distance),
        );
      }),
      { numRuns: 500 },
    );
  });
});

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

test('a night or a morning is a part of a day, and a day is not', () => {
  for (const text of ['last night', 'from last night', 'vannacht', 'vanochtend', 'monday night', 'yesterday evening'])
    assert.ok(namesPartOfDay(text), text);
  for (const text of ['yesterday', 'gisteren', 'friday', '24 Nov', 'today', 'last friday'])
    assert.ok(!namesPartOfDay(text), text);
});
