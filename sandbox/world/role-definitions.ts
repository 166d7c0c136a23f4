/**
 * Built-in roles that the world uses, with the actions Microsoft publishes for them (built-in-roles/{general,compute,
 * storage}, 2026). Actions on Backup vaults (Microsoft.DataProtection), which are another product, are left out.
 */
export type RoleDefinition = {
  /** GUID of the role. */
  name: string;
  roleName: string;
  description: string;
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  /** Scopes of a custom role. */
  assignableScopes?: string[];
};

const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const items = 'Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems';

const backupOperator = `
Microsoft.Authorization/*/read Microsoft.Network/virtualNetworks/read
Microsoft.RecoveryServices/Vaults/backupFabrics/operationResults/read
Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/operationResults/read
${items}/backup/action ${items}/operationResults/read ${items}/operationsStatus/read ${items}/read
${items}/recoveryPoints/provisionInstantItemRecovery/action ${items}/recoveryPoints/accessToken/action
${items}/recoveryPoints/read ${items}/recoveryPoints/restore/action
${items}/recoveryPoints/revokeInstantItemRecovery/action ${items}/write
Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/read
Microsoft.RecoveryServices/Vaults/backupFabrics/refreshContainers/action
Microsoft.RecoveryServices/Vaults/backupJobs/* Microsoft.RecoveryServices/Vaults/backupJobsExport/action
Microsoft.RecoveryServices/Vaults/backupOperationResults/*
Microsoft.RecoveryServices/Vaults/backupPolicies/operationResults/read
Microsoft.RecoveryServices/Vaults/backupPolicies/read Microsoft.RecoveryServices/Vaults/backupProtectableItems/*
Microsoft.RecoveryServices/Vaults/backupProtectedItems/read
Microsoft.RecoveryServices/Vaults/backupProtectionContainers/read
Microsoft.RecoveryServices/Vaults/backupUsageSummaries/read Microsoft.RecoveryServices/Vaults/certificates/write
Microsoft.RecoveryServices/Vaults/extendedInformation/read Microsoft.RecoveryServices/Vaults/extendedInformation/write
Microsoft.RecoveryServices/Vaults/monitoringAlerts/read Microsoft.RecoveryServices/Vaults/monitoringConfigurations/*
Microsoft.RecoveryServices/Vaults/read Microsoft.RecoveryServices/Vaults/registeredIdentities/operationResults/read
Microsoft.RecoveryServices/Vaults/registeredIdentities/read
Microsoft.RecoveryServices/Vaults/registeredIdentities/write Microsoft.RecoveryServices/Vaults/usages/read
Microsoft.Resources/deployments/* Microsoft.Resources/subscriptions/resourceGroups/read
Microsoft.Storage/storageAccounts/read Microsoft.RecoveryServices/Vaults/backupstorageconfig/*
Microsoft.RecoveryServices/Vaults/backupValidateOperation/action
Microsoft.RecoveryServices/Vaults/backupTriggerValidateOperation/action
Microsoft.RecoveryServices/Vaults/backupValidateOperationResults/read
Microsoft.RecoveryServices/Vaults/backupValidateOperationsStatuses/read
Microsoft.RecoveryServices/Vaults/backupOperations/read
Microsoft.RecoveryServices/Vaults/backupPolicies/operations/read
Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/write
Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/inquire/action
Microsoft.RecoveryServices/Vaults/backupEngines/read
Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/write
Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/read
Microsoft.RecoveryServices/Vaults/backupFabrics/protectableContainers/read
Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/items/read
Microsoft.RecoveryServices/locations/backupStatus/action
Microsoft.RecoveryServices/locations/backupPreValidateProtection/action
Microsoft.RecoveryServices/locations/backupValidateFeatures/action
Microsoft.RecoveryServices/locations/backupAadProperties/read Microsoft.RecoveryServices/locations/backupCrrJobs/action
Microsoft.RecoveryServices/locations/backupCrrJob/action
Microsoft.RecoveryServices/locations/backupCrossRegionRestore/action
Microsoft.RecoveryServices/locations/backupCrrOperationResults/read
Microsoft.RecoveryServices/locations/backupCrrOperationsStatus/read
Microsoft.RecoveryServices/Vaults/monitoringAlerts/write Microsoft.RecoveryServices/operations/read
Microsoft.RecoveryServices/locations/operationStatus/read
Microsoft.RecoveryServices/Vaults/backupProtectionIntents/read Microsoft.Support/*
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/delete
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/read
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/unlockDelete/action
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/write`;

