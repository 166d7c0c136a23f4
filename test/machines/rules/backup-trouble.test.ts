import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backupTrouble, isFailing } from '../../../src/machines/rules/item-state.ts';
import { item } from './protected-item.ts';

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
