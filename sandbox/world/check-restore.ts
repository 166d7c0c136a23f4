import { parseArmId } from './arm-id.ts';
import { fits } from './quota.ts';
import { type RestoreRequest, stagingAccountId } from './restore-request.ts';
import type { ProtectedItem, RecoveryPoint, Vault } from './vault.ts';
import type { World } from './world.ts';

export type Finding = { code: string; message: string; recommendations: string[] };

/** A soft-deleted item can only be undeleted. Code and text are modelled. */
export const softDeleted = {
  code: 'UserErrorItemSoftDeleted',
  message: 'The backup item is in soft-deleted state. Undelete it to perform this operation.',
};

/**
 * What the service would object to. The rules are documented (restore options by encryption, staging account in the
 * vault's region); codes and wording are modelled, as no refusal was recorded.
 */
export function checkRestore(
  world: World,
  item: ProtectedItem,
  point: RecoveryPoint,
  request: RestoreRequest,
): Finding[] {
  const { vault } = item;
  const findings: Finding[] = [];
  const object = (code: string, message: string, recommendation: string) =>
    findings.push({ code, message, recommendations: [recommendation] });
  if (item.softDeletedAt) {
    findings.push({ ...softDeleted, recommendations: ['Undelete the backup item, then try again.'] });
  }
  if (point.source.ade && request.recoveryType !== 'RestoreDisks') {
    object(
      'UserErrorEncryptedVmRestoreOptionNotSupported',
      'A virtual machine encrypted with Azure Disk Encryption can be restored by restoring its disks only.',
      'Restore the disks, then create the virtual machine from them.',
    );
  }
  if (request.recoveryType === 'OriginalLocation' && !world.resources.get(request.sourceResourceId ?? '')) {
    object(
      'UserErrorVmNotFoundV2',
      "Virtual machine doesn't exist.",
      'Restore to a new virtual machine or restore the disks.',
    );
  }
  const inArchiveOnly = point.tiers.every(({ tier, status }) => tier === 'ArchivedRP' && status === 'Valid');
  if (inArchiveOnly && request.objectType !== 'IaasVMRestoreWithRehydrationRequest') {
    object(
      'UserErrorRecoveryPointInArchiveTier',
      'The recovery point is in the archive tier only and has to be rehydrated.',
      'Restore with rehydration, and say for how long and how urgently.',
    );
  }
  // Documented: a confidential machine names its set in a member of its own, and no other machine has that member (code
  // modelled).
  const confidential = point.source.securityType?.startsWith('ConfidentialVM') === true;
  if (confidential ? request.diskEncryptionSetId : request.securedVMDetails?.securedVMOsDiskEncryptionSetId) {
    object(
      'UserErrorDiskEncryptionSetNotSupported',
      'The disk encryption set given in the request cannot be used for a virtual machine of this security type.',
      'Name the set of a confidential virtual machine in securedVMDetails, and only there.',
    );
  }
  const account = world.resources.get(stagingAccountId(request));
  if (account?.type !== 'Microsoft.Storage/storageAccounts') {
    object(
      'UserErrorStorageAccountNotFound',
      'The storage account specified for the restore operation was not found.',
      'Choose a storage account that exists in the region of the vault.',
    );
  } else if (account.location !== vault.location) {
    object(
      'UserErrorVaultAndStorageAccountInDifferentRegions',
      'Vault and storage account are in different regions.',
      'Choose a storage account in the region of the vault.',
    );
  }
  findings.push(...checkStagingAccess(world, vault, request));
  if (request.targetResourceGroupId && !world.resources.get(request.targetResourceGroupId)) {
    const name = request.targetResourceGroupId.split('/').pop() ?? '';
    object(
      'ResourceGroupNotFound',
      `Resource group '${name}' could not be found.`,
      'Choose a resource group that exists.',
    );
  }
  if (request.recoveryType === 'AlternateLocation') findings.push(...checkNewVm(world, vault, point, request));
  return findings;
}

/**
 * Azure Backup enters the account by its keys, or by an identity of the vault with VM Restore Operator (documented).
 * The text about keys is blob storage's own; that Azure Backup passes it on, and the other codes, are modelled.
 */
function checkStagingAccess(world: World, { id }: Vault, request: RestoreRequest): Finding[] {
  const account = world.resources.get(stagingAccountId(request));
  const { allowSharedKeyAccess } = (account?.properties ?? {}) as { allowSharedKeyAccess?: boolean };
  if (!request.identityBasedRestoreDetails) {
    if (allowSharedKeyAccess !== false) return [];
    const message = 'Key based authentication is not permitted on this storage account.';
    return [
      { code: 'KeyBasedAuthenticationNotPermitted', message, recommendations: ['Restore with a managed identity.'] },
    ];
  }
  const principal = identityOf(world.resources.get(id), request);
  if (principal === undefined) {
    const message = 'The vault does not have the managed identity that is given in the request.';
    return [
      { code: 'UserErrorManagedIdentityNotFound', message, recommendations: ['Enable the identity on the vault.'] },
    ];
  }
  const blob = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write';
  const group = request.targetResourceGroupId;
  const may =
    world.roles.allowsData(principal, blob, stagingAccountId(request)) &&
    (!group || world.roles.allows(principal, 'Microsoft.Compute/disks/write', group));
  if (may) return [];
  const message = 'The managed identity of the vault does not have the permissions that the restore needs.';
  const recommendations = ['Assign VM Restore Operator to it on the staging account and the target resource group.'];
  return [{ code: 'UserErrorManagedIdentityPermissionDenied', message, recommendations }];
}

function identityOf(vault: unknown, { identityInfo }: RestoreRequest): string | undefined {
  const { identity } = (vault ?? {}) as {
    identity?: { principalId?: string; userAssignedIdentities?: Record<string, { principalId: string }> };
  };
  if (identityInfo?.isSystemAssignedIdentity) return identity?.principalId;
  const wanted = identityInfo?.managedIdentityResourceId?.toLowerCase();
  return Object.entries(identity?.userAssignedIdentities ?? {}).find(([id]) => id.toLowerCase() === wanted)?.[1]
    .principalId;
}

/** A new VM needs a subnet, a free name, and cores. The code for missing cores is documented. */
function checkNewVm(world: World, vault: Vault, point: RecoveryPoint, request: RestoreRequest): Finding[] {
  const found: Finding[] = [];
  const object = (code: string, message: string, recommendation: string) =>
    found.push({ code, message, recommendations: [recommendation] });
  const { subnetId = '', targetVirtualMachineId = '', targetResourceGroupId = '' } = request;
  if (!world.resources.get(subnetId)) {
    object(
      'UserErrorSubnetNotFound',
      "Selected subnet doesn't exist. Please select a subnet that exists.",
      'Choose a virtual network and subnet of the region of the vault.',
    );
  }
  if (targetVirtualMachineId && world.resources.get(targetVirtualMachineId)) {
    object(
      'UserErrorVmNameAlreadyTaken',
      'A virtual machine with the specified name already exists in the resource group.',
      'Choose another name or another resource group.',
    );
  }
  const subscriptionId = parseArmId(targetResourceGroupId)?.subscriptionId ?? vault.subscriptionId;
  if (!fits(world, subscriptionId, vault.location, point.source.size)) {
    object(
      'UserErrorCoreCountSubscriptionQuotaReached',
      'The subscription has reached its limit of cores in this region.',
      'Ask for a higher quota, delete virtual machines that are not needed, or restore the disks only.',
    );
  }
  return found;
}