const backupContributor = `
Microsoft.Authorization/*/read Microsoft.Network/virtualNetworks/read Microsoft.RecoveryServices/locations/*
Microsoft.RecoveryServices/Vaults/backupFabrics/operationResults/*
Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/*
Microsoft.RecoveryServices/Vaults/backupFabrics/refreshContainers/action
Microsoft.RecoveryServices/Vaults/backupJobs/* Microsoft.RecoveryServices/Vaults/backupJobsExport/action
Microsoft.RecoveryServices/Vaults/backupOperationResults/* Microsoft.RecoveryServices/Vaults/backupPolicies/*
Microsoft.RecoveryServices/Vaults/backupProtectableItems/* Microsoft.RecoveryServices/Vaults/backupProtectedItems/*
Microsoft.RecoveryServices/Vaults/backupProtectionContainers/* Microsoft.RecoveryServices/Vaults/backupSecurityPIN/*
Microsoft.RecoveryServices/Vaults/backupUsageSummaries/read Microsoft.RecoveryServices/Vaults/certificates/*
Microsoft.RecoveryServices/Vaults/extendedInformation/* Microsoft.RecoveryServices/Vaults/monitoringAlerts/read
Microsoft.RecoveryServices/Vaults/monitoringConfigurations/* Microsoft.RecoveryServices/Vaults/read
Microsoft.RecoveryServices/Vaults/registeredIdentities/* Microsoft.RecoveryServices/Vaults/usages/*
Microsoft.Resources/deployments/* Microsoft.Resources/subscriptions/resourceGroups/read
Microsoft.Storage/storageAccounts/read Microsoft.RecoveryServices/Vaults/backupstorageconfig/*
Microsoft.RecoveryServices/Vaults/backupconfig/* Microsoft.RecoveryServices/Vaults/backupValidateOperation/action
Microsoft.RecoveryServices/Vaults/write Microsoft.RecoveryServices/Vaults/backupOperations/read
Microsoft.RecoveryServices/Vaults/backupEngines/read
Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/*
Microsoft.RecoveryServices/Vaults/backupFabrics/protectableContainers/read
Microsoft.RecoveryServices/vaults/operationStatus/read Microsoft.RecoveryServices/vaults/operationResults/read
Microsoft.RecoveryServices/locations/backupStatus/action
Microsoft.RecoveryServices/locations/backupPreValidateProtection/action
Microsoft.RecoveryServices/locations/backupValidateFeatures/action
Microsoft.RecoveryServices/Vaults/monitoringAlerts/write Microsoft.RecoveryServices/operations/read
Microsoft.RecoveryServices/locations/operationStatus/read
Microsoft.RecoveryServices/Vaults/backupProtectionIntents/read Microsoft.Support/*
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/delete
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/read
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/unlockDelete/action
Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/write`;

