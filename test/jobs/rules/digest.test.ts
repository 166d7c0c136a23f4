import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countPerNight, endedBackups, lacksRecentPoint } from '../../../src/jobs/rules/digest.ts';
import type { ProtectedItemFacts } from '../../../src/kernel/facts.ts';
import { act, stopsRestore, warn } from '../../../src/machines/rules/finding.ts';
import { storedCheck, worsenedFindings } from '../../../src/machines/rules/stored-check.ts';
import type { StoredCheck } from '../../../src/store/rules/finding.ts';
import { item } from '../../machines/rules/protected-item.ts';

const now = new Date('2026-11-24T07:00:00Z');

describe('failures per night', () => {
  it('are of as many nights as asked for, the last one ending now, and none of them is lost within', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 14 * 24 - 1 }));
    fc.assert(
      fc.property(hours, fc.constantFrom('UTC', 'Europe/Amsterdam', 'Pacific/Auckland'), (ago, zone) => {
        const failed = ago.map((hour, at) => ({
          vmName: `vm-${at}`,
          startedAt: new Date(now.getTime() - hour * 3_600_000),
        }));
        const nights = countPerNight(failed, zone, 14, now);
        assert.equal(nights.length, 14);
        assert.equal(nights.at(-1)?.count, ago.filter((hour) => hour < 24).length);
        assert.equal(
          nights.reduce((sum, { count }) => sum + count, 0),
          ago.length,
        );
      }),
    );
    assert.equal(
      countPerNight([], 'Pacific/Auckland', 14, new Date('2026-11-24T13:00:00Z')).at(-1)?.date,
      '2026-11-25',
    );
  });

  it('count a machine that failed twice in a night once', () => {
    const twice = [1, 2].map((hour) => ({ vmName: 'sql-01', startedAt: new Date(now.getTime() - hour * 3_600_000) }));
    assert.equal(countPerNight(twice, 'UTC', 14, now).at(-1)?.count, 1);
  });
});

describe('a machine without a recent recovery point', () => {
  it('is not one that waits for its first backup', () => {
    const bare: ProtectedItemFacts = { ...item, lastBackupStatus: 'unknown' };
    const { latestPointAt: _, lastBackupAt: __, ...never } = bare;
    assert.equal(lacksRecentPoint({ ...never, protectionState: 'IRPending' }, 36, now), false);
    assert.equal(lacksRecentPoint({ ...never, protectionState: 'Protected' }, 36, now), true);
  });
});

describe('backups that ended', () => {
  const vm = (name: string, change: Partial<ProtectedItemFacts>, gone = false) => ({
    name,
    protection: { item: { ...item, vmId: `/subscriptions/S/${name}`, ...change }, gone },
  });
  const until = new Date('2026-12-08T07:00:00Z');
  const stop = { protectionState: 'ProtectionStopped' };

  it('are deleted, also of a machine that is gone, or stopped, unless it is gone or held', () => {
    const vms = [
      vm('well', {}),
      { name: 'bare' },
      vm('deleted', { ...stop, softDeleted: true, deletedForGoodAt: until }),
      vm('deleted-and-gone', { softDeleted: true }, true),
      vm('stopped', stop),
      vm('suspended', { protectionState: 'BackupsSuspended' }),
      vm('kept', stop, true),
      vm('HELD', stop),
    ];
    assert.deepEqual(endedBackups(vms, new Set(['/subscriptions/s/held'])), {
      deleted: [{ vm: 'deleted', until }, { vm: 'deleted-and-gone' }],
      stopped: ['stopped', 'suspended'],
    });
  });
});

describe('what got worse', () => {
  const stored = (...findings: StoredCheck['findings']) => storedCheck(findings, 'act', 'ade-bek');

  it('is what was not there, or was milder', () => {
    const before = stored(warn('staging', 'a'), act('keys', 'b'));
    const after = stored(warn('staging', 'a'), stopsRestore('keys', 'b'), warn('quota', 'c'));
    assert.deepEqual(
      worsenedFindings(before, after).map(({ text }) => text?.code),
      ['b', 'c'],
    );
  });

  it('is nothing without a check before, and nothing that could not be looked at', () => {
    assert.deepEqual(worsenedFindings(null, stored(stopsRestore('keys', 'b'))), []);
    const unread = { check: 'keys', verdict: 'unknown', text: { code: 'azure.forbidden', params: {} } } as const;
    assert.deepEqual(worsenedFindings(stored(), stored(unread)), []);
  });
});
