import { isDeepStrictEqual } from 'node:util';
import { sameId } from './arm-id.ts';
import { settled } from './compute-operations.ts';
import { opens, settingsOn } from './disk-contents.ts';
import { extensionType, runCommandType } from './extensions.ts';
import { boot, disksOf, type ModelDisk, nicsOf, osTypeOf, sizeOf, type WantedMachine } from './machine-model.ts';
import type { Refusal } from './refusal.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

/** A change of an existing VM: all of it (PUT) or members of it (PATCH). */
export type MachineChange = Partial<Pick<WantedMachine, 'location' | 'tags' | 'zones' | 'properties'>>;

type Model = {
  osProfile?: { computerName?: string; adminUsername?: string };
  storageProfile?: {
    imageReference?: unknown;
    osDisk?: ModelDisk & Record<string, unknown>;
    dataDisks?: (ModelDisk & { toBeDetached?: boolean } & Record<string, unknown>)[];
  };
} & Record<string, unknown>;

/** Why Compute refuses a change of an existing VM. The code is documented, the wording modelled. */
export function changeRefusal(existing: ArmResource, change: MachineChange): Refusal | undefined {
  const [old, fresh] = [existing.properties as Model, (change.properties ?? {}) as Model];
  const fixed: [member: string, old: unknown, fresh: unknown][] = [
    ['location', existing.location, change.location?.toLowerCase().replaceAll(' ', '')],
    ['zones', existing.zones, Array.isArray(change.zones) && change.zones.length === 0 ? undefined : change.zones],
    ['osDisk.managedDisk.id', idOf(old.storageProfile?.osDisk), idOf(fresh.storageProfile?.osDisk)],
    ['osProfile.computerName', old.osProfile?.computerName, fresh.osProfile?.computerName],
    ['osProfile.adminUsername', old.osProfile?.adminUsername, fresh.osProfile?.adminUsername],
  ];
  const changed = fixed.find(([, was, will]) => will !== undefined && !isDeepStrictEqual(was, will));
  return (
    changed && {
      code: 'PropertyChangeNotAllowed',
      message: `Changing property '${changed[0]}' is not allowed.`,
    }
  );
}

function idOf(disk: ModelDisk | undefined): string | undefined {
  return disk?.managedDisk?.id?.toLowerCase();
}

/**
 * Applies a change: members that it names are replaced, the others stay (modelled for a PUT). Another size restarts a
 * running VM; one that is off stays off.
 */
export function changeMachine(world: World, vm: ArmResource, change: MachineChange, at: Date): Refusal | undefined {
  const machine = world.machines.get(vm.id.toLowerCase());
  const { storageProfile, ...rest } = structuredClone(change.properties ?? {}) as Model;
  const sizeBefore = sizeOf(vm);
  const size = sizeOf({ properties: { hardwareProfile: vm.properties.hardwareProfile, ...rest } });
  if (machine?.power === 'running' && size !== sizeBefore && !world.capacity.allocate(size)) {
    const message = 'Allocation failed. We do not have sufficient capacity for the requested VM size in this region.';
    return settled(world, vm.id, at, { code: 'AllocationFailed', message });
  }
  if (change.tags) vm.tags = change.tags;
  for (const [member, value] of Object.entries(rest)) {
    if (!ofService.has(member) && value !== undefined && value !== null) vm.properties[member] = value;
  }
  if (storageProfile?.dataDisks) putDataDisks(world, vm, storageProfile.dataDisks, at);
  settled(world, vm.id, at);
  if (machine?.power === 'running' && size !== sizeBefore) boot(world, vm.id, machine, at);
  return undefined;
}

/** Members that only the service sets; a client that writes back what it read sends them too. */
const ofService = new Set(['provisioningState', 'vmId', 'timeCreated', 'instanceView']);

function putDataDisks(
  world: World,
  vm: ArmResource,
  wanted: NonNullable<NonNullable<Model['storageProfile']>['dataDisks']>,
  at: Date,
): void {
  const machine = world.machines.get(vm.id.toLowerCase());
  const profile = vm.properties.storageProfile as { osDisk: ModelDisk; dataDisks?: ModelDisk[] };
  const staying = wanted.filter(({ toBeDetached }) => toBeDetached !== true);
  const same = (one: ModelDisk, other: ModelDisk) =>
    one.managedDisk?.id && other.managedDisk?.id
      ? sameId(one.managedDisk.id, other.managedDisk.id)
      : one.vhd?.uri !== undefined && one.vhd.uri === other.vhd?.uri;
  for (const old of profile.dataDisks ?? []) {
    if (staying.some((disk) => same(disk, old))) continue;
    detach(world, old.managedDisk?.id);
    machine?.disks.delete(old.name ?? '');
  }
  const dataDisks = staying.map((disk) => attached(world, disk, vm.id) as ModelDisk);
  vm.properties.storageProfile = { ...profile, dataDisks };
  for (const { name = '', managedDisk } of dataDisks) {
    if (!machine || machine.disks.has(name)) continue;
    const settings = managedDisk && settingsOn(world, managedDisk.id);
    const known = settings !== undefined && osTypeOf(vm) !== 'Linux' && opens(world, managedDisk?.id ?? '', at);
    machine.disks.set(name, {
      encryptionSettings: settings ? [{ ...settings, enabled: true }] : [],
      encrypted: known,
    });
  }
}

/** A disk as the model of its current VM shows it. */
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

/** Detaches a disk, which stays and is free for another VM. */
export function detach(world: World, diskId: string | undefined): void {
  const disk = diskId === undefined ? undefined : world.resources.get(diskId);
  if (!disk) return;
  delete disk.managedBy;
  disk.properties.diskState = 'Unattached';
  disk.properties.LastOwnershipUpdateTime = world.clock.now().toISOString();
}

/** Deletes a VM. Its disks and network interfaces stay (deleteOption Detach). */
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
