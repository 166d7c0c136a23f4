import { usages } from '../world/cores.ts';
import { region } from '../world/places.ts';
import type { ArmResource } from '../world/resources.ts';
import { sizes, zones } from '../world/sizes.ts';
import { type Context, param, type Reply } from './call.ts';
import { theGroup, theResource } from './find.ts';
import { instanceView } from './instance-view.ts';
import { page } from './paging.ts';
import { group, subscription } from './paths.ts';
import { type Route, route } from './router.ts';

const vms = 'Microsoft.Compute/virtualMachines';
const disks = 'Microsoft.Compute/disks';
const sets = 'Microsoft.Compute/diskEncryptionSets';
const extensionType = `${vms}/extensions`;

/** VMs, their extensions, disks and disk encryption sets. */
export function computeRoutes(): Route[] {
  return [
    route('GET', `${subscription}/providers/${vms}`, (context) =>
      listed(context, vms, `/subscriptions/${param(context, 'subscriptionId')}`),
    ),
    route('GET', `${group}/providers/${vms}`, (context) => listed(context, vms, groupScope(context))),
    route('GET', `${group}/providers/${vms}/{vmName}`, getVm),
    route('GET', `${group}/providers/${vms}/{vmName}/instanceView`, (context) => ({
      status: 200,
      body: instanceView(context.world, theResource(context, vms, param(context, 'vmName')), context.now),
    })),
    route('GET', `${group}/providers/${vms}/{vmName}/extensions`, (context) => {
      const vm = theResource(context, vms, param(context, 'vmName'));
      return { status: 200, body: { value: context.world.resources.children(extensionType, vm.id) } };
    }),
    route('GET', `${subscription}/providers/${disks}`, (context) =>
      listed(context, disks, `/subscriptions/${param(context, 'subscriptionId')}`),
    ),
    route('GET', `${group}/providers/${disks}`, (context) => listed(context, disks, groupScope(context))),
    route('GET', `${group}/providers/${disks}/{diskName}`, (context) => ({
      status: 200,
      body: theResource(context, disks, param(context, 'diskName')),
    })),
    route('GET', `${subscription}/providers/Microsoft.Compute/locations/{location}/usages`, (context) => ({
      status: 200,
      body: {
        value: usages(context.world, param(context, 'subscriptionId'), param(context, 'location').toLowerCase()).map(
          ({ name, title, used, limit }) => ({
            limit,
            unit: 'Count',
            currentValue: used,
            name: { value: name, localizedValue: title },
          }),
        ),
      },
    })),
    route('GET', `${subscription}/providers/Microsoft.Compute/skus`, listSkus),
    route('GET', `${subscription}/providers/Microsoft.Compute/locations/{location}/vmSizes`, listSizes),
    route('GET', `${group}/providers/${sets}/{diskEncryptionSetName}`, (context) => ({
      status: 200,
      body: theResource(context, sets, param(context, 'diskEncryptionSetName')),
    })),
  ];
}

/** Sizes of VMs only; the service lists other things beside them. */
function listSkus(context: Context): Reply {
  const asked = /location eq '([^']+)'/i.exec(context.query.get('$filter') ?? '')?.[1]?.toLowerCase();
  const found = asked === undefined || asked === region ? sizes : [];
  return { status: 200, body: { value: found.map((size) => showSku(context, size)) } };
}

/** What `az vm create` asks of some sizes. The cores are the world's; the rest is modelled. */
function listSizes(context: Context): Reply {
  const found = param(context, 'location').toLowerCase() === region ? sizes : [];
  const value = found.map(({ name, cores }) => ({
    name,
    numberOfCores: cores,
    osDiskSizeInMB: 1_047_552,
    resourceDiskSizeInMB: 8_192 * cores,
    memoryInMB: 4_096 * cores,
    maxDataDiskCount: 2 * cores,
  }));
  return { status: 200, body: { value } };
}

function showSku({ world }: Context, { name, family, cores }: (typeof sizes)[number]): Record<string, unknown> {
  const restricted = world.capacity.restricted.has(name.toLowerCase());
  const locations = [region];
  return {
    resourceType: 'virtualMachines',
    name,
    tier: 'Standard',
    size: name.replace('Standard_', ''),
    family,
    locations,
    locationInfo: [{ location: region, zones, zoneDetails: [] }],
    capabilities: [{ name: 'vCPUs', value: String(cores) }],
    restrictions: restricted
      ? [
          {
            type: 'Location',
            values: locations,
            restrictionInfo: { locations },
            reasonCode: 'NotAvailableForSubscription',
          },
        ]
      : [],
  };
}

function groupScope(context: Context): string {
  return `/subscriptions/${param(context, 'subscriptionId')}/resourceGroups/${theGroup(context)}`;
}

function listed(context: Context, type: string, scope: string): Reply {
  const show = (one: ArmResource) => (type === vms ? { ...one, ...extensions(context, one, true) } : one);
  return { status: 200, body: page(context, context.world.resources.list(type, scope), show) };
}

function getVm(context: Context): Reply {
  const vm = theResource(context, vms, param(context, 'vmName'));
  const asked = context.query.get('$expand')?.toLowerCase() === 'instanceview';
  const properties = asked
    ? { ...vm.properties, instanceView: instanceView(context.world, vm, context.now) }
    : vm.properties;
  return { status: 200, body: { ...vm, properties, ...extensions(context, vm, false) } };
}

/** A list carries ids of the extensions only; a VM without any has no such member. */
function extensions(context: Context, vm: ArmResource, stubs: boolean): { resources?: unknown[] } {
  const found = context.world.resources.children(extensionType, vm.id);
  if (found.length === 0) return {};
  return { resources: stubs ? found.map(({ id }) => ({ id })) : found };
}
