import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobFacts } from '../../../src/kernel/facts.ts';
import { cancelRefusal, offersCancel } from '../../../src/requests/rules/cancellable.ts';

const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
const job: JobFacts = {
  vaultId,
  id: '6F2D5A3E-9B1C-4C0E-8A55-0D6B2C8F1E77',
  vmName: 'sql-01',
  containerName: 'c',
  operation: 'Backup',
  status: 'InProgress',
  startedAt: new Date('2026-11-24T09:00:00Z'),
  cancellable: true,
  errors: [],
  tasks: [
    { name: 'Take Snapshot', status: 'InProgress' },
    { name: 'Transfer data to vault', status: 'NotStarted' },
  ],
  properties: {},
};

describe('a cancellation', () => {
  it('is refused for a job that is over, being cancelled, or of a kind without cancelling', () => {
    assert.equal(cancelRefusal(job), undefined);
    assert.equal(cancelRefusal({ ...job, status: 'Cancelling' })?.code, 'job-cancelling');
    for (const status of ['Completed', 'CompletedWithWarnings', 'Failed', 'Cancelled'] as const) {
      assert.equal(cancelRefusal({ ...job, status })?.code, 'job-over');
    }
    assert.equal(cancelRefusal({ ...job, cancellable: false })?.code, 'job-not-cancellable');
  });

  it('is offered while it makes sense: a backup until its snapshot is taken', () => {
    assert.equal(offersCancel(job), true);
    const taken = { ...job, tasks: [{ name: 'Take Snapshot', status: 'Completed' }] };
    assert.equal(offersCancel(taken), false);
    assert.equal(offersCancel({ ...taken, operation: 'Restore' }), true);
    assert.equal(offersCancel({ ...job, operation: 'ConfigureBackup' }), false);
  });
});
