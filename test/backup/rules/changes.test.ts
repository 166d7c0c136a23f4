import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backupRefusal, planBackup } from '../../../src/backup/rules/backup-plan.ts';
import { planCancel } from '../../../src/jobs/rules/cancel-plan.ts';
import type { JobFacts, ProtectedItemFacts } from '../../../src/kernel/facts.ts';
import { backupTrouble, isFailing } from '../../../src/machines/rules/backup-trouble.ts';
import { cancelRefusal, offersCancel } from '../../../src/requests/rules/cancellable.ts';

const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
const item: ProtectedItemFacts = {
  id: `${vaultId}/backupFabrics/Azure/protectionContainers/c/protectedItems/i`,
  vaultId,
  containerName: 'c',
  itemName: 'i',
  vmName: 'sql-01',
  vmId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/sql-01',
  protectionState: 'Protected',
  health: 'Passed',
  healthDetails: [],
  lastBackupStatus: 'Completed',
  softDeleted: false,
};
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
const expiry = new Date('2026-12-24T09:00:00Z');

describe('the plan of a backup', () => {
  it('is the same however Azure spells the ids, and another for another item, vault or expiry', () => {
    const { hash } = planBackup(item, expiry);
    assert.equal(planBackup({ ...item, id: item.id.toUpperCase(), vaultId: vaultId.toUpperCase() }, expiry).hash, hash);
    assert.notEqual(planBackup({ ...item, id: `${item.id}2` }, expiry).hash, hash);
    assert.notEqual(planBackup({ ...item, vaultId: `${vaultId}2` }, expiry).hash, hash);
    assert.notEqual(planBackup(item, new Date(expiry.getTime() + 1)).hash, hash);
  });

  it('does not follow what is only observed', () => {
    const other = { ...item, health: 'ActionRequired', lastBackupStatus: 'Failed' };
    assert.equal(planBackup(other, expiry).hash, planBackup(item, expiry).hash);
  });

  it('is refused for an item that Azure backs up no more', () => {
    assert.equal(backupRefusal(item), undefined);
    assert.equal(backupRefusal({ ...item, softDeleted: true })?.code, 'backup-deleted');
    for (const protectionState of ['ProtectionStopped', 'ProtectionPaused', 'BackupsSuspended']) {
      assert.equal(backupRefusal({ ...item, protectionState })?.code, 'backup-stopped');
    }
  });
});

describe('the plan to cancel', () => {
  it('names one job of one vault', () => {
    assert.equal(planCancel({ ...job, id: job.id.toLowerCase() }).hash, planCancel(job).hash);
    assert.notEqual(planCancel({ ...job, id: 'other' }).hash, planCancel(job).hash);
  });

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

describe('trouble with a backup', () => {
  it('is what makes it fail, not what is stopped on purpose or still to come', () => {
    const cases = [
      [{}, undefined, false],
      [{ lastBackupStatus: 'Failed' }, 'last-failed', true],
      [{ health: 'ActionRequired' }, 'unhealthy', true],
      [{ protectionState: 'ProtectionError' }, 'unhealthy', true],
      [{ protectionState: 'ProtectionStopped', lastBackupStatus: 'Failed' }, 'stopped', false],
      [{ protectionState: 'IRPending', lastBackupStatus: '' }, 'no-backup-yet', false],
      [{ softDeleted: true }, 'deleted', false],
    ] as const;
    for (const [change, trouble, failing] of cases) {
      assert.equal(backupTrouble({ ...item, ...change }), trouble);
      assert.equal(isFailing({ ...item, ...change }), failing);
    }
  });
});
