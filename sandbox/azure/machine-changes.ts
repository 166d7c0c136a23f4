import { isDeepStrictEqual } from 'node:util';
import type { TemplateResource } from '../arm/template.ts';
import { resourceId } from '../world/arm-id.ts';
import { changeMachine, type MachineChange, removeMachine } from '../world/change-machine.ts';
import { addComputeOperation } from '../world/compute-operations.ts';
import { importDisk } from '../world/import-disk.ts';
import { lockOn } from '../world/lock.ts';
import { sizeOf, vmType } from '../world/machine-model.ts';
import { checkSize, refusalOf } from '../world/machine-refusals.ts';
import { makeMachine } from '../world/new-machine.ts';
import { makeNic, nicType } from '../world/new-nic.ts';
import type { ArmResource } from '../world/resources.ts';
import { type Context, param, type Reply } from './call.ts';
import { patchDisk } from './compute-changes.ts';
import { operationAddresses, refuse } from './compute-operation.ts';
import { mayMake } from './deployment-plan.ts';
import { AzureError } from './errors.ts';
import { group, theGroup, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const diskType = 'Microsoft.Compute/disks';
const vm = `${group}/providers/${vmType}/{vmName}`;
const nic = `${group}/providers/${nicType}/{networkInterfaceName}`;
const disk = `${group}/providers/${diskType}/{diskName}`;

/**
 * Changes that people make by hand: machines and network interfaces created without a template, and leftovers deleted.
 */
export function machineChangeRoutes(): Route[] {
  return [
    route('PUT', vm, putVm),
    route('PATCH', vm, patchVm),
    route('PUT', nic, putNic),
    route('PUT', disk, putDisk),
    route('DELETE', vm, (context) => {
      const found = theResource(context, vmType, param(context, 'vmName'));
      requireUnlocked(context, found.id);
      return after(context, 30, `deletion of ${found.name}`, () => removeMachine(context.world, found));
    }),
    route('DELETE', nic, (context) => {
      const found = theResource(context, nicType, param(context, 'networkInterfaceName'));
      const owner = (found.properties.virtualMachine as { id: string } | undefined)?.id;
      if (owner) {
        const message = `Network Interface ${found.id} is used by existing resource ${owner}. In order to delete the network interface, it must be dissociated from the resource.`;
        throw new AzureError(400, 'NicInUse', message);
      }
      requireUnlocked(context, found.id);
      return after(context, 3, `deletion of ${found.name}`, () => void context.world.resources.delete(found.id));
    }),
    route('DELETE', disk, (context) => {
      const found = theResource(context, diskType, param(context, 'diskName'));
      if (found.managedBy) {
        const message = `Disk ${found.name} is attached to VM ${String(found.managedBy)}.`;
        throw new AzureError(409, 'OperationNotAllowed', message);
      }
      requireUnlocked(context, found.id);
      return after(context, 3, `deletion of ${found.name}`, () => void context.world.resources.delete(found.id));
    }),
  ];
}

function putVm(context: Context): Reply {
  const wanted = read(context, vmType, param(context, 'vmName'));
  const { world, now } = context;
  const subscriptionId = param(context, 'subscriptionId');
  const existing = world.resources.get(wanted.id);
  if (existing && existing.properties.provisioningState !== 'Failed') return change(context, existing, wanted);
  if (!existing) refuse(checkSize(world, subscriptionId, wanted.location, sizeOf(wanted)));
  refuse(refusalOf(world, wanted, now));
  const made = addComputeOperation(
    world,
    subscriptionId,
    wanted.location,
    80,
    (at) => refusalOf(world, wanted, at) ?? makeMachine(world, wanted, at),
  );
  made.shows = wanted.id;
  const { zones: _, ...shown } = wanted;
  return {
    status: existing ? 200 : 201,
    headers: operationAddresses(context, made),
    body: { ...shown, type: vmType, properties: { ...wanted.properties, provisioningState: 'Creating' } },
    effect: `making of ${wanted.name} accepted`,
  };
}

function patchVm(context: Context): Reply {
  const existing = theResource(context, vmType, param(context, 'vmName'));
  const { tags, properties } = (context.body ?? {}) as MachineChange;
  const subscriptionId = param(context, 'subscriptionId');
  const resource = { type: vmType, name: existing.name, apiVersion: context.apiVersion, dependsOn: [], properties };
  mayMake(context, { resources: [resource], subscriptionId, group: theGroup(context) });
  return change(context, existing, { ...(tags && { tags }), ...(properties && { properties }) });
}

/** A change of an existing VM: refused at once, or made at the end of the operation. Its duration is a guess. */
function change(context: Context, existing: ArmResource, asked: MachineChange): Reply {
  const { world, now } = context;
  const subscriptionId = param(context, 'subscriptionId');
  const { id, name, location = '', plan, properties: model } = existing;
  const wanted = { ...asked, id, name, location: asked.location ?? location, plan, properties: asked.properties ?? {} };
  const size = sizeOf(wanted);
  if (size && size !== sizeOf(existing)) refuse(checkSize(world, subscriptionId, location, size));
  refuse(refusalOf(world, wanted, now));
  const made = addComputeOperation(
    world,
    subscriptionId,
    location,
    15,
    (at) => refusalOf(world, wanted, at) ?? changeMachine(world, existing, asked, at),
  );
  made.shows = id;
  return {
    status: 200,
    headers: operationAddresses(context, made),
    body: {
      ...existing,
      properties: { ...structuredClone(model), ...asked.properties, provisioningState: 'Updating' },
    },
    effect: `change of ${name} accepted`,
  };
}

function putNic(context: Context): Reply {
  const wanted = read(context, nicType, param(context, 'networkInterfaceName'));
  const existed = context.world.resources.get(wanted.id) !== undefined;
  refuse(makeNic(context.world, wanted));
  return {
    status: existed ? 200 : 201,
    body: structuredClone(context.world.resources.get(wanted.id)),
    effect: `network interface ${wanted.name} made`,
  };
}

/** az changes a disk by writing all of it back. */
function putDisk(context: Context): Reply {
  const wanted = read(context, diskType, param(context, 'diskName'));
  const { world, now } = context;
  const existing = world.resources.get(wanted.id);
  if (existing) {
    const other = Object.entries(wanted.properties).filter(
      ([member, value]) => value !== null && !isDeepStrictEqual(value, existing.properties[member]),
    );
    return patchDisk({ ...context, body: { ...(context.body as object), properties: Object.fromEntries(other) } });
  }
  const { sku } = context.body as { sku?: { name: string } };
  refuse(importDisk(world, { ...wanted, sku: sku?.name ?? 'Standard_LRS' }, now));
  return {
    status: 200,
    body: structuredClone(world.resources.get(wanted.id)),
    effect: `disk ${wanted.name} made`,
  };
}

/** The resource in the body, after the check of the caller's rights. */
function read(context: Context, type: string, name: string) {
  const { location, tags, zones, properties } = (context.body ?? {}) as Partial<TemplateResource> & {
    location?: string;
    tags?: Record<string, string>;
  };
  if (!location) {
    throw new AzureError(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const subscriptionId = param(context, 'subscriptionId');
  const resourceGroup = theGroup(context);
  const resource = { type, name, apiVersion: context.apiVersion, dependsOn: [], properties };
  mayMake(context, { resources: [resource], subscriptionId, group: resourceGroup });
  return {
    id: resourceId(subscriptionId, resourceGroup, type, name),
    name,
    location,
    ...(tags && { tags }),
    zones,
    properties: (properties ?? {}) as Record<string, unknown>,
  };
}

/** Resource Manager's wording. */
function requireUnlocked({ world }: Context, id: string): void {
  const lock = lockOn(world, id);
  if (!lock) return;
  const message = `The scope '${id}' cannot perform delete operation because following scope(s) are locked: '${lock.scope}'. Please remove the lock and try again.`;
  throw new AzureError(409, 'ScopeLocked', message);
}

/** Durations are guesses. */
function after(context: Context, seconds: number, what: string, work: () => void): Reply {
  const made = addComputeOperation(context.world, param(context, 'subscriptionId'), 'westeurope', seconds, () => {
    work();
    return undefined;
  });
  return { status: 202, headers: operationAddresses(context, made), effect: `${what} accepted` };
}
