import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restoreSentAt } from '../../../src/restore/rules/results.ts';

const exportAt = new Date('2026-11-26T03:00:00Z');
const restoreAt = new Date('2026-11-26T03:40:00Z');

const exported = (status: string | undefined, state = 'done') => ({
  kind: 'export-key',
  state,
  started_at: exportAt,
  result: status === undefined ? null : { jobId: 'job', status, properties: {} },
});

const restoring = (kind = 'restore-disks', started_at: Date | null = restoreAt) => ({
  kind,
  state: 'done',
  started_at,
  result: { jobId: 'job', properties: {} },
});

describe('when a restore was sent', () => {
  for (const status of ['Completed', 'CompletedWithWarnings']) {
    it(`is when the key was to be brought out, if that restore came to its end: ${status}`, () => {
      for (const kind of ['restore-disks', 'restore-vm', 'replace-disks']) {
        assert.equal(restoreSentAt([exported(status), restoring(kind)]), exportAt, kind);
      }
    });
  }

  it('is when its own step began, if that restore failed as it was meant to, was not needed, or is not among them', () => {
    assert.equal(restoreSentAt([exported('Failed'), restoring()]), restoreAt);
    assert.equal(restoreSentAt([exported(undefined, 'skipped'), restoring()]), restoreAt);
    assert.equal(restoreSentAt([restoring('replace-disks')]), restoreAt);
  });

  it('is nothing while the step runs that is to bring out the key, or before any was sent', () => {
    assert.equal(restoreSentAt([exported(undefined, 'running'), restoring('restore-disks', null)]), undefined);
    assert.equal(restoreSentAt([]), undefined);
  });
});
