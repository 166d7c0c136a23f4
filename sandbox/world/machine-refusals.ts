import { isDeepStrictEqual } from 'node:util';
import { sameId } from './arm-id.ts';
import { changeRefusal } from './change-machine.ts';
import { secretVersion, settingsOn } from './disk-contents.ts';
import { disksOf, type ModelDisk, nicsOf, type WantedMachine } from './machine-model.ts';
import { fits } from './quota.ts';
import type { Refusal } from './refusal.ts';
import { isSize } from './sizes.ts';
import type { World } from './world.ts';

/** Refusals before anything is done: sizes and quotas. Codes are documented, the wording is modelled. */
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

/** Why Compute fails while it creates the VM. */
export function refusalOf(world: World, wanted: WantedMachine, at: Date): Refusal | undefined {
  const existing = world.resources.get(wanted.id);
  return (
    (existing && changeRefusal(existing, wanted)) ??
    madeAnew(wanted) ??
    planRefusal(world, wanted) ??
    securityRefusal(world, wanted) ??
    disksOf(wanted)
      .map((disk) => diskRefusal(world, wanted, disk, at))
      .find(Boolean) ??
    nicsOf(wanted)
      .map((nic) => nicRefusal(world, wanted, nic))
      .find(Boolean)
  );
}

/** Refuses disks that Azure would create from an image or empty; the world makes VMs only from existing disks. */
function madeAnew(wanted: WantedMachine): Refusal | undefined {
  const disk = disksOf(wanted).find(({ managedDisk, vhd }) => !managedDisk?.id && !vhd?.uri);
  if (!disk) return undefined;
  const message = `The local Azure has no images and makes no disks with a virtual machine: attach those that exist (${wanted.name}).`;
  return { code: 'NotImplemented', status: 501, message };
}

/** A disk from a Marketplace image starts only in a machine that carries its plan (documented). */
function planRefusal(world: World, wanted: WantedMachine): Refusal | undefined {
  const [os] = disksOf(wanted);
  const plan = os?.managedDisk && world.resources.get(os.managedDisk.id)?.properties.purchasePlan;
  if (plan === undefined || isDeepStrictEqual(plan, wanted.plan)) return undefined;
  return {
    code: 'VMMarketplaceInvalidInput',
    message: `Creating a virtual machine from Marketplace image or a custom image sourced from a Marketplace image requires Plan information in the request. VM: '${wanted.id}'.`,
  };
}

/**
 * A machine needs the security type of its OS disk; the wording is as people report it (Azure/azure-sdk-for-python
 * 30479). Whether Azure requires the encryption type of an attached disk is unknown: az has an option for it and never
 * sends it.
 */
function securityRefusal(world: World, wanted: WantedMachine): Refusal | undefined {
  const [os] = disksOf(wanted);
  const disk = os?.managedDisk && world.resources.get(os.managedDisk.id);
  const isConfidential = ({ properties }: { properties: Record<string, unknown> }) =>
    (properties.securityProfile as { securityType?: string } | undefined)?.securityType?.startsWith(
      'ConfidentialVM',
    ) === true;
  if (!disk || isConfidential(disk) === isConfidential(wanted)) return undefined;
  return {
    code: 'BadRequest',
    message: 'Security type of VM is not compatible with the security type of attached OS Disk.',
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

export function blobAt(world: World, uri: string) {
  const { hostname, pathname } = new URL(uri);
  const [, container = '', ...name] = pathname.split('/');
  return world.blobs.get(hostname.split('.')[0] ?? '', container, name.join('/'));
}
