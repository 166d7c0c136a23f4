import { parseArmId, resourceId, sameId } from './arm-id.ts';
import { fits } from './cores.ts';
import { opens, secretVersion, settingsOn } from './disk-contents.ts';
import { guid } from './ids.ts';
import { boot } from './machine-life.ts';
import type { Refusal } from './refusal.ts';
import type { ArmResource } from './resources.ts';
import { isSize } from './sizes.ts';
import type { Machine } from './virtual-machine.ts';
import type { World } from './world.ts';

type ModelDisk = { name?: string; lun?: number; managedDisk?: { id: string }; vhd?: { uri: string } };

/** A VM as somebody asks for it: properties as in a template. */
export type WantedMachine = Pick<ArmResource, 'id' | 'name' | 'location' | 'tags' | 'properties'> & {
  zones?: unknown;
};

export const vmType = 'Microsoft.Compute/virtualMachines';

/** What is wrong before anything is done: sizes and quotas. Codes are documented, the wording is modelled. */
export function checkSize(world: World, subscriptionId: string, location: string, size: string): Refusal | undefined {
  if (!isSize(size) || world.capacity.restricted.has(size.toLowerCase())) {
    return {
      code: 'SkuNotAvailable',
      message: `The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: ${size}' is currently not available in location '${location}'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.`,
    };
  }
  if (fits(world, subscriptionId, location, size)) return undefined;
  return {
    code: 'QuotaExceeded',
    message: `Operation could not be completed as it results in exceeding approved Cores quota. Additional details - Deployment Model: Resource Manager, Location: ${location}, Size: ${size}. Submit a request for Quota increase.`,
  };
}

/** What Compute finds when it is about to make the VM. */
export function refusalOf(world: World, wanted: WantedMachine, at: Date): Refusal | undefined {
  const existing = world.resources.get(wanted.id);
  return (
    (existing && changesDisks(existing, wanted)) ??
    disksOf(wanted)
      .map((disk) => diskRefusal(world, wanted, disk, at))
      .find(Boolean) ??
    nicsOf(wanted)
      .map((nic) => nicRefusal(world, wanted, nic))
      .find(Boolean)
  );
}

function changesDisks(existing: ArmResource, wanted: WantedMachine): Refusal | undefined {
  const [old, fresh] = [disksOf(existing)[0], disksOf(wanted)[0]];
  if (sameId(old?.managedDisk?.id ?? '', fresh?.managedDisk?.id ?? '')) return undefined;
  return {
    code: 'PropertyChangeNotAllowed',
    message: "Changing property 'osDisk.managedDisk.id' is not allowed.",
  };
}

function diskRefusal(world: World, wanted: WantedMachine, { managedDisk, vhd }: ModelDisk, at: Date) {
  if (!managedDisk) return vhd && !blobAt(world, vhd.uri) ? notFound(vhd.uri) : undefined;
  const disk = world.resources.get(managedDisk.id);
  if (!disk) return notFound(managedDisk.id);
  const owner = disk.managedBy;
  if (typeof owner === 'string' && !sameId(owner, wanted.id)) {
    return {
      code: 'ConflictingUserInput',
      message: `Disk '${disk.id}' cannot be attached as the disk is already owned by VM '${owner}'.`,
    };
  }
  const secretUrl = settingsOn(world, disk.id)?.diskEncryptionKey.secretUrl;
  if (secretUrl === undefined || secretVersion(world, secretUrl, at)) return undefined;
  return {
    code: 'InvalidParameter',
    message: `The value of parameter secretUrl is invalid: the secret ${secretUrl} was not found in the key vault.`,
  };
}

function nicRefusal(world: World, wanted: WantedMachine, id: string): Refusal | undefined {
  const nic = world.resources.get(id);
  if (!nic) return notFound(id);
  const owner = (nic.properties.virtualMachine as { id: string } | undefined)?.id;
  if (!owner || sameId(owner, wanted.id)) return undefined;
  return {
    code: 'NicInUse',
    message: `Network Interface ${nic.id} is used by existing resource ${owner}. In order to delete or attach the network interface, it must be dissociated from the resource.`,
  };
}

function notFound(id: string): Refusal {
  return { code: 'NotFound', status: 404, message: `Resource ${id} was not found.` };
}

