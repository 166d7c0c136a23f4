import { parseArmId, resourceId } from './arm-id.ts';
import { attached, changeMachine } from './change-machine.ts';
import { settled } from './compute-operations.ts';
import { opens, secretVersion, settingsOn } from './disk-contents.ts';
import { guid } from './ids.ts';
import type { Machine } from './machine.ts';
import {
  boot,
  disksOf,
  type ModelDisk,
  nicsOf,
  osTypeOf,
  sizeOf,
  vmType,
  type WantedMachine,
} from './machine-model.ts';
import type { Refusal } from './refusal.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

/** Creates a VM. Without capacity the VM stays in state Failed: its model exists, but it has no host. */
export function makeMachine(world: World, wanted: WantedMachine, at: Date): Refusal | undefined {
  const size = sizeOf(wanted);
  const before = world.resources.get(wanted.id);
  // A VM that found no capacity is created now; any other existing VM is only changed.
  if (before && before.properties.provisioningState !== 'Failed') return changeMachine(world, before, wanted, at);
  const vm = putModel(world, wanted, at);
  const machine: Machine = { power: 'deallocated', agent: 'Ready', disks: new Map(), bootedAt: at };
  world.machines.set(vm.id.toLowerCase(), machine);
  if (!world.capacity.allocate(size)) {
    return settled(world, vm.id, at, {
      code: 'AllocationFailed',
      message: `Allocation failed. We do not have sufficient capacity for the requested VM size in this region. Read more about improving likelihood of allocation success at https://aka.ms/allocation-guidance`,
    });
  }
  vm.properties.provisioningState = 'Succeeded';
  const linux = osTypeOf(wanted) === 'Linux';
  for (const [index, { name = '', managedDisk }] of disksOf(vm).entries()) {
    if (!managedDisk) {
      machine.disks.set(name, { encryptionSettings: [], encrypted: modelOpens(world, vm, at) });
      continue;
    }
    const settings = settingsOn(world, managedDisk.id);
    // Linux unlocks and mounts its data disks only after the extension has run (documented); until then the platform
    // does not report them as encrypted. Windows unlocks them from the volume of its OS disk (both modelled).
    const known = settings !== undefined && (index === 0 ? opens(world, managedDisk.id, at) : !linux);
    machine.disks.set(name, {
      encryptionSettings: settings ? [{ ...settings, enabled: true }] : [],
      encrypted: known,
    });
  }
  boot(world, vm.id, machine, at);
  return undefined;
}

/** Dual pass: the model names the secret that unlocks the page blobs. */
function modelOpens(world: World, { properties }: ArmResource, at: Date): boolean {
  const { osDisk } = properties.storageProfile as {
    osDisk: { encryptionSettings?: { enabled?: boolean; diskEncryptionKey: { secretUrl: string } } };
  };
  const settings = osDisk.encryptionSettings;
  if (!settings || settings.enabled === false) return false;
  return secretVersion(world, settings.diskEncryptionKey.secretUrl, at) !== undefined;
}

function putModel(world: World, wanted: WantedMachine, at: Date): ArmResource {
  const { id, name, location, tags, properties } = wanted;
  const profile = properties.storageProfile as { osDisk: ModelDisk; dataDisks?: ModelDisk[] };
  const zones = Array.isArray(wanted.zones) && wanted.zones.length > 0 ? wanted.zones.map(String) : undefined;
  const vm: ArmResource = {
    name,
    id,
    type: vmType,
    location: location ?? 'westeurope',
    ...(tags && { tags }),
    ...(zones && { zones }),
    ...(wanted.plan !== undefined && { plan: wanted.plan }),
    properties: {
      ...structuredClone(properties),
      provisioningState: 'Creating',
      // A VM recreated under its name has another vmId.
      vmId: guid(`vm ${id} ${at.toISOString()}`),
      storageProfile: {
        osDisk: attached(world, profile.osDisk, id),
        dataDisks: (profile.dataDisks ?? []).map((disk) => attached(world, disk, id)),
      },
      timeCreated: at.toISOString(),
    },
  };
  for (const nic of nicsOf(wanted)) {
    const found = world.resources.get(nic);
    if (found) found.properties.virtualMachine = { id };
  }
  return world.resources.put(vm);
}

/** Ids for a VM and its network interface in a resource group. */
export function machineIds(groupId: string, name: string) {
  const { subscriptionId = '', group = '' } = parseArmId(groupId) ?? {};
  return {
    vm: resourceId(subscriptionId, group, vmType, name),
    nic: resourceId(subscriptionId, group, 'Microsoft.Network/networkInterfaces', `${name}-nic`),
  };
}
