import canonicalize from 'canonicalize';
import { nameOf, sameArmId } from '../../kernel/arm-id.ts';
import type { CodedError } from '../../kernel/errors.ts';
import { interfaceNameOf } from '../../kernel/normalise.ts';
import { taggedTemplate } from '../../kernel/request.ts';
import { asObject, asObjects, asText, type JsonObject } from '../../kernel/stored.ts';
import { type Deviation, segmentsOf } from '../../requests/rules/addendum.ts';
import { compareTemplate, isForeignMember, isForeignValue } from './compare-template.ts';
import { foreignError, madeTags } from './made.ts';
import type { PlanEffects } from './plan.ts';
import {
  type PlannedDisk,
  type PlannedMachine,
  type PlannedSource,
  plannedMachine,
  toExpectedTemplate,
} from './planned-machine.ts';
import { securityProfileOf, stateEncryptionOf } from './signed-machine.ts';

export type Deployment = { template: JsonObject; parameters: JsonObject };

const templateSchema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/**
 * The machine that was signed, made of its restored disks: they are attached as they are, encrypted or not, with boot
 * diagnostics so that its screen can be seen, and without a public address. Nothing of it comes from anywhere but the
 * plan, the disks, and what a vote added.
 */
export function deploymentOf(machine: PlannedMachine): Deployment {
  const resources: JsonObject = { networkInterfaces: interfaceOf(machine), virtualMachines: machineOf(machine) };
  const made = (machine.agreed ?? []).reduce((made, one) => {
    const path = segmentsOf(one);
    return Object.hasOwn(resources, path[0] ?? '') ? asObject(withValue(made, path, JSON.parse(one.value))) : made;
  }, resources);
  return {
    parameters: {},
    template: {
      $schema: templateSchema,
      contentVersion: '1.0.0.0',
      resources: [made.networkInterfaces, made.virtualMachines],
    },
  };
}

function interfaceReference(name: string): string {
  return `[resourceId('Microsoft.Network/networkInterfaces', '${interfaceNameOf(name)}')]`;
}

/** A deployment of nothing but a network interface, as it is made with a machine. */
export function interfaceTemplate(nic: { name: string; region: string; subnetId: string }): JsonObject {
  return { $schema: templateSchema, contentVersion: '1.0.0.0', resources: [interfaceNamed(nic)] };
}

function interfaceOf({ name, ...machine }: PlannedMachine): JsonObject {
  return interfaceNamed({ ...machine, name: interfaceNameOf(name) });
}

function interfaceNamed({
  name,
  region,
  subnetId,
  acceleratedNetworking,
}: Pick<PlannedMachine, 'name' | 'region' | 'subnetId' | 'acceleratedNetworking'>): JsonObject {
  return {
    type: 'Microsoft.Network/networkInterfaces',
    apiVersion: '2023-06-01',
    name,
    location: region,
    properties: {
      ipConfigurations: [
        { name: 'ipconfig1', properties: { privateIPAllocationMethod: 'Dynamic', subnet: { id: subnetId } } },
      ],
      ...(acceleratedNetworking && { enableAcceleratedNetworking: true }),
    },
  };
}

function machineOf(machine: PlannedMachine): JsonObject {
  const { name, region, zone, plan, size, osType, licenseType, diskController, security } = machine;
  const [os, ...data] = [...machine.disks].sort((a, b) => a.lun - b.lun);
  return {
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: '2023-09-01',
    name,
    location: region,
    ...(zone !== undefined && { zones: [zone] }),
    ...(plan && { plan: { ...plan } }),
    dependsOn: [interfaceReference(name)],
    properties: {
      hardwareProfile: { vmSize: size },
      storageProfile: {
        osDisk: { ...(osType !== 'unknown' && { osType }), ...attached(os) },
        dataDisks: data.map((disk) => ({ lun: disk.lun, ...attached(disk) })),
        ...(diskController !== undefined && { diskControllerType: diskController }),
      },
      networkProfile: { networkInterfaces: [{ id: interfaceReference(name) }] },
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      ...(licenseType !== undefined && { licenseType }),
      ...securityProfileOf(security),
    },
  };
}

function attached(disk: PlannedDisk | undefined): JsonObject {
  const securityEncryptionType = stateEncryptionOf(disk?.securityType);
  return {
    createOption: 'Attach',
    ...(disk?.caching !== undefined && { caching: disk.caching }),
    managedDisk: { id: disk?.id, ...(securityEncryptionType && { securityProfile: { securityEncryptionType } }) },
  };
}

/** A copy with a value at a path. Of a list it is the member with that LUN, or at that place. */
function withValue(value: unknown, [name, ...rest]: readonly string[], fresh: unknown): unknown {
  if (name === undefined) return fresh;
  if (Array.isArray(value)) {
    return value.map((one, index) => (asText(asObject(one).lun ?? index) === name ? withValue(one, rest, fresh) : one));
  }
  const members = asObject(value);
  // A name from a template may be one that objects have of themselves.
  const before = Object.hasOwn(members, name) ? members[name] : undefined;
  return { ...members, [name]: withValue(before, rest, fresh) };
}

/**
 * Only an attempt that is proven ended is followed by another, so that each has a deployment of its own. Whoever may
 * deploy into the group could make one of a name that can be guessed, and have it taken for ours: the attempt's id cannot
 * be, for it comes of the step's, which is random.
 */
