import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backupRefusal, planBackup } from '../../../src/backup/rules/backup-plan.ts';
import { item, vaultId } from '../../machines/rules/protected-item.ts';

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
