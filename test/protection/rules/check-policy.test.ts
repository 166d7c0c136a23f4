import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { grammar } from '../../../src/i18n/grammar.ts';
import type { PolicyBody } from '../../../src/kernel/backup-policy.ts';
import { checkPolicy } from '../../../src/protection/rules/check-policy.ts';
import { parseEntries, policyInputs } from '../../../src/protection/rules/parse-policy.ts';
import { samePolicy } from '../../../src/protection/rules/raised-policy.ts';
import { entriesFor, goodPolicy, nightly } from './policies.ts';

/** Problems of a policy that differs from a good one in these parts. */
function found(change: Partial<PolicyBody>, name = 'nightly'): string[] {
  return checkPolicy(name, { ...nightly, ...change }).map(({ field, code }) => `${field} ${code}`);
}

const weekly: Partial<PolicyBody> = {
  schedule: { kind: 'weekly', time: '02:00', days: ['Monday', 'Thursday'] },
  retention: { weekly: { count: 12, days: ['Monday', 'Thursday'] } },
  snapshotDays: 5,
};

describe('a policy', () => {
  it('made by the form is read back from what was entered as it was meant, and nothing is wrong with it', () => {
    fc.assert(
      fc.property(goodPolicy, (body) => {
        const read = parseEntries(entriesFor('nightly', body), grammar);
        assert.deepEqual(read.kind === 'problems' && read.problems, false);
        assert.ok(read.kind === 'policy' && samePolicy(body, read.body));
      }),
    );
  });

  it('is the same in whatever order days and months are listed, and another one if anything else differs', () => {
    fc.assert(
      fc.property(goodPolicy, goodPolicy, (one, other) => {
        assert.ok(samePolicy(one, reversed(one)));
        assert.ok(!samePolicy(one, { ...one, snapshotDays: one.snapshotDays + 1 }));
        assert.equal(samePolicy(one, other), samePolicy(other, one));
      }),
    );
  });

  it('is never half read: whatever was entered gives a policy or says what is wrong', () => {
    const anything = fc.dictionary(fc.constantFrom(...policyInputs), fc.string({ maxLength: 30 }));
    fc.assert(
      fc.property(anything, (entries) => {
        const read = parseEntries(entries, grammar);
        if (read.kind === 'policy') assert.deepEqual(checkPolicy(read.name, read.body), []);
        else assert.ok(read.problems.length > 0);
      }),
    );
  });

  it('has a name that Azure takes', () => {
    for (const name of ['', 'ab', '1-daily', 'daily 30', 'täglich', 'a'.repeat(151)]) {
      assert.deepEqual(found({}, name), ['name name-odd'], name);
    }
    assert.deepEqual(found({}, 'a'.repeat(150)), []);
  });

  it('begins on the full or the half hour', () => {
    assert.deepEqual(found({ schedule: { kind: 'daily', time: '02:15' } }), ['time time-not-half-hour']);
    assert.deepEqual(found({ schedule: { kind: 'daily', time: '24:00' } }), ['time time-unreadable']);
    assert.deepEqual(found({ schedule: { kind: 'daily', time: '23:30' } }), []);
  });

  it('keeps daily points for 7 to 9999 days', () => {
    assert.deepEqual(found({ retention: { daily: { count: 6 } } }), ['daily too-few']);
    assert.deepEqual(found({ retention: { daily: { count: 10_000 } } }), ['daily too-many']);
    assert.deepEqual(found({ retention: {} }), ['daily daily-missing']);
    assert.deepEqual(found({ retention: { daily: { count: 7 } } }), []);
  });

  it('keeps snapshots for 1 to 5 days if standard, exactly 5 if weekly, up to 30 if enhanced, never past their point', () => {
    assert.deepEqual(found({ snapshotDays: 6 }), ['snapshots too-many']);
    assert.deepEqual(found({ snapshotDays: 0 }), ['snapshots too-few']);
    assert.deepEqual(found({ ...weekly, snapshotDays: 2 }), ['snapshots snapshots-weekly']);
    assert.deepEqual(found({ ...weekly, version: 'V2', snapshotDays: 4 }), ['snapshots too-few']);
    assert.deepEqual(found({ ...weekly, version: 'V2', snapshotDays: 9 }), []);
    assert.deepEqual(found({ version: 'V2', snapshotDays: 30 }), []);
    assert.deepEqual(found({ version: 'V2', snapshotDays: 31 }), ['snapshots too-many']);
    assert.deepEqual(found({ version: 'V2', snapshotDays: 8, retention: { daily: { count: 7 } } }), [
      'snapshots snapshots-past-daily',
    ]);
  });

  it('keeps snapshots for fewer days the more often it runs', () => {
    const often = (everyHours: number, snapshotDays: number) =>
      found({ version: 'V2', schedule: { kind: 'hourly', everyHours, from: '08:00', forHours: 24 }, snapshotDays });
    assert.deepEqual([often(4, 17), often(4, 18)], [[], ['snapshots too-many']]);
    assert.deepEqual([often(6, 22), often(6, 23)], [[], ['snapshots too-many']]);
    assert.deepEqual([often(12, 30), often(12, 31)], [[], ['snapshots too-many']]);
  });

  it('that runs weekly keeps weekly points, of its own days, and no daily ones', () => {
    assert.deepEqual(found(weekly), []);
    assert.deepEqual(found({ ...weekly, retention: {} }), ['weekly weekly-missing']);
    assert.deepEqual(found({ ...weekly, retention: { ...weekly.retention, daily: { count: 30 } } }), [
      'daily daily-of-weekly',
    ]);
    assert.deepEqual(found({ ...weekly, retention: { weekly: { count: 12, days: ['Monday'] } } }), [
      'weeklyDays weekly-days-all',
    ]);
    const sunday = { by: 'weekday' as const, days: ['Sunday' as const], weeks: ['First' as const] };
    assert.deepEqual(found({ ...weekly, retention: { ...weekly.retention, monthly: { count: 60, on: sunday } } }), [
      'monthlyOn days-not-scheduled',
    ]);
    const first = { by: 'date' as const, dates: [1], last: false };
    assert.deepEqual(found({ ...weekly, retention: { ...weekly.retention, monthly: { count: 60, on: first } } }), [
      'monthlyOn dates-of-weekly',
    ]);
  });

  it('that runs by the hour is enhanced, and its hours fit into its window', () => {
    const hourly = (everyHours: number, forHours: number) =>
      found({ version: 'V2', schedule: { kind: 'hourly', everyHours, from: '08:00', forHours } });
    assert.deepEqual(hourly(4, 16), []);
    assert.deepEqual(hourly(24, 24), []);
    assert.deepEqual(hourly(5, 15), ['every every-odd']);
    assert.deepEqual(hourly(6, 16), ['hours hours-odd']);
    assert.deepEqual(hourly(4, 28), ['hours hours-odd']);
    assert.deepEqual(found({ schedule: { kind: 'hourly', everyHours: 4, from: '08:00', forHours: 12 } }), [
      'kind kind-missing',
    ]);
  });

  it('names months, weeks and dates that there are', () => {
    const yearly = { count: 10, months: [], on: { by: 'date' as const, dates: [31], last: false } };
    assert.deepEqual(found({ retention: { daily: { count: 30 }, yearly } }), [
      'yearlyMonths months-missing',
      'yearlyOn date-odd',
    ]);
  });

  it('is in a time zone that Windows has a name for', () => {
    assert.deepEqual(found({ timeZone: 'Middle Earth Standard Time' }), ['zone zone-unknown']);
  });
});

function reversed(body: PolicyBody): PolicyBody {
  const { weekly: w, ...rest } = body.retention;
  return {
    ...body,
    schedule:
      body.schedule.kind === 'weekly' ? { ...body.schedule, days: body.schedule.days.toReversed() } : body.schedule,
    retention: { ...rest, ...(w && { weekly: { ...w, days: w.days.toReversed() } }) },
  };
}
