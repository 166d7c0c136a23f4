import type { ModelDisk } from './machine-model.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

/** A disk as the model of the VM shows it that it is attached to now. */
export function attached(
  world: World,
  disk: ModelDisk & Record<string, unknown>,
  vmId: string,
): Record<string, unknown> {
  const resource = disk.managedDisk && world.resources.get(disk.managedDisk.id);
  if (!resource) return { ...disk };
  resource.managedBy = vmId;
  resource.properties.diskState = 'Attached';
  return {
    createOption: 'Attach',
    caching: disk.lun === undefined ? 'ReadWrite' : 'None',
    ...disk,
    name: resource.name,
    managedDisk: {
      ...disk.managedDisk,
      id: resource.id,
      storageAccountType: resource.sku?.name,
      ...encryptionSetOf(resource),
    },
    diskSizeGB: resource.properties.diskSizeGB,
    deleteOption: 'Detach',
    ...(disk.lun !== undefined && { toBeDetached: false }),
  };
}

function encryptionSetOf({ properties }: ArmResource): { diskEncryptionSet?: { id: string } } {
  const { diskEncryptionSetId: id } = (properties.encryption ?? {}) as { diskEncryptionSetId?: string };
  return id ? { diskEncryptionSet: { id } } : {};
}

/** The disk stays, free for another VM. */
export function detach(world: World, diskId: string | undefined): void {
  const disk = diskId === undefined ? undefined : world.resources.get(diskId);
  if (!disk) return;
  delete disk.managedBy;
  disk.properties.diskState = 'Unattached';
  disk.properties.LastOwnershipUpdateTime = world.clock.now().toISOString();
}
