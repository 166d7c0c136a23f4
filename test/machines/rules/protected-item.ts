import type { ProtectedItemFacts } from '../../../src/kernel/facts.ts';

export const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod';

/** A machine that is backed up and well, as its vault tells it. */
export const item: ProtectedItemFacts = {
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
