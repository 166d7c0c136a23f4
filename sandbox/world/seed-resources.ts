import { groupId, parseArmId, resourceId } from './arm-id.ts';
import { guid } from './ids.ts';
import { tenantId } from './people.ts';
import { region } from './places.ts';
import type { Policy, Vault } from './vault.ts';
import type { World } from './world.ts';

/** Adds the resources around the VMs, each as ARM shows it. */

export function addGroups(world: World, subscriptionId: string, names: string[], location = region): void {
  for (const name of names) {
    world.resources.put({
      id: groupId(subscriptionId, name),
      name,
      type: 'Microsoft.Resources/resourceGroups',
      location,
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
  location = region,
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
    location,
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

export function addStorageAccount(
  world: World,
  subscriptionId: string,
  group: string,
  name: string,
  allowSharedKeyAccess = true,
  location = region,
): void {
  world.resources.put({
    sku: { name: 'Standard_LRS', tier: 'Standard' },
    kind: 'StorageV2',
    id: resourceId(subscriptionId, group, 'Microsoft.Storage/storageAccounts', name),
    name,
    type: 'Microsoft.Storage/storageAccounts',
    location,
    properties: {
      provisioningState: 'Succeeded',
      creationTime: '2025-02-03T09:12:44.1234567Z',
      primaryLocation: location,
      statusOfPrimary: 'available',
      primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
      supportsHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess,
      minimumTlsVersion: 'TLS1_2',
      accessTier: 'Hot',
      networkAcls: { bypass: 'AzureServices', virtualNetworkRules: [], ipRules: [], defaultAction: 'Allow' },
    },
  });
}

/** Redundancy and retention settings of a vault. */
export type VaultSettings = {
  redundancy?: 'LocallyRedundant' | 'ZoneRedundant' | 'GeoRedundant';
  crossRegionRestore?: boolean;
  immutability?: 'Unlocked' | 'Locked';
  alwaysSoftDeletes?: boolean;
  hidesExpiry?: boolean;
  /** Object id of the vault's identity. */
  identity?: string;
};

/** Adds a vault with the two policies that the world uses. */
export function addVault(world: World, id: string, settings: VaultSettings = {}): Vault {
  const parsed = parseArmId(id);
  if (!parsed) throw new Error(`not an ARM id: ${id}`);
  world.resources.put({
    location: region,
    name: parsed.name,
    etag: `W/"datetime'${encodeURIComponent('2025-02-03T09:30:00.1234567Z')}'"`,
    id,
    type: 'Microsoft.RecoveryServices/vaults',
    ...(settings.identity && { identity: { type: 'SystemAssigned', principalId: settings.identity, tenantId } }),
    sku: { name: 'RS0', tier: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      privateEndpointStateForBackup: 'None',
      privateEndpointStateForSiteRecovery: 'None',
      publicNetworkAccess: 'Enabled',
      redundancySettings: {
        standardTierStorageRedundancy: settings.redundancy ?? 'GeoRedundant',
        crossRegionRestore: settings.crossRegionRestore ? 'Enabled' : 'Disabled',
      },
      securitySettings: {
        multiUserAuthorization: 'Disabled',
        softDeleteSettings: {
          softDeleteRetentionPeriodInDays: 14,
          softDeleteState: settings.alwaysSoftDeletes ? 'AlwaysON' : 'Enabled',
        },
        ...(settings.immutability && { immutabilitySettings: { state: settings.immutability } }),
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
    configuring: new Map(),
    ...(settings.immutability && { isImmutable: true }),
    ...(settings.hidesExpiry && { hidesExpiry: true }),
  };
  for (const policy of [dailyPolicy('DefaultPolicy', { days: 30 }), dailyPolicy('daily-30', { days: 30, weeks: 12 })]) {
    vault.policies.set(policy.name.toLowerCase(), policy);
  }
  world.vaults.set(id.toLowerCase(), vault);
  return vault;
}

/** The date in a policy's times is a dummy; only the time of day counts. */
const oneAtNight = '2025-02-03T01:00:00Z';

/** A standard (V1) policy: every night at 01:00 UTC, with snapshots kept for two days. */
export function dailyPolicy(name: string, keep: { days: number; weeks?: number }): Policy {
  const at = { retentionTimes: [oneAtNight] };
  return {
    name,
    properties: {
      backupManagementType: 'AzureIaasVM',
      policyType: 'V1',
      instantRPDetails: {},
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Daily',
        scheduleRunTimes: [oneAtNight],
        scheduleWeeklyFrequency: 0,
      },
      retentionPolicy: {
        retentionPolicyType: 'LongTermRetentionPolicy',
        dailySchedule: { ...at, retentionDuration: { count: keep.days, durationType: 'Days' } },
        ...(keep.weeks && {
          weeklySchedule: {
            daysOfTheWeek: ['Sunday'],
            ...at,
            retentionDuration: { count: keep.weeks, durationType: 'Weeks' },
          },
        }),
      },
      instantRpRetentionRangeInDays: 2,
      timeZone: 'UTC',
    },
  };
}