function blobAt(world: World, uri: string) {
  const { hostname, pathname } = new URL(uri);
  const [, container = '', ...name] = pathname.split('/');
  return world.blobs.get(hostname.split('.')[0] ?? '', container, name.join('/'));
}

/** Without a place for it the VM stays as one that failed: its model is there, and it is on no host. */
export function makeMachine(world: World, wanted: WantedMachine, at: Date): Refusal | undefined {
  const size = sizeOf(wanted);
  const vm = putModel(world, wanted, at);
  const machine: Machine = { power: 'deallocated', agent: 'Ready', disks: new Map(), bootedAt: at };
  world.machines.set(vm.id.toLowerCase(), machine);
  if (!world.capacity.allocate(size)) {
    vm.properties.provisioningState = 'Failed';
    return {
      code: 'AllocationFailed',
      message: `Allocation failed. We do not have sufficient capacity for the requested VM size in this region. Read more about improving likelihood of allocation success at https://aka.ms/allocation-guidance`,
    };
  }
  vm.properties.provisioningState = 'Succeeded';
  const linux = osTypeOf(wanted) === 'Linux';
  for (const [index, { name = '', managedDisk }] of disksOf(vm).entries()) {
    if (!managedDisk) continue;
    const settings = settingsOn(world, managedDisk.id);
    // Linux unlocks and mounts its data disks only when the extension has run (documented); until then the platform
    // does not report them as encrypted (modelled).
    const known = settings !== undefined && opens(world, managedDisk.id, at) && (index === 0 || !linux);
    machine.disks.set(name, {
      encryptionSettings: settings ? [{ ...settings, enabled: true }] : [],
      encrypted: known,
    });
  }
  boot(world, vm.id, machine, at);
  return undefined;
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
    properties: {
      ...structuredClone(properties),
      provisioningState: 'Creating',
      vmId: guid(`vm ${id}`),
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

export function sizeOf({ properties }: Pick<ArmResource, 'properties'>): string {
  return String((properties.hardwareProfile as { vmSize?: string } | undefined)?.vmSize ?? '');
}

function osTypeOf({ properties }: Pick<ArmResource, 'properties'>): string {
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

/** A network interface in a subnet, not yet of any VM. */
export function makeNic(
  world: World,
  wanted: Pick<ArmResource, 'id' | 'name' | 'location' | 'tags' | 'properties'>,
): Refusal | undefined {
  const configurations = (wanted.properties.ipConfigurations ?? []) as {
    name: string;
    properties: { subnet?: { id: string } };
  }[];
  const missing = configurations.find(({ properties: { subnet } }) => !world.resources.get(subnet?.id ?? ''));
  if (missing) {
    const subnet = missing.properties.subnet?.id ?? '';
    return {
      code: 'InvalidResourceReference',
      status: 400,
      message: `Resource ${subnet} referenced by resource ${wanted.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    };
  }
  const existing = world.resources.get(wanted.id);
  world.resources.put({
    name: wanted.name,
    id: wanted.id,
    type: 'Microsoft.Network/networkInterfaces',
    location: wanted.location ?? 'westeurope',
    ...(wanted.tags && { tags: wanted.tags }),
    properties: {
      ...(existing?.properties.virtualMachine !== undefined && { virtualMachine: existing.properties.virtualMachine }),
      provisioningState: 'Succeeded',
      ipConfigurations: configurations.map(({ name, properties }, index) => ({
        name,
        id: `${wanted.id}/ipConfigurations/${name}`,
        properties: {
          privateIPAllocationMethod: 'Dynamic',
          privateIPAddressVersion: 'IPv4',
          primary: index === 0,
          ...properties,
          provisioningState: 'Succeeded',
          privateIPAddress: world.nextAddress(properties.subnet?.id ?? ''),
        },
      })),
      primary: true,
    },
  });
  return undefined;
}

/** Ids for a VM and its network interface in a resource group. */
export function machineIds(groupId: string, name: string) {
  const { subscriptionId = '', group = '' } = parseArmId(groupId) ?? {};
  return {
    vm: resourceId(subscriptionId, group, vmType, name),
    nic: resourceId(subscriptionId, group, 'Microsoft.Network/networkInterfaces', `${name}-nic`),
  };
}
