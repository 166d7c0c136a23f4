import type { Machine } from '../world/machine.ts';
import { agentAnswers } from '../world/machine-model.ts';
import { region } from '../world/places.ts';
import { usages } from '../world/quota.ts';
import type { ArmResource } from '../world/resources.ts';
import { sizes, zones } from '../world/sizes.ts';
import type { World } from '../world/world.ts';
import { type Context, param, type Reply } from './call.ts';
import { group, subscription, theGroup, theResource } from './find.ts';
import { page } from './paging.ts';
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

/** The data of some sizes that `az vm create` reads. The cores are the world's; the rest is modelled. */
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

/** States in which a VM has no host. */
const off = new Set<Machine['power']>(['deallocated', 'starting', 'deallocating']);

/**
 * The platform's current view of a VM. A deallocated one has neither agent nor disks, so nothing is known of its
 * encryption.
 */
function instanceView(world: World, vm: ArmResource, now: Date): Record<string, unknown> {
  const machine = world.machines.get(vm.id.toLowerCase());
  if (!machine) return { statuses: [provisioned(now)] };
  const running = machine.power === 'running';
  const profile = vm.properties.storageProfile as {
    osDisk: { name: string; osType: string };
    dataDisks: { name: string }[];
  };
  const windows = profile.osDisk.osType === 'Windows';
  return {
    ...(running && {
      computerName: vm.name.slice(0, 15),
      osName: windows ? 'Windows Server 2022 Datacenter' : 'ubuntu',
      osVersion: windows ? '10.0.20348.2700' : '22.04',
      vmAgent: agent(machine, windows, now),
    }),
    ...(!off.has(machine.power) && {
      hyperVGeneration: 'V2',
      disks: [profile.osDisk, ...profile.dataDisks].map(({ name }) => disk(machine, name)),
      bootDiagnostics: {},
    }),
    ...extensionViews(world, vm, running),
    statuses: [provisioning(vm, machine), power(machine)],
  };
}

function agent(machine: Machine, windows: boolean, now: Date): Record<string, unknown> {
  const ready = agentAnswers(machine, now);
  return {
    vmAgentVersion: ready ? (windows ? '2.7.41491.1095' : '2.11.1.12') : 'Unknown',
    statuses: [
      {
        code: ready ? 'ProvisioningState/succeeded' : 'ProvisioningState/Unavailable',
        level: ready ? 'Info' : 'Warning',
        displayStatus: ready ? 'Ready' : 'Not Ready',
        message: ready
          ? 'GuestAgent is running and processing the extensions.'
          : 'VM status blob is found but not yet populated.',
        time: now.toISOString(),
      },
    ],
    extensionHandlers: [],
  };
}

function disk(machine: Machine, name: string): Record<string, unknown> {
  const state = machine.disks.get(name);
  return {
    name,
    ...(state && state.encryptionSettings.length > 0 && { encryptionSettings: state.encryptionSettings }),
    statuses: [
      provisioned(machine.bootedAt),
      ...(state?.encrypted
        ? [{ code: 'EncryptionState/encrypted', level: 'Info', displayStatus: 'Encryption is enabled on disk' }]
        : []),
    ],
  };
}

function extensionViews(world: World, vm: ArmResource, running: boolean): Record<string, unknown> {
  const found = running ? world.resources.children('Microsoft.Compute/virtualMachines/extensions', vm.id) : [];
  if (found.length === 0) return {};
  return {
    extensions: found.map(({ name, properties }) => ({
      name,
      type: `${properties.publisher}.${properties.type}`,
      typeHandlerVersion: `${properties.typeHandlerVersion}.0.0`,
      statuses: [extensionStatus(String(properties.provisioningState))],
    })),
  };
}

function extensionStatus(state: string): Record<string, unknown> {
  if (state === 'Succeeded') {
    return { code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded' };
  }
  const failed = state === 'Failed';
  return failed
    ? { code: 'ProvisioningState/failed/1', level: 'Error', displayStatus: 'Provisioning failed' }
    : { code: 'ProvisioningState/transitioning', level: 'Info', displayStatus: 'Transitioning' };
}

function provisioned(time: Date): Record<string, unknown> {
  return {
    code: 'ProvisioningState/succeeded',
    level: 'Info',
    displayStatus: 'Provisioning succeeded',
    time: time.toISOString(),
  };
}

/** The last failure stands in the code, with Azure's words for it. */
function provisioning(vm: ArmResource, { bootedAt, failure }: Machine): Record<string, unknown> {
  if (vm.properties.provisioningState !== 'Failed') return provisioned(bootedAt);
  return {
    code: failure ? `ProvisioningState/failed/${failure.code}` : 'ProvisioningState/failed',
    level: 'Error',
    displayStatus: 'Provisioning failed',
    ...(failure && { message: failure.message }),
    time: (failure?.at ?? bootedAt).toISOString(),
  };
}

function power(machine: Machine): Record<string, unknown> {
  return { code: `PowerState/${machine.power}`, level: 'Info', displayStatus: `VM ${machine.power}` };
}
