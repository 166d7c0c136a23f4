import type { ProtectedItem, Vault } from '../world/vault.ts';
import type { Context } from './call.ts';
import { theVault, vaultPath } from './find.ts';
import { page, readFilter } from './paging.ts';
import { type Route, route } from './router.ts';

type Settings = {
  encryption?: { keyVaultProperties?: { keyUri?: string }; infrastructureEncryption?: string };
  redundancySettings?: { standardTierStorageRedundancy?: string; crossRegionRestore?: string };
  securitySettings?: { softDeleteSettings?: { softDeleteState?: string; softDeleteRetentionPeriodInDays?: number } };
};

/** Settings of a vault beside its own GET: clients read them before they restore or list by short names. */
export function backupSettingRoutes(): Route[] {
  return [
    route('GET', `${vaultPath}/backupEncryptionConfigs/backupResourceEncryptionConfig`, encryption),
    route('GET', `${vaultPath}/backupstorageconfig/vaultstorageconfig`, storage),
    route('GET', `${vaultPath}/backupconfig/vaultconfig`, config),
    route('GET', `${vaultPath}/backupProtectionContainers`, containers),
    route('GET', `${vaultPath}/backupEngines`, none),
    route('GET', `${vaultPath}/usages`, usages),
    route('GET', `${vaultPath}/replicationUsages`, none),
  ];
}

/** Servers of another product and replicas of Site Recovery, which a vault of VMs doesn't have. */
function none(context: Context) {
  theVault(context);
  return { status: 200, body: { value: [] } };
}

/** Members documented, values modelled. Only a vault with a customer's key names one. */
function encryption(context: Context) {
  const vault = theVault(context);
  const { keyVaultProperties: key, infrastructureEncryption = 'Disabled' } =
    settingsOf(context, vault).encryption ?? {};
  return shown(vault, 'backupEncryptionConfigs', 'backupResourceEncryptionConfig', {
    encryptionAtRestType: key ? 'CustomerManaged' : 'MicrosoftManaged',
    ...(key && { keyUri: key.keyUri, subscriptionId: vault.subscriptionId }),
    lastUpdateStatus: key ? 'Succeeded' : 'NotEnabled',
    infrastructureEncryptionState: infrastructureEncryption,
  });
}

function storage(context: Context) {
  const vault = theVault(context);
  const { redundancySettings: set } = settingsOf(context, vault);
  const type = set?.standardTierStorageRedundancy ?? 'GeoRedundant';
  return shown(vault, 'backupstorageconfig', 'vaultstorageconfig', {
    storageModelType: type,
    storageType: type,
    storageTypeState: vault.items.size > 0 ? 'Locked' : 'Unlocked',
    crossRegionRestoreFlag: set?.crossRegionRestore === 'Enabled',
    dedupState: 'Disabled',
    xcoolState: 'Disabled',
  });
}

function config(context: Context) {
  const vault = theVault(context);
  const { redundancySettings: set, securitySettings } = settingsOf(context, vault);
  const { softDeleteState = 'Enabled', softDeleteRetentionPeriodInDays = 14 } =
    securitySettings?.softDeleteSettings ?? {};
  return shown(vault, 'backupconfig', 'vaultconfig', {
    storageModelType: set?.standardTierStorageRedundancy,
    storageType: set?.standardTierStorageRedundancy,
    storageTypeState: vault.items.size > 0 ? 'Locked' : 'Unlocked',
    enhancedSecurityState: 'Enabled',
    softDeleteFeatureState: softDeleteState,
    softDeleteRetentionPeriodInDays,
    isSoftDeleteFeatureStateEditable: softDeleteState !== 'AlwaysON',
  });
}

function shown(vault: Vault, kind: string, name: string, properties: Record<string, unknown>) {
  const type = `Microsoft.RecoveryServices/vaults/${kind}`;
  return { status: 200, body: { id: `${vault.id}/${kind}/${name}`, name, type, properties } };
}

function settingsOf({ world }: Context, vault: Vault): Settings {
  return (world.resources.get(vault.id)?.properties ?? {}) as Settings;
}

/** One container for each VM; az finds an item by the friendly name of its container. */
function containers(context: Context) {
  const vault = theVault(context);
  const filter = readFilter(context.query.get('$filter'));
  const wanted = (name: string, value: string) =>
    (filter.get(name)?.toLowerCase() ?? value.toLowerCase()) === value.toLowerCase();
  const found = [...vault.items.values()].filter(
    ({ vmName }) =>
      wanted('backupmanagementtype', 'AzureIaasVM') && wanted('friendlyname', vmName) && wanted('status', 'Registered'),
  );
  return { status: 200, body: page(context, found, (item) => container(vault, item)) };
}

function container(vault: Vault, { containerName, vmName, vmId }: ProtectedItem): Record<string, unknown> {
  return {
    id: encodeURI(`${vault.id}/backupFabrics/Azure/protectionContainers/${containerName}`),
    name: containerName,
    type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers',
    properties: {
      friendlyName: vmName,
      backupManagementType: 'AzureIaasVM',
      registrationStatus: 'Registered',
      healthStatus: 'Healthy',
      containerType: 'Microsoft.Compute/virtualMachines',
      protectableObjectType: 'Microsoft.Compute/virtualMachines',
      virtualMachineId: vmId,
      virtualMachineVersion: 'Compute',
      resourceGroup: vmId.split('/')[4] ?? '',
    },
  };
}

function usages(context: Context) {
  const vault = theVault(context);
  const name = { value: 'AzureIaasVM', localizedValue: 'Azure Virtual Machine' };
  return { status: 200, body: { value: [{ unit: 'Count', currentValue: vault.items.size, limit: -1, name }] } };
}
