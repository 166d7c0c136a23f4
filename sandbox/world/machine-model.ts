import { opens } from './disk-contents.ts';
import { spread } from './ids.ts';
import type { Machine } from './machine.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

/** A disk in the model of a VM, as in templates and GETs. */
export type ModelDisk = { name?: string; lun?: number; managedDisk?: { id: string }; vhd?: { uri: string } };

/** A VM as requested: properties as in a template. */
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

/** Disks of a VM, the OS disk first. */
export function disksOf({ properties }: Pick<ArmResource, 'properties'>): ModelDisk[] {
  const profile = properties.storageProfile as { osDisk?: ModelDisk; dataDisks?: ModelDisk[] } | undefined;
  return [...(profile?.osDisk ? [profile.osDisk] : []), ...(profile?.dataDisks ?? [])];
}

export function nicsOf({ properties }: Pick<ArmResource, 'properties'>): string[] {
  const profile = properties.networkProfile as { networkInterfaces?: { id: string }[] } | undefined;
  return (profile?.networkInterfaces ?? []).map(({ id }) => id);
}

const second = 1000;

/** Starts a VM. The content of its disks decides whether it boots. */
export function boot(world: World, vmId: string, machine: Machine, at: Date): void {
  machine.power = 'running';
  machine.bootedAt = at;
  machine.agentFrom = new Date(at.getTime() + Math.round(spread(`agent ${vmId}`, 60, 150) * second));
  const osDisk = osDiskOf(world, vmId);
  const content = osDisk === undefined ? undefined : world.diskContents.get(osDisk.toLowerCase());
  const locked = osDisk !== undefined && !opens(world, osDisk, at);
  machine.asksForKey = locked || content?.asksOnce === true;
}

/** Deallocates a VM. A copy that asked for its recovery key on the first boot does not ask again (modelled). */
export function switchOff(world: World, vmId: string, machine: Machine): void {
  machine.power = 'deallocated';
  const osDisk = osDiskOf(world, vmId);
  const content = osDisk === undefined ? undefined : world.diskContents.get(osDisk.toLowerCase());
  if (content) content.asksOnce = false;
}

/** Whether the agent answers: a while after the boot, and never from a recovery prompt. */
export function agentAnswers({ agent, agentFrom, asksForKey }: Machine, now: Date): boolean {
  return agent === 'Ready' && asksForKey !== true && (agentFrom === undefined || now >= agentFrom);
}

function osDiskOf(world: World, vmId: string): string | undefined {
  const profile = world.resources.get(vmId)?.properties.storageProfile as
    | { osDisk?: { managedDisk?: { id: string } } }
    | undefined;
  return profile?.osDisk?.managedDisk?.id;
}
