import { resourceId } from './arm-id.ts';
import { activeKeyOf } from './set-keys.ts';
import type { Encryption } from './virtual-machine.ts';

/** Security type of a recovery point: the name of Compute's value for the disk, without underscores (recorded). */
export function pointSecurityType(diskSecurityType: string): string {
  return diskSecurityType.replaceAll('_', '');
}

type Sets = {
  /** Disk encryption set of the OS disk, in the machine's resource group; absent: the platform's key. */
  os?: string;
  /** Disk encryption set of the data disks; present if they are confidential as well. */
  data?: string;
};

/**
 * A confidential machine, whose OS disk is encrypted with the state of the machine. Its values are documented for
 * disks; of points one is recorded (2026): ConfidentialVMDiskEncryptedWithCustomerKey. That a data disk has the same
 * value as the OS disk is modelled.
 */
export function confidential({ os: osSet, data: dataSet }: Sets = {}): Encryption {
  return (draft, world) => {
    const { subscriptionId, group } = draft.spec;
    const idOf = (set: string | undefined) =>
      set && resourceId(subscriptionId, group, 'Microsoft.Compute/diskEncryptionSets', set);
    const profileOf = (set: string | undefined) => ({
      securityType: `ConfidentialVM_DiskEncryptedWith${set ? 'Customer' : 'Platform'}Key`,
      ...(set && { secureVMDiskEncryptionSetId: set }),
    });
    draft.vm.properties.securityProfile = {
      securityType: 'ConfidentialVM',
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    };
    const { osDisk } = draft.vm.properties.storageProfile as { osDisk: { managedDisk: Record<string, unknown> } };
    osDisk.managedDisk.securityProfile = {
      securityEncryptionType: 'DiskWithVMGuestState',
      ...(osSet && { diskEncryptionSet: { id: idOf(osSet) } }),
    };
    for (const [index, { resource, source }] of draft.disks.entries()) {
      const set = idOf(index === 0 ? osSet : dataSet);
      if (index > 0 && !set) continue;
      const profile = profileOf(set);
      resource.properties.securityProfile = profile;
      source.confidential = profile;
      const key = set && activeKeyOf(world, set);
      if (key) source.confidentialKey = key;
    }
    draft.source.securityType = pointSecurityType(profileOf(idOf(osSet)).securityType);
  };
}

/**
 * Disks without public network access.
 * @param diskAccess name in the resource group; without it all access is denied
 */
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

/** Network access settings as a disk shows them. */
export function privately({ diskAccessId }: { diskAccessId?: string }): Record<string, unknown> {
  return {
    networkAccessPolicy: diskAccessId ? 'AllowPrivate' : 'DenyAll',
    publicNetworkAccess: 'Disabled',
    ...(diskAccessId && { diskAccessId }),
  };
}
