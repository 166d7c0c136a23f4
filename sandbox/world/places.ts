import { groupId, resourceId } from './arm-id.ts';

/** Names and ids of the world that tests and settings refer to. */
export const prod = { id: 'aaaa0000-0000-4000-8000-00000000a001', name: 'contoso-prod' };
export const test = { id: 'bbbb0000-0000-4000-8000-00000000b001', name: 'contoso-test' };

/** The security team's subscription: neither the bot nor anybody in the channel has a role there. */
export const security = { id: 'cccc0000-0000-4000-8000-00000000c001', name: 'contoso-security' };

export const region = 'westeurope';

export const vaultIds = {
  prod: resourceId(prod.id, 'rg-backup', 'Microsoft.RecoveryServices/vaults', 'rsv-prod'),
  test: resourceId(test.id, 'rg-backup-test', 'Microsoft.RecoveryServices/vaults', 'rsv-test'),
  guarded: resourceId(prod.id, 'rg-backup', 'Microsoft.RecoveryServices/vaults', 'rsv-guarded'),
  fleet: resourceId(test.id, 'rg-fleet', 'Microsoft.RecoveryServices/vaults', 'rsv-fleet'),
};

/** The Resource Guard in front of rsv-guarded. */
export const guardId = resourceId(
  security.id,
  'rg-security',
  'Microsoft.DataProtection/resourceGuards',
  'guard-vaults',
);

/** Vaults of the uncommon machines, which exist only on request. */
export const uncommonVaultIds = {
  zones: uncommonVault('rsv-zones'),
  locked: uncommonVault('rsv-locked'),
  pairs: uncommonVault('rsv-pairs'),
  guarded: uncommonVault('rsv-mua'),
  foreign: uncommonVault('rsv-foreign'),
  entra: uncommonVault('rsv-entra'),
};

function uncommonVault(name: string): string {
  return resourceId(prod.id, 'rg-uncommon', 'Microsoft.RecoveryServices/vaults', name);
}

/** Resource Guard of rsv-mua for restores and policy changes; requests must name it. */
export const strictGuardId = guardId.replace('guard-vaults', 'guard-restores');

/** A guard of another tenant, whose subscription nobody here can see. */
export const foreignGuardId = guardId.replace(security.id, 'dddd0000-0000-4000-8000-00000000d001');

/** Container of the audit's heads, under an unlocked policy. */
export const auditAnchor = `${resourceId(prod.id, 'rg-backup', 'Microsoft.Storage/storageAccounts', 'stanchor')}/blobServices/default/containers/audit-heads`;

/** Place where drills restore their copies, until they are deleted. */
export const drillPlace = {
  resourceGroupId: groupId(prod.id, 'rg-drill'),
  stagingStorageAccountId: resourceId(prod.id, 'rg-drill', 'Microsoft.Storage/storageAccounts', 'stdrillprod'),
  subnetId: `${resourceId(prod.id, 'rg-drill', 'Microsoft.Network/virtualNetworks', 'vnet-drill')}/subnets/drill`,
  openings: ['AzureKeyVault', 'Storage', 'AzureActiveDirectory'],
};

/** Place for copies that may contain what attacked the original. */
export const quarantinePlace = {
  resourceGroupId: groupId(prod.id, 'rg-quarantine'),
  stagingStorageAccountId: resourceId(prod.id, 'rg-quarantine', 'Microsoft.Storage/storageAccounts', 'stquarantine'),
  subnetId: `${resourceId(prod.id, 'rg-quarantine', 'Microsoft.Network/virtualNetworks', 'vnet-quarantine')}/subnets/held`,
  openings: ['AzureKeyVault', 'Storage', 'AzureActiveDirectory'],
  releaseSubnetIds: [
    `${resourceId(prod.id, 'rg-quarantine', 'Microsoft.Network/virtualNetworks', 'vnet-quarantine')}/subnets/released`,
  ],
  days: 14,
};

/** Restore target of a vault, as a restore profile names it. */
export const restoreTargets = [
  {
    ...target('rsv-prod', prod.id, 'rg-restore', 'rg-backup', 'ststagingprod', [
      `${resourceId(prod.id, 'rg-app', 'Microsoft.Network/virtualNetworks', 'vnet-app')}/subnets/app`,
    ]),
    drill: drillPlace,
    quarantine: quarantinePlace,
  },
  target('rsv-guarded', prod.id, 'rg-restore', 'rg-backup', 'ststagingprod'),
  target('rsv-test', test.id, 'rg-restore-test', 'rg-backup-test', 'ststagingtest'),
  target('rsv-fleet', test.id, 'rg-restore-test', 'rg-backup-test', 'ststagingtest'),
];

/** Place for copies of rsv-pairs after its region is lost. */
export const pairedPlace = {
  resourceGroupId: groupId(prod.id, 'rg-pair'),
  stagingStorageAccountId: resourceId(prod.id, 'rg-pair', 'Microsoft.Storage/storageAccounts', 'stpair'),
  subnetId: `${resourceId(prod.id, 'rg-pair', 'Microsoft.Network/virtualNetworks', 'vnet-pair')}/subnets/app`,
  diskEncryptionSetId: resourceId(prod.id, 'rg-pair', 'Microsoft.Compute/diskEncryptionSets', 'des-pair'),
  keyVaultId: resourceId(prod.id, 'rg-pair', 'Microsoft.KeyVault/vaults', 'kv-pair'),
};

export const uncommonTargets = Object.values(uncommonVaultIds).map((id) => ({
  ...target(
    id.split('/').at(-1) ?? '',
    prod.id,
    'rg-restore',
    'rg-backup',
    id === uncommonVaultIds.entra ? 'ststagingentra' : 'ststagingprod',
  ),
  ...(id === uncommonVaultIds.pairs && { pairedRegion: pairedPlace, drill: drillPlace }),
}));

function target(
  vault: string,
  subscriptionId: string,
  group: string,
  stagingGroup: string,
  account: string,
  subnetIds: string[] = [],
) {
  const network = resourceId(subscriptionId, group, 'Microsoft.Network/virtualNetworks', 'vnet-restore');
  return {
    vault,
    targetResourceGroupId: groupId(subscriptionId, group),
    stagingStorageAccountId: resourceId(subscriptionId, stagingGroup, 'Microsoft.Storage/storageAccounts', account),
    isolatedSubnetId: `${network}/subnets/isolated`,
    subnetIds,
    vmSizes: ['Standard_D2s_v5', 'Standard_D4s_v5', 'Standard_E4s_v5'],
  };
}
