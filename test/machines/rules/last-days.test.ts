import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstOfLastDays, lastDays } from '../../../src/machines/rules/last-days.ts';

const now = new Date('2026-11-24T07:00:00Z');

test('each of the last 30 days is good, failed, without a backup or not known, oldest first', () => {
  const days = lastDays(
    [
      { day: '2026-10-26', result: 'warned' },
      { day: '2026-11-19', result: 'running' },
      { day: '2026-11-20', result: 'cancelled' },
      { day: '2026-11-21', result: 'none' },
      { day: '2026-11-22', result: 'failed' },
      { day: '2026-10-25', result: 'failed' },
    ],
    {},
    now,
  );
  assert.equal(days.length, 30);
  assert.equal(firstOfLastDays(now), '2026-10-26');
  assert.deepEqual([days[0], days[1]], ['good', 'unknown']);
  assert.deepEqual(days.slice(-6), ['unknown', 'none', 'none', 'failed', 'unknown', 'unknown']);
});

test('the last backup tells of a day that is not recorded yet, and of no other', () => {
  const of = (at: string, status: string) =>
    lastDays(
      [{ day: '2026-11-22', result: 'failed' }],
      { lastBackupAt: new Date(at), lastBackupStatus: status },
      now,
    ).slice(-3);
  assert.deepEqual(of('2026-11-24T01:00:00Z', 'Completed'), ['failed', 'unknown', 'good']);
  assert.deepEqual(of('2026-11-23T23:00:00Z', 'Failed'), ['failed', 'failed', 'unknown']);
  assert.deepEqual(of('2026-11-22T01:00:00Z', 'Completed'), ['failed', 'unknown', 'unknown']);
});