const virtualMachineContributor = `
Microsoft.Authorization/*/read Microsoft.Compute/availabilitySets/* Microsoft.Compute/locations/*
Microsoft.Compute/virtualMachines/* Microsoft.Compute/virtualMachineScaleSets/* Microsoft.Compute/cloudServices/*
Microsoft.Compute/disks/write Microsoft.Compute/disks/read Microsoft.Compute/disks/delete
Microsoft.Compute/hostgroups/write Microsoft.Compute/hostgroups/hosts/write Microsoft.DevTestLab/schedules/*
Microsoft.Insights/alertRules/* Microsoft.Network/applicationGateways/backendAddressPools/join/action
Microsoft.Network/loadBalancers/backendAddressPools/join/action
Microsoft.Network/loadBalancers/inboundNatPools/join/action
Microsoft.Network/loadBalancers/inboundNatRules/join/action Microsoft.Network/loadBalancers/probes/join/action
Microsoft.Network/loadBalancers/read Microsoft.Network/locations/* Microsoft.Network/networkInterfaces/*
Microsoft.Network/networkSecurityGroups/join/action Microsoft.Network/networkSecurityGroups/read
Microsoft.Network/publicIPAddresses/join/action Microsoft.Network/publicIPAddresses/read
Microsoft.Network/virtualNetworks/read Microsoft.Network/virtualNetworks/subnets/join/action
Microsoft.RecoveryServices/locations/* Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/write
${items}/*/read ${items}/read ${items}/write
Microsoft.RecoveryServices/Vaults/backupPolicies/read Microsoft.RecoveryServices/Vaults/backupPolicies/write
Microsoft.RecoveryServices/Vaults/read Microsoft.RecoveryServices/Vaults/usages/read
Microsoft.RecoveryServices/Vaults/write Microsoft.ResourceHealth/availabilityStatuses/read
Microsoft.Resources/deployments/* Microsoft.Resources/subscriptions/resourceGroups/read
Microsoft.SerialConsole/serialPorts/connect/action Microsoft.SqlVirtualMachine/*
Microsoft.Storage/storageAccounts/listKeys/action Microsoft.Storage/storageAccounts/read Microsoft.Support/*`;

const storageAccountContributor = `
Microsoft.Authorization/*/read Microsoft.Insights/alertRules/* Microsoft.Insights/diagnosticSettings/*
Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action
Microsoft.ResourceHealth/availabilityStatuses/read Microsoft.Resources/deployments/*
Microsoft.Resources/subscriptions/resourceGroups/read Microsoft.Storage/storageAccounts/* Microsoft.Support/*`;

const contributorNot = `
Microsoft.Authorization/*/Delete Microsoft.Authorization/*/Write Microsoft.Authorization/elevateAccess/Action
Microsoft.Blueprint/blueprintAssignments/write Microsoft.Blueprint/blueprintAssignments/delete
Microsoft.Compute/galleries/share/action Microsoft.Purview/consents/write Microsoft.Purview/consents/delete
Microsoft.Resources/deploymentStacks/manageDenySetting/action`;

const keyVaultReader = `
Microsoft.Authorization/*/read Microsoft.Insights/alertRules/* Microsoft.Resources/deployments/*
Microsoft.Resources/subscriptions/resourceGroups/read Microsoft.Support/*
Microsoft.KeyVault/checkNameAvailability/read Microsoft.KeyVault/deletedVaults/read
Microsoft.KeyVault/locations/*/read Microsoft.KeyVault/vaults/*/read Microsoft.KeyVault/operations/read`;

/** Actions that restoring a machine takes, out of some forty. */
const vmRestoreOperator = `
Microsoft.Authorization/*/read Microsoft.Compute/disks/beginGetAccess/action Microsoft.Compute/disks/delete
Microsoft.Compute/disks/endGetAccess/action Microsoft.Compute/disks/read Microsoft.Compute/disks/write
Microsoft.Compute/locations/diskOperations/read Microsoft.Compute/virtualMachines/delete
Microsoft.Compute/virtualMachines/extensions/delete Microsoft.Compute/virtualMachines/extensions/read
Microsoft.Compute/virtualMachines/extensions/write Microsoft.Compute/virtualMachines/instanceView/read
Microsoft.Compute/virtualMachines/read Microsoft.Compute/virtualMachines/write Microsoft.Insights/alertRules/*
Microsoft.Network/networkInterfaces/delete Microsoft.Network/networkInterfaces/join/action
Microsoft.Network/networkInterfaces/read Microsoft.Network/networkInterfaces/write
Microsoft.Resources/subscriptions/resourceGroups/read Microsoft.Storage/storageAccounts/read
Microsoft.Storage/storageAccounts/blobServices/containers/delete
Microsoft.Storage/storageAccounts/blobServices/containers/read
Microsoft.Storage/storageAccounts/blobServices/containers/write`;

