import type { ProtectedItemFacts } from '../../../src/kernel/facts.ts';

export const vaultId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-prod';

/** A machine with good backups, as its vault reports it. */
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
