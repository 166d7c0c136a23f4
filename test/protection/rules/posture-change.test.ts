import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseActivity } from '../../../src/azure/activity-log.ts';
import { nextDaily } from '../../../src/i18n/parse-date.ts';
import type { PostureLine } from '../../../src/protection/rules/posture.ts';
import {
  changedBy,
  lastReadAt,
  type SeenPosture,
  storedPosture,
  updatePosture,
  weakenedSince,
} from '../../../src/protection/rules/posture-change.ts';

const hour = 3_600_000;
const at = (hours: number) => new Date(Date.UTC(2026, 10, 24) + hours * hour);
const line = (
  topic: PostureLine['topic'],
  found: string,
  params: PostureLine['params'] = {},
  state: PostureLine['state'] = 'good',
): PostureLine => ({ topic, found, state, params });
const deleted = (days: number, found = 'on') => line('soft-delete', found, { days });
const guard = (...operations: string[]) => line('guard', 'some', { operations: operations.join(', ') });
const told = (before: PostureLine, now: PostureLine) =>
  updatePosture(updatePosture(undefined, [before], at(0)), [now], at(1)).weaker;

describe('a vault that gets weaker', () => {
  it('is told for what stands below what stood before, also where both are weak', () => {
    for (const [before, now] of [
      [line('immutability', 'locked'), line('immutability', 'unlocked')],
      [line('immutability', 'unlocked'), line('immutability', 'off')],
      [deleted(30, 'always-on'), deleted(30)],
      [deleted(30), deleted(7, 'short')],
      [deleted(30), deleted(20)],
      [deleted(30), line('soft-delete', 'off')],
      [guard('protectedItems/delete'), line('guard', 'none')],
      [guard('a/delete', 'b/write'), guard('b/write', 'c/write')],
      [line('redundancy', 'geo-cross-region'), line('redundancy', 'geo')],
      [line('access', 'private'), line('access', 'public')],
      [line('alerts', 'on'), line('alerts', 'off')],
      [line('scan', 'on'), line('scan', 'off')],
    ] as const) {
      assert.deepEqual(
        told(before, now).map(({ was, is, since }) => [was.found, is.found, since]),
        [[before.found, now.found, at(0)]],
      );
      assert.deepEqual(
        told(now, before).filter(({ is }) => is.topic !== 'guard' || is.found === 'none'),
        [],
      );
      assert.deepEqual(told(now, now), []);
    }
    assert.deepEqual(told(line('encryption', 'customer-key'), line('encryption', 'platform-key')), []);
  });

  it('is not told at the first look, nor of what Azure leaves out, and is seen behind that', () => {
    const first = updatePosture(undefined, [deleted(14)], at(0));
    assert.deepEqual(first.weaker, []);
    const silent = updatePosture(first, [line('soft-delete', 'unknown', {}, 'unknown')], at(24));
    assert.deepEqual([silent.weaker, silent.lines], [[], first.lines]);
    assert.deepEqual(
      updatePosture(silent, [line('soft-delete', 'off')], at(48)).weaker.map(({ was, is, since }) => [
        was.params.days,
        is.found,
        since,
      ]),
      [[14, 'off', at(0)]],
      'whoever changed it while Azure told nothing is looked for too',
    );
  });

  it('is told for a day to whoever asks, and no longer than it is weaker', () => {
    const was = updatePosture(undefined, [deleted(30)], at(0));
    const fell = updatePosture(was, [deleted(7, 'short')], at(24));
    assert.equal(weakenedSince(updatePosture(fell, [deleted(7, 'short')], at(49)).weaker, at(49)).length, 1);
    assert.equal(weakenedSince(updatePosture(fell, [deleted(7, 'short')], at(50)).weaker, at(50)).length, 0);
    assert.equal(updatePosture(fell, [deleted(7, 'short')], at(24 * 9)).weaker.length, 0);
    assert.equal(updatePosture(fell, [deleted(30)], at(25)).weaker.length, 0);
    assert.deepEqual(
      updatePosture(fell, [line('soft-delete', 'off')], at(26)).weaker.map(({ is, since }) => [is.found, since]),
      [['off', at(24)]],
    );
    assert.deepEqual(storedPosture.parse(JSON.parse(JSON.stringify(fell))), fell);
  });

  it('is told as it stands now, where it was mended in part', () => {
    const was = updatePosture(undefined, [line('redundancy', 'geo-cross-region')], at(0));
    const fell = updatePosture(was, [line('redundancy', 'local')], at(24));
    const partly = updatePosture(fell, [line('redundancy', 'geo')], at(25));
    assert.deepEqual(
      partly.weaker.map(({ was: before, is }) => [before.found, is.found]),
      [['geo-cross-region', 'geo']],
    );
  });
});

