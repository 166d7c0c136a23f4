import { opens } from './disk-contents.ts';
import { spread } from './ids.ts';
import type { Machine } from './virtual-machine.ts';
import type { World } from './world.ts';

const second = 1000;

/** Switches a VM on. What it finds on its disks decides whether it comes up. */
export function boot(world: World, vmId: string, machine: Machine, at: Date): void {
  machine.power = 'running';
  machine.bootedAt = at;
  machine.agentFrom = new Date(at.getTime() + Math.round(spread(`agent ${vmId}`, 60, 150) * second));
  const osDisk = osDiskOf(world, vmId);
  const content = osDisk === undefined ? undefined : world.diskContents.get(osDisk.toLowerCase());
  const locked = osDisk !== undefined && !opens(world, osDisk, at);
  machine.asksForKey = locked || content?.asksOnce === true;
}

/** Takes a VM off its host. A copy that asked for its recovery key on the first boot does not ask again (modelled). */
export function switchOff(world: World, vmId: string, machine: Machine): void {
  machine.power = 'deallocated';
  const osDisk = osDiskOf(world, vmId);
  const content = osDisk === undefined ? undefined : world.diskContents.get(osDisk.toLowerCase());
  if (content) content.asksOnce = false;
}

/** The agent answers a while after the boot, and never from a recovery prompt. */
export function agentAnswers({ agent, agentFrom, asksForKey }: Machine, now: Date): boolean {
  return agent === 'Ready' && asksForKey !== true && (agentFrom === undefined || now >= agentFrom);
}

function osDiskOf(world: World, vmId: string): string | undefined {
  const profile = world.resources.get(vmId)?.properties.storageProfile as
    | { osDisk?: { managedDisk?: { id: string } } }
    | undefined;
  return profile?.osDisk?.managedDisk?.id;
}
