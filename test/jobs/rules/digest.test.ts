import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countPerDay, endedBackups } from '../../../src/jobs/rules/digest.ts';
import type { ProtectedItemFacts } from '../../../src/kernel/facts.ts';
import { act, stopsRestore, warn } from '../../../src/machines/rules/finding.ts';
import { storedCheck, worsenedFindings } from '../../../src/machines/rules/stored-check.ts';
import type { StoredCheck } from '../../../src/store/rules/finding.ts';
import { item } from '../../machines/rules/protected-item.ts';

const now = new Date('2026-11-24T07:00:00Z');

describe('failures per day', () => {
  it('are of as many days as asked for, today last, and none of them is lost within', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 13 * 24 - 24 }));
    fc.assert(
      fc.property(hours, fc.constantFrom('UTC', 'Europe/Amsterdam', 'Pacific/Auckland'), (ago, zone) => {
        const moments = ago.map((hour) => new Date(now.getTime() - hour * 3_600_000));
        const days = countPerDay(moments, zone, 14, now);
        assert.equal(days.length, 14);
        assert.equal(
          days.reduce((sum, { count }) => sum + count, 0),
          ago.length,
        );
      }),
    );
    assert.equal(countPerDay([], 'Pacific/Auckland', 14, new Date('2026-11-24T13:00:00Z')).at(-1)?.date, '2026-11-25');
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
