import { segmentsOf } from '../../approval/rules/deviation.ts';
import { asObject, asText, type JsonObject } from '../../kernel/json-object.ts';
import { interfaceNameOf } from '../../kernel/vm-name.ts';
import type { PlannedDisk, PlannedMachine } from './planned-machine.ts';
import { securityProfileOf, stateEncryptionOf } from './security.ts';

export type Deployment = { template: JsonObject; parameters: JsonObject };

export const templateSchema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

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

export function interfaceReference(name: string): string {
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
