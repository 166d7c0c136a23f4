import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { grammar } from '../../../src/i18n/grammar.ts';
import type { PolicyBody } from '../../../src/kernel/backup-policy.ts';
import { parseEntries, parsePolicyLine, type TypedPolicy } from '../../../src/protection/rules/parse-policy.ts';

const french = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

function body(typed: Omit<TypedPolicy, 'name'>): PolicyBody {
  const read = parseEntries(parsePolicyLine({ name: 'nightly', ...typed }, 'Europe/Amsterdam', grammar), grammar);
  assert.deepEqual(read.kind === 'problems' && read.problems, false);
  assert.ok(read.kind === 'policy');
  return read.body;
}

describe('a policy in one line', () => {
  it('is read in English and in Dutch, with the usual for what was left out', () => {
    const english = body({ schedule: 'daily at 02:00', keep: '30 days, 12 weeks, 60 months and 10 years' });
    const dutch = body({ schedule: 'dagelijks om 2:00', keep: '30 dagen 12 weken 60 maanden 10 jaar' });
    assert.deepEqual(dutch, english);
    assert.deepEqual(english, {
      version: 'V1',
      schedule: { kind: 'daily', time: '02:00' },
      retention: {
        daily: { count: 30 },
        weekly: { count: 12, days: ['Sunday'] },
        monthly: { count: 60, on: { by: 'weekday', days: ['Sunday'], weeks: ['First'] } },
        yearly: { count: 10, months: ['January'], on: { by: 'weekday', days: ['Sunday'], weeks: ['First'] } },
      },
      snapshotDays: 2,
      timeZone: 'W. Europe Standard Time',
    });
  });

  it('runs weekly on the days that are named, and keeps those', () => {
    const weekly = body({ schedule: 'weekly mon, thursday 23:30', keep: '12w, 6 months', timeZone: 'UTC' });
    assert.deepEqual(weekly.schedule, { kind: 'weekly', time: '23:30', days: ['Monday', 'Thursday'] });
    assert.deepEqual(weekly.retention.monthly?.on, { by: 'weekday', days: ['Monday'], weeks: ['First'] });
    assert.deepEqual(body({ schedule: 'wekelijks zo 01:00', keep: '4 weken' }).schedule, {
      kind: 'weekly',
      time: '01:00',
      days: ['Sunday'],
    });
  });

  it('takes the first two letters of a day in any language, and three where two languages differ', () => {
    const days = (words: string) =>
      parsePolicyLine({ name: 'x', schedule: `weekly ${words} 02:00` }, 'UTC', grammar).days;
    assert.equal(days('ma'), 'Monday');
    assert.equal(days('woens, vr'), 'Wednesday,Friday');
    assert.equal(days('tue ZO'), 'Tuesday,Sunday');
    const twoOwners = { ...grammar, weekdays: [...grammar.weekdays, ...french] };
    const inThree = (word: string) => parsePolicyLine({ name: 'x', schedule: `weekly ${word}` }, 'UTC', twoOwners).days;
    assert.equal(inThree('mar'), 'Tuesday');
    assert.equal(inThree('ma'), 'Sunday', 'maandag or mardi: none, so the usual day');
  });

  it('runs every so many hours', () => {
    const hourly = body({ schedule: 'every 4h from 08:00 for 12h', keep: '30d', snapshots: '5 days' });
    assert.deepEqual(hourly.schedule, { kind: 'hourly', everyHours: 4, from: '08:00', forHours: 12 });
    assert.equal(hourly.snapshotDays, 5);
    assert.equal(hourly.version, 'V2');
  });

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (schedule, keep, zone) => {
        parseEntries(parsePolicyLine({ name: 'x', schedule, keep, timeZone: zone }, 'UTC', grammar), grammar);
      }),
    );
  });

  it('keeps nothing for 2 MB of digits without a unit, and reads a number of nine with one', () => {
    // Not timed: reading once from each digit would take minutes here.
    assert.deepEqual(
      parsePolicyLine({ name: 'x', schedule: 'daily', keep: '1'.repeat(2_000_000) }, 'UTC', grammar).daily,
      undefined,
    );
    assert.equal(
      parsePolicyLine({ name: 'x', schedule: 'daily', keep: `${'1'.repeat(9)} days` }, 'UTC', grammar).daily,
      '111111111',
    );
  });
});
