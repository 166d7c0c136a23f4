import type { ArmResource } from './resources.ts';

/** What stands in the model of a VM, as templates and GETs have it. */
export type ModelDisk = { name?: string; lun?: number; managedDisk?: { id: string }; vhd?: { uri: string } };

/** A VM as somebody asks for it: properties as in a template. */
export type WantedMachine = Pick<ArmResource, 'id' | 'name' | 'location' | 'tags' | 'properties'> & {
  zones?: unknown;
  plan?: unknown;
};

export const vmType = 'Microsoft.Compute/virtualMachines';

export function sizeOf({ properties }: Pick<ArmResource, 'properties'>): string {
  return String((properties.hardwareProfile as { vmSize?: string } | undefined)?.vmSize ?? '');
}

export function osTypeOf({ properties }: Pick<ArmResource, 'properties'>): string {
  return String((properties.storageProfile as { osDisk?: { osType?: string } } | undefined)?.osDisk?.osType ?? '');
}

/** The OS disk, then the data disks. */
export function disksOf({ properties }: Pick<ArmResource, 'properties'>): ModelDisk[] {
  const profile = properties.storageProfile as { osDisk?: ModelDisk; dataDisks?: ModelDisk[] } | undefined;
  return [...(profile?.osDisk ? [profile.osDisk] : []), ...(profile?.dataDisks ?? [])];
}

export function nicsOf({ properties }: Pick<ArmResource, 'properties'>): string[] {
  const profile = properties.networkProfile as { networkInterfaces?: { id: string }[] } | undefined;
  return (profile?.networkInterfaces ?? []).map(({ id }) => id);
}