describe('the daily digests of a channel', () => {
  // Nights of 23 to 26 hours, and a date that a time zone skipped.
  const nights = [
    ['Europe/Amsterdam', '2026-10-25'],
    ['Europe/Amsterdam', '2026-03-29'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Antarctica/Troll', '2026-10-25'],
    ['Pacific/Apia', '2011-12-30'],
    ['UTC', '2026-11-24'],
  ] as const;

  it('tell exactly once that a vault got weaker, however long the days are and whoever else looks', () => {
    const minutes = fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...nights),
        fc.integer({ min: 0, max: 23 }),
        minutes,
        // Looks of other processes, with clocks up to ten minutes off.
        fc.array(fc.tuple(minutes, fc.integer({ min: -10, max: 10 })), { maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 8 }),
        ([zone, night], clockHour, fallsAt, others, late) => {
          const middle = Date.parse(`${night}T02:00:00Z`);
          const time = `${String(clockHour).padStart(2, '0')}:00`;
          const looks: { at: number; skew: number; daily: boolean }[] = others.map(([minute, skew]) => ({
            at: middle + minute * 60_000,
            skew: skew * 60_000,
            daily: false,
          }));
          let slot = new Date(middle - 4 * 24 * hour);
          for (const delay of late) {
            slot = nextDaily(time, zone, slot);
            looks.push({ at: slot.getTime() + delay * 60_000, skew: 0, daily: true });
          }
          let seen: SeenPosture | undefined;
          let told: Date | undefined;
          let count = 0;
          for (const look of looks.toSorted((a, b) => a.at - b.at)) {
            const fell = look.at >= middle + fallsAt * 60_000;
            seen = updatePosture(seen, [fell ? deleted(7, 'short') : deleted(30)], new Date(look.at + look.skew));
            if (!look.daily) continue;
            count += weakenedSince(seen.weaker, new Date(look.at), told).length;
            told = lastReadAt(seen);
          }
          assert.equal(count, 1);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('who made it weaker', () => {
  const vault = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv';
  const entry = (
    caller: string,
    hours: number,
    resourceId = vault,
    operation = 'Microsoft.RecoveryServices/vaults/write',
  ) => ({
    caller,
    operation,
    resourceId,
    at: at(hours),
  });

  it('is whoever changed the vault, or the part it is about, since it was seen as it was', () => {
    const log = [
      entry('before', -1),
      entry('first', 1),
      entry('last', 3, vault.toUpperCase()),
      entry('first', 2),
      entry('reader', 2, vault, 'Microsoft.RecoveryServices/vaults/read'),
      entry('neighbour', 2, `${vault}2`),
      entry('guardian', 1, `${vault}/backupResourceGuardProxies/VaultProxy`, 'x/delete'),
    ];
    assert.deepEqual(changedBy(log, vault, 'immutability', at(0)), ['last', 'first']);
    assert.deepEqual(changedBy(log, vault, 'guard', at(0)), ['last', 'first', 'guardian']);
    assert.deepEqual(changedBy([], vault, 'guard', at(0)), []);
  });

  it('is read from entries that succeeded, by tolerant reading', () => {
    const whole = {
      caller: 'mallory@contoso.com',
      eventTimestamp: '2026-11-24T02:00:00Z',
      operationName: { value: 'Microsoft.RecoveryServices/vaults/write' },
      resourceId: vault,
      status: { value: 'Succeeded' },
    };
    assert.deepEqual(parseActivity(whole), entry('mallory@contoso.com', 2));
    assert.equal(parseActivity({ ...whole, caller: undefined })?.caller, undefined);
    for (const odd of [
      null,
      'x',
      {},
      { ...whole, status: { value: 'Started' } },
      { ...whole, eventTimestamp: 'x' },
      { ...whole, resourceId: 1 },
    ]) {
      assert.equal(parseActivity(odd), undefined);
    }
  });
});
