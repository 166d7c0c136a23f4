import {
  addComputeOperation,
  deallocateMachine,
  powerOffMachine,
  restartMachine,
  startMachine,
} from '../world/compute-operations.ts';
import { extensionRefusal, extensionType, putExtension } from '../world/extensions.ts';
import { markers } from '../world/markers.ts';
import type { ArmResource } from '../world/resources.ts';
import { takeScreenshot } from '../world/screenshot.ts';
import { type Context, param, type Reply } from './call.ts';
import { followOperation, operationAddresses, refuse } from './compute-operation.ts';
import { AzureError, notServed } from './errors.ts';
import { group, subscription, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const vms = 'Microsoft.Compute/virtualMachines';
const disks = 'Microsoft.Compute/disks';
const vm = `${group}/providers/${vms}/{vmName}`;
const operation = `${subscription}/providers/Microsoft.Compute/locations/{location}/operations/{operationId}`;

/** Changes of VMs, their extensions and disks by Compute. */
export function computeChangeRoutes(): Route[] {
  return [
    ...(['start', 'restart', 'powerOff', 'deallocate'] as const).map((act) =>
      route('POST', `${vm}/${act}`, (context) => power(context, act)),
    ),
    route('POST', `${vm}/retrieveBootDiagnosticsData`, bootDiagnostics),
    route('PUT', `${vm}/extensions/{vmExtensionName}`, extend),
    route('GET', `${vm}/extensions/{vmExtensionName}`, (context) => ({
      status: 200,
      body: theResource(context, extensionType, param(context, 'vmName'), param(context, 'vmExtensionName')),
    })),
    route('PATCH', `${group}/providers/${disks}/{diskName}`, patchDisk),
    route('GET', operation, followOperation),
  ];
}

const changes = {
  start: startMachine,
  restart: restartMachine,
  powerOff: powerOffMachine,
  deallocate: deallocateMachine,
};

function power(context: Context, act: keyof typeof changes): Reply {
  const { id, location = '' } = theResource(context, vms, param(context, 'vmName'));
  const power = context.world.machines.get(id.toLowerCase())?.power;
  if (act === 'restart' && power !== 'running') {
    const message = 'Cannot perform the restart operation because the virtual machine is not running.';
    throw new AzureError(409, 'OperationNotAllowed', message);
  }
  const made = changes[act](context.world, id, param(context, 'subscriptionId'), location);
  return {
    status: 202,
    headers: operationAddresses(context, made),
    effect: `${act} of ${param(context, 'vmName')} accepted`,
  };
}

function extend(context: Context): Reply {
  const name = param(context, 'vmExtensionName');
  const machine = theResource(context, vms, param(context, 'vmName'));
  const { location, properties } = (context.body ?? {}) as {
    location?: string;
    properties?: Record<string, unknown>;
  };
  if (!location)
    throw new AzureError(400, 'LocationRequired', 'The location property is required for this definition.');
  if (!properties?.publisher || !properties.type || !properties.typeHandlerVersion) {
    throw new AzureError(
      400,
      'InvalidParameter',
      'Required parameter publisher, type or typeHandlerVersion is missing.',
    );
  }
  refuse(extensionRefusal(context.world, machine, name, properties));
  const existed = context.world.resources.get(`${machine.id}/extensions/${name}`) !== undefined;
  const subscriptionId = param(context, 'subscriptionId');
  const { extension, operation } = putExtension(context.world, machine, name, properties, subscriptionId);
  return {
    status: existed ? 200 : 201,
    headers: operationAddresses(context, operation),
    body: structuredClone(extension),
    effect: `extension ${name} of ${machine.name} accepted`,
  };
}

/** Members of a disk that can be changed here; a size only grows (documented). */
const diskMembers = [
  'encryptionSettingsCollection',
  'networkAccessPolicy',
  'publicNetworkAccess',
  'diskAccessId',
  'diskSizeGB',
];

/** Durations are guesses. */
export function patchDisk(context: Context): Reply {
  const disk = theResource(context, disks, param(context, 'diskName'));
  const { properties = {}, tags, sku } = (context.body ?? {}) as Partial<ArmResource>;
  const other = Object.keys(properties).find((member) => !diskMembers.includes(member));
  if (other) throw notServed(`change of ${other} of a disk`);
  const owner = typeof disk.managedBy === 'string' ? disk.managedBy : '';
  const runs = context.world.machines.get(owner.toLowerCase())?.power === 'running';
  if (properties.encryptionSettingsCollection !== undefined && runs) {
    const message = `Cannot change the encryption settings of disk ${disk.name} while it is attached to running VM ${owner}.`;
    throw new AzureError(409, 'OperationNotAllowed', message);
  }
  if (Number(properties.diskSizeGB ?? disk.properties.diskSizeGB) < Number(disk.properties.diskSizeGB)) {
    throw new AzureError(400, 'BadRequest', `Disk ${disk.name} cannot be made smaller.`);
  }
  const made = addComputeOperation(context.world, param(context, 'subscriptionId'), disk.location ?? '', 3, () => {
    Object.assign(disk.properties, structuredClone(properties));
    if (tags) disk.tags = tags;
    if (sku) disk.sku = sku;
    return undefined;
  });
  made.shows = disk.id;
  return {
    status: 202,
    headers: operationAddresses(context, made),
    body: structuredClone(disk),
    effect: `change of disk ${disk.name} accepted`,
  };
}

/** Screenshots of VMs with managed boot diagnostics are outside the subscription, so they come by a signed address. */
function bootDiagnostics(context: Context): Reply {
  const machine = theResource(context, vms, param(context, 'vmName'));
  const { bootDiagnostics: on } = (machine.properties.diagnosticsProfile ?? {}) as {
    bootDiagnostics?: { enabled: boolean };
  };
  if (on?.enabled !== true) {
    throw new AzureError(409, 'OperationNotAllowed', `Boot diagnostics is not enabled on VM ${machine.name}.`);
  }
  const { screenshot, serialLog } = takeScreenshot(context.world, machine, context.now);
  const minutes = Number(context.query.get('sasuriexpirationtimeinminutes') ?? 120);
  const until = new Date(context.now.getTime() + minutes * 60_000).toISOString();
  const signed = (path: string) =>
    `https://${screenshot.host}/${path}?sv=2023-11-03&sr=b&sp=r&se=${encodeURIComponent(until)}&sig=${markers.sas}`;
  return {
    status: 200,
    body: { consoleScreenshotBlobUri: signed(screenshot.path), serialConsoleLogBlobUri: signed(serialLog) },
  };
}
