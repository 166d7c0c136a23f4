import { resourceId } from './arm-id.ts';

/** Names and ids of the world that tests and settings refer to. */
export const prod = { id: 'aaaa0000-0000-4000-8000-00000000a001', name: 'contoso-prod' };
export const test = { id: 'aaaa0000-0000-4000-8000-00000000b001', name: 'contoso-test' };

export const region = 'westeurope';

export const vaultIds = {
  prod: resourceId(prod.id, 'rg-backup', 'Microsoft.RecoveryServices/vaults', 'rsv-prod'),
  test: resourceId(test.id, 'rg-backup-test', 'Microsoft.RecoveryServices/vaults', 'rsv-test'),
  fleet: resourceId(test.id, 'rg-fleet', 'Microsoft.RecoveryServices/vaults', 'rsv-fleet'),
};

/** Where restores from a vault go: what a restore profile names. */
export const restoreTargets = [
  {
    vault: 'rsv-prod',
    targetResourceGroupId: `/subscriptions/${prod.id}/resourceGroups/rg-restore`,
    stagingStorageAccountId: resourceId(prod.id, 'rg-backup', 'Microsoft.Storage/storageAccounts', 'ststagingprod'),
    isolatedSubnetId: `${resourceId(prod.id, 'rg-restore', 'Microsoft.Network/virtualNetworks', 'vnet-restore')}/subnets/isolated`,
  },
  {
    vault: 'rsv-test',
    targetResourceGroupId: `/subscriptions/${test.id}/resourceGroups/rg-restore-test`,
    stagingStorageAccountId: resourceId(
      test.id,
      'rg-backup-test',
      'Microsoft.Storage/storageAccounts',
      'ststagingtest',
    ),
    isolatedSubnetId: `${resourceId(test.id, 'rg-restore-test', 'Microsoft.Network/virtualNetworks', 'vnet-restore')}/subnets/isolated`,
  },
];
