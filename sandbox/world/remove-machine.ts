import { extensionType } from './extensions.ts';
import { disksOf, nicsOf } from './machine-model.ts';
import type { ArmResource } from './resources.ts';
import { runCommandType } from './run-commands.ts';
import type { World } from './world.ts';

/** Deletes a VM. Its disks and network interfaces stay, free for another (deleteOption Detach). */
export function removeMachine(world: World, vm: ArmResource): void {
  for (const { managedDisk } of disksOf(vm)) {
    const disk = managedDisk && world.resources.get(managedDisk.id);
    if (!disk) continue;
    delete disk.managedBy;
    disk.properties.diskState = 'Unattached';
  }
  for (const id of nicsOf(vm)) delete world.resources.get(id)?.properties.virtualMachine;
  for (const extension of world.resources.children(extensionType, vm.id)) world.resources.delete(extension.id);
  for (const command of world.resources.children(runCommandType, vm.id)) world.resources.delete(command.id);
  world.resources.delete(vm.id);
  world.machines.delete(vm.id.toLowerCase());
}
