import { groupId, parseArmId, resourceId } from './arm-id.ts';
import { guid, version } from './ids.ts';
import { backupManagementService, tenantId } from './people.ts';
import { region } from './places.ts';
import { dailyPolicy } from './policies.ts';
import type { Vault } from './vault.ts';
import type { World } from './world.ts';

/** The resources around the VMs, each as ARM shows it. */

export function addGroups(world: World, subscriptionId: string, names: string[]): void {
  for (const name of names) {
    world.resources.put({
      id: groupId(subscriptionId, name),
      name,
      type: 'Microsoft.Resources/resourceGroups',
      location: region,
      properties: { provisioningState: 'Succeeded' },
    });
  }
}

export function addNetwork(
  world: World,
  subscriptionId: string,
  group: string,
  name: string,
  prefix: string,
  subnet: string,
): void {
  const id = resourceId(subscriptionId, group, 'Microsoft.Network/virtualNetworks', name);
  const child = {
    name: subnet,
    id: `${id}/subnets/${subnet}`,
    type: 'Microsoft.Network/virtualNetworks/subnets',
    properties: { provisioningState: 'Succeeded', addressPrefix: `${prefix}.0.0/20`, delegations: [] },
  };
  world.resources.put(child);
  world.resources.put({
    name,
    id,
    type: 'Microsoft.Network/virtualNetworks',
    location: region,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guid(`network ${id}`),
      addressSpace: { addressPrefixes: [`${prefix}.0.0/16`] },
      subnets: [child],
      virtualNetworkPeerings: [],
      enableDdosProtection: false,
    },
  });
}

export function addStorageAccount(world: World, subscriptionId: string, group: string, name: string): void {
  world.resources.put({
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    kind: 'StorageV2',
    id: resourceId(subscriptionId, group, 'Microsoft.Storage/storageAccounts', name),
    name,
    type: 'Microsoft.Storage/storageAccounts',
    location: region,
    properties: {
      provisioningState: 'Succeeded',
      creationTime: '2025-02-03T09:12:44.1234567Z',
      primaryLocation: region,
      statusOfPrimary: 'available',
      primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
      supportsHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: true,
      minimumTlsVersion: 'TLS1_2',
      accessTier: 'Hot',
      networkAcls: { bypass: 'AzureServices', virtualNetworkRules: [], ipRules: [], defaultAction: 'Allow' },
    },
  });
}

/** A key vault in access-policy mode in which Azure Backup has what it needs, as the portal's template sets it. */
export function addKeyVault(world: World, subscriptionId: string, group: string, name: string): void {
  const id = resourceId(subscriptionId, group, 'Microsoft.KeyVault/vaults', name);
  const uri = `https://${name}.vault.azure.net`;
  world.resources.put({
    id,
    name,
    type: 'Microsoft.KeyVault/vaults',
    location: region,
    tags: {},
    properties: {
      sku: { family: 'A', name: 'standard' },
      tenantId,
      accessPolicies: [
        {
          tenantId,
          objectId: backupManagementService.objectId,
          permissions: { keys: ['Get', 'List', 'Backup'], secrets: ['Get', 'List', 'Backup'] },
        },
      ],
      enabledForDeployment: false,
      enabledForDiskEncryption: true,
      enabledForTemplateDeployment: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enableRbacAuthorization: false,
      vaultUri: `${uri}/`,
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled',
    },
  });
  world.keyVaults.set(name, { id, uri, keys: new Map(), secrets: new Map() });
}

export function addDiskEncryptionSet(
  world: World,
  subscriptionId: string,
  group: string,
  name: string,
  keyVault: string,
  key: string,
): void {
  const contents = world.keyVault(keyVault);
  const first = version(`${keyVault} ${key} 1`);
  contents.keys.set(key, { name: key, versions: [{ version: first, createdAt: world.origin, enabled: true }] });
  const id = resourceId(subscriptionId, group, 'Microsoft.Compute/diskEncryptionSets', name);
  world.resources.put({
    name,
    id,
    type: 'Microsoft.Compute/diskEncryptionSets',
    location: region,
    identity: { type: 'SystemAssigned', principalId: guid(`identity ${id}`), tenantId },
    properties: {
      activeKey: { sourceVault: { id: contents.id }, keyUrl: `${contents.uri}/keys/${key}/${first}` },
      previousKeys: [],
      provisioningState: 'Succeeded',
      encryptionType: 'EncryptionAtRestWithCustomerKey',
      rotationToLatestKeyVersionEnabled: false,
    },
  });
}

/** A vault with the two policies the world uses. */
export function addVault(world: World, id: string): Vault {
  const parsed = parseArmId(id);
  if (!parsed) throw new Error(`not an ARM id: ${id}`);
  world.resources.put({
    location: region,
    name: parsed.name,
    etag: `W/"datetime'${encodeURIComponent('2025-02-03T09:30:00.1234567Z')}'"`,
    id,
    type: 'Microsoft.RecoveryServices/vaults',
    sku: { name: 'RS0', tier: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      privateEndpointStateForBackup: 'None',
      privateEndpointStateForSiteRecovery: 'None',
      publicNetworkAccess: 'Enabled',
      redundancySettings: { standardTierStorageRedundancy: 'GeoRedundant', crossRegionRestore: 'Disabled' },
      securitySettings: {
        multiUserAuthorization: 'Disabled',
        softDeleteSettings: {
          softDeleteRetentionPeriodInDays: 14,
          softDeleteState: 'Enabled',
        },
      },
      restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: 'Enabled' } },
    },
  });
  const vault: Vault = {
    id,
    name: parsed.name,
    resourceGroup: parsed.group,
    subscriptionId: parsed.subscriptionId,
    location: region,
    policies: new Map(),
    items: new Map(),
    jobs: [],
    operations: new Map(),
  };
  for (const policy of [dailyPolicy('DefaultPolicy', { days: 30 }), dailyPolicy('daily-30', { days: 30, weeks: 12 })]) {
    vault.policies.set(policy.name.toLowerCase(), policy);
  }
  world.vaults.set(id.toLowerCase(), vault);
  return vault;
}