export function deploymentName(requestId: string, step: string, attempt: { number: number; id: string }): string {
  return `strongroom-${requestId}-${step}-${attempt.number}-${attempt.id.slice(-12)}`;
}

/**
 * The last look before a deployment is sent, by other means than it was built with: one interface and one machine, of
 * the signed names, in the signed subnet, with these disks, and no id, address or expression besides.
 * @throws CodedError rebuild.template-foreign
 */
export function requireSigned({ template, parameters }: Deployment, effects: PlanEffects, diskIds: readonly string[]) {
  const resources = asObjects(template.resources);
  const name = nameOf(effects.target.vm ?? '');
  const [nic, vm] = resources;
  const allowed = [templateSchema, interfaceReference(String(vm?.name)), effects.network ?? '', ...diskIds];
  const found = [
    ...Object.keys(template).filter((one) => !['$schema', 'contentVersion', 'resources'].includes(one)),
    ...Object.keys(parameters).map((one) => `parameters/${one}`),
    ...(resources.length === 2 ? [] : ['resources']),
    ...(is(nic, 'Microsoft.Network/networkInterfaces', interfaceNameOf(name)) ? [] : ['networkInterfaces']),
    ...(is(vm, 'Microsoft.Compute/virtualMachines', name) ? [] : ['virtualMachines']),
    ...resources.flatMap(namesIn).filter(isForeignMember),
    ...textsIn(template).filter((text) => isForeignValue(text) && !allowed.some((one) => sameArmId(one, text))),
  ];
  if (found.length > 0) throw foreignError('rebuild.template-foreign', found);
}

function is(resource: Record<string, unknown> | undefined, type: string, name: string): boolean {
  return resource?.type === type && String(resource.name).toLowerCase() === name.toLowerCase();
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(asObject(value)).flatMap(([name, one]) => [name, ...namesIn(one)]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(asObject(value)).flatMap(([name, one]) => [name, ...textsIn(one)]);
}

/** The deployment under one of our names, as Resource Manager tells it. */
export type Deployed = { template: JsonObject; mode?: string | undefined; parameters: JsonObject };

type Wanted = {
  name: string;
  requestId: string;
  /** The size that was chosen for a retry. */
  size: string | undefined;
  agreed: readonly Deviation[];
};

/**
 * Whether a deployment is the one that we sent, or would have: whoever may deploy into the group and reads an attempt's
 * id in the audit can send one under its name, between a send that was lost and the next. The template is built once
 * more from what was signed and must be equal. What a vote agreed to may be missing: it is not built where the files
 * no longer ask for it.
 * @returns rebuild.deployment-foreign { name, found, count }
 */
export function foreignDeployment(deployed: Deployed, source: PlannedSource, wanted: Wanted): CodedError | undefined {
  const { template } = deployed;
  // Caching and accelerated networking are left to Azure's template where the original was gone.
  const { taken } = compareTemplate(template, toExpectedTemplate(source));
  const [found] = [wanted.agreed, []]
    .map((agreed) => {
      const machine = plannedMachine(source, wanted.size, agreed, taken);
      const built = machine ? deploymentOf(machine).template : {};
      return differing(taggedTemplate(built, madeTags(wanted.requestId, source.plan.effects)), template);
    })
    .toSorted((one, other) => one.length - other.length);
  const all = [
    ...(deployed.mode?.toLowerCase() === 'incremental' ? [] : [`mode ${deployed.mode ?? '-'}`]),
    ...Object.keys(deployed.parameters).map((name) => `parameters/${name}`),
    ...(found ?? []),
  ];
  return all.length > 0 ? foreignError('rebuild.deployment-foreign', all, { name: wanted.name }) : undefined;
}

/**
 * Paths of what one has otherwise than the other, those that name something of somebody's before plain values. A
 * resource goes by its type.
 */
function differing(wanted: unknown, found: unknown): string[] {
  const all = differences(wanted, found, []);
  return [...all.filter(({ names }) => names), ...all.filter(({ names }) => !names)].map(({ path }) => path);
}

type Difference = { path: string; names: boolean };

function differences(wanted: unknown, found: unknown, path: readonly string[]): Difference[] {
  if (isSame(wanted, found)) return [];
  const [one, other] = [partsOf(wanted), partsOf(found)];
  if (!one || !other || Array.isArray(wanted) !== Array.isArray(found)) {
    return [{ path: path.join('/'), names: isForeignValue(wanted) || isForeignValue(found) }];
  }
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [before, after] = [one.get(name), other.get(name)];
    const type = resourceType(after) ?? resourceType(before);
    return differences(before, after, type === undefined ? [...path, name] : [type]);
  });
}

/** Azure spells the resource group of one disk in capitals, and of the next as it was made. */
function isSame(wanted: unknown, found: unknown): boolean {
  if (typeof wanted === 'string' && typeof found === 'string' && wanted.startsWith('/subscriptions/')) {
    return sameArmId(wanted, found);
  }
  return canonicalize(wanted) === canonicalize(found);
}

function partsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

/** Type of a resource, without its provider. */
function resourceType(value: unknown): string | undefined {
  const { type, apiVersion } = asObject(value);
  return typeof type === 'string' && typeof apiVersion === 'string' ? type.split('/').slice(1).join('/') : undefined;
}
