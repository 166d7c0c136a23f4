import { resourceId } from './arm-id.ts';
import type { Encryption } from './virtual-machine.ts';

/** What Compute says of a disk, and Azure Backup of a point of it: the name of the same value without underscores (recorded). */
export function pointSecurityType(diskSecurityType: string): string {
  return diskSecurityType.replaceAll('_', '');
}

/**
 * A confidential machine, whose OS disk is encrypted with the state of the machine. Its values are documented for disks;
 * of points one is recorded (2026): ConfidentialVMDiskEncryptedWithCustomerKey.
 * @param diskEncryptionSet of the resource group of the machine; without it the platform's key
 */
export function confidential(diskEncryptionSet?: string): Encryption {
  return (draft) => {
    const { subscriptionId, group } = draft.spec;
    const set =
      diskEncryptionSet && resourceId(subscriptionId, group, 'Microsoft.Compute/diskEncryptionSets', diskEncryptionSet);
    const securityType = `ConfidentialVM_DiskEncryptedWith${set ? 'Customer' : 'Platform'}Key`;
    draft.vm.properties.securityProfile = {
      securityType: 'ConfidentialVM',
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    };
    const { osDisk } = draft.vm.properties.storageProfile as { osDisk: { managedDisk: Record<string, unknown> } };
    osDisk.managedDisk.securityProfile = {
      securityEncryptionType: 'DiskWithVMGuestState',
      ...(set && { diskEncryptionSet: { id: set } }),
    };
    const [os] = draft.disks;
    if (!os) return;
    const profile = { securityType, ...(set && { secureVMDiskEncryptionSetId: set }) };
    os.resource.properties.securityProfile = profile;
    os.source.confidential = profile;
    draft.source.securityType = pointSecurityType(securityType);
  };
}

/** Disks that nobody reaches over the network. @param diskAccess name in the resource group; without it nobody at all */
export function privateDisks(diskAccess?: string): Encryption {
  return (draft) => {
    const { subscriptionId, group } = draft.spec;
    const id = diskAccess && resourceId(subscriptionId, group, 'Microsoft.Compute/diskAccesses', diskAccess);
    for (const { resource, source } of draft.disks) {
      source.privateAccess = { ...(id && { diskAccessId: id }) };
      Object.assign(resource.properties, privately(source.privateAccess));
    }
  };
}

/** As a disk shows how it is reached. */
export function privately({ diskAccessId }: { diskAccessId?: string }): Record<string, unknown> {
  return {
    networkAccessPolicy: diskAccessId ? 'AllowPrivate' : 'DenyAll',
    publicNetworkAccess: 'Disabled',
    ...(diskAccessId && { diskAccessId }),
  };
}