function role(
  name: string,
  roleName: string,
  description: string,
  actions: string,
  notActions = '',
  dataActions = '',
): RoleDefinition {
  const split = (text: string) => text.split(/\s+/).filter(Boolean);
  return {
    name,
    roleName,
    description,
    actions: split(actions),
    notActions: split(notActions),
    dataActions: split(dataActions),
    notDataActions: [],
  };
}

export const roles = {
  owner: role(
    '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    'Owner',
    'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    '*',
  ),
  contributor: role(
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'Contributor',
    'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC.',
    '*',
    contributorNot,
  ),
  reader: role(
    'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    'Reader',
    'View all resources, but does not allow you to make any changes.',
    '*/read',
  ),
  backupContributor: role(
    '5e467623-bb1f-42f4-a55d-6e525e11384b',
    'Backup Contributor',
    "Lets you manage backups, but can't delete vaults and give access to others",
    backupContributor,
  ),
  backupOperator: role(
    '00c29273-979b-4161-815c-10b084fb9324',
    'Backup Operator',
    'Lets you manage backup services, except removal of backup, vault creation and giving access to others',
    backupOperator,
  ),
  virtualMachineContributor: role(
    '9980e02c-c2be-4d73-94e8-173b1dc7cf3c',
    'Virtual Machine Contributor',
    "Lets you manage virtual machines, but not access to them, and not the virtual network or storage account they're connected to.",
    virtualMachineContributor,
  ),
  vmRestoreOperator: role(
    'dfce8971-25e3-42e3-ba33-6055438e3080',
    'VM Restore Operator',
    'Create and Delete resources during VM Restore. This role is in preview and subject to change.',
    vmRestoreOperator,
    '',
    `${blobs}/add/action ${blobs}/delete ${blobs}/read ${blobs}/write`,
  ),
  storageAccountContributor: role(
    '17d1049b-9a84-46fb-8f53-869881c3d3ab',
    'Storage Account Contributor',
    'Lets you manage storage accounts, including accessing storage account keys which provide full access to storage account data.',
    storageAccountContributor,
  ),
  keyVaultReader: role(
    '21090545-7ca7-4776-b22c-e363652d74d2',
    'Key Vault Reader',
    "Read metadata of key vaults and its certificates, keys, and secrets. Cannot read sensitive values such as secret contents or key material. Only works for key vaults that use the 'Azure role-based access control' permission model.",
    keyVaultReader,
    '',
    'Microsoft.KeyVault/vaults/*/read Microsoft.KeyVault/vaults/secrets/readMetadata/action',
  ),
  keyVaultAdministrator: role(
    '00482a5a-887f-4fb3-b363-3b7fe8e74483',
    'Key Vault Administrator',
    "Perform all data plane operations on a key vault and all objects in it, including certificates, keys, and secrets. Cannot manage key vault resources or manage role assignments. Only works for key vaults that use the 'Azure role-based access control' permission model.",
    keyVaultReader,
    '',
    'Microsoft.KeyVault/vaults/*',
  ),
  storageBlobDataContributor: role(
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    'Storage Blob Data Contributor',
    'Allows for read, write and delete access to Azure Storage blob containers and data',
    `Microsoft.Storage/storageAccounts/blobServices/containers/delete
    Microsoft.Storage/storageAccounts/blobServices/containers/read
    Microsoft.Storage/storageAccounts/blobServices/containers/write
    Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action`,
    '',
    `${blobs}/delete ${blobs}/read ${blobs}/write ${blobs}/move/action ${blobs}/add/action`,
  ),
  /** The id is Azure's; its actions are those a protected operation needs, not a copy. */
  backupMuaOperator: role(
    'f54b6d04-23c6-443e-b462-9c16ab7b4a52',
    'Backup MUA Operator',
    'Backup MultiUser-Authorization. Allows user to perform critical operation protected by resourceguard',
    'Microsoft.Authorization/*/read Microsoft.DataProtection/resourceGuards/read Microsoft.DataProtection/resourceGuards/*/read',
  ),
};
