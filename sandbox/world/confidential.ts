import { resourceId } from './arm-id.ts';
import { activeKeyOf } from './set-keys.ts';
import type { Encryption } from './virtual-machine.ts';

/** What Compute says of a disk, and Azure Backup of a point of it: the name of the same value without underscores (recorded). */
export function pointSecurityType(diskSecurityType: string): string {
  return diskSecurityType.replaceAll('_', '');
}

type Sets = {
  /** Of the resource group of the machine; absent: the platform's key. */
  os?: string;
  /** Data disks are encrypted as confidential ones too, with this. */
  data?: string;
};

/**
 * A confidential machine, whose OS disk is encrypted with the state of the machine. Its values are documented for disks;
 * of points one is recorded (2026): ConfidentialVMDiskEncryptedWithCustomerKey. That a data disk has the same value as the
 * OS disk is modelled.
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
