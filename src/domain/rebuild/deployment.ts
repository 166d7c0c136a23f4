import { nameOf, networkOf, resourceGroupIdOf } from '../arm-id.ts';
import { interfaceNameOf } from '../restore-plan/vm-name.ts';
import { listOf, type Members, membersOf, typeIs } from './members.ts';
import { type Security, securityProfileOf, securitySince } from './security.ts';

/** What the machine is to be, beyond what the template says. */
export type MachineWish = {
  name: string;
  /** ARM id. */
  subnetId: string;
  /** Absent: the template's. */
  size?: string | undefined;
  zone?: string | undefined;
  /** What the machine gets even where the template does not say it. */
  security?: readonly Security[] | undefined;
};

export type Deployment = { template: Members; parameters: Members };

const vmType = 'Microsoft.Compute/virtualMachines';
const nicType = 'Microsoft.Network/networkInterfaces';
const addressType = 'Microsoft.Network/publicIPAddresses';

/** The first version in which a machine's boot diagnostics need no storage account of their own. */
const managedDiagnosticsSince = '2020-06-01';

/**
 * The template that Azure Backup wrote beside the restored disks, as a deployment of one machine in one subnet: named
 * and sized as wished, without a public address, with boot diagnostics so that its screen can be seen. How the disks
 * are encrypted stands on the disks and is left there.
 * @returns undefined for a template that asks for something unknown or holds no machine: it is then made from the disks
 */
export function deploymentOf(template: Members, wish: MachineWish): Deployment | undefined {
  const resources = listOf(template.resources);
  if (resources.filter((one) => typeIs(one, vmType)).length !== 1) return undefined;
  const given = parametersOf(template, wish);
  if (!given) return undefined;
  return {
    template: {
      ...template,
      resources: resources.filter((one) => !typeIs(one, addressType)).map((one) => adapted(one, wish)),
    },
    parameters: given,
  };
}

/** Values for the parameters that this template declares; undefined if one without a default is none of those known. */
function parametersOf(template: Members, wish: MachineWish): Members | undefined {
  const network = networkOf(wish.subnetId);
  const known: Record<string, string> = {
    virtualmachinename: wish.name,
    virtualnetwork: nameOf(network),
    virtualnetworkresourcegroup: nameOf(resourceGroupIdOf(network)),
    subnet: nameOf(wish.subnetId),
    networkinterfacename: interfaceNameOf(wish.name),
    networkinterfaceprefixname: wish.name,
  };
  const given: Members = {};
  for (const [name, declared] of Object.entries(membersOf(template.parameters))) {
    const value = known[name.toLowerCase()];
    if (value !== undefined) given[name] = value;
    else if (!('defaultValue' in membersOf(declared))) return undefined;
  }
  return given;
}

function adapted(resource: Members, wish: MachineWish): Members {
  const dependsOn = Array.isArray(resource.dependsOn)
    ? { dependsOn: resource.dependsOn.filter((one) => !String(one).toLowerCase().includes('publicipaddresses')) }
    : {};
  if (typeIs(resource, vmType)) return { ...resource, ...dependsOn, ...machine(resource, wish) };
  if (typeIs(resource, nicType)) return { ...resource, ...dependsOn, properties: nicProperties(resource, wish) };
  return { ...resource, ...dependsOn };
}

function machine(resource: Members, wish: MachineWish): Members {
  const properties = membersOf(resource.properties);
  const storage = membersOf(properties.storageProfile);
  const { encryptionSettings: _, ...osDisk } = membersOf(storage.osDisk);
  const version = String(resource.apiVersion ?? '');
  const security = securityProfileOf(wish.security, properties.securityProfile);
  const since = 'securityProfile' in security ? securitySince : managedDiagnosticsSince;
  return {
    ...(version < since && { apiVersion: since }),
    ...(wish.zone !== undefined && { zones: [wish.zone] }),
    properties: {
      ...properties,
      ...(wish.size !== undefined && {
        hardwareProfile: { ...membersOf(properties.hardwareProfile), vmSize: wish.size },
      }),
      storageProfile: { ...storage, osDisk },
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      ...security,
    },
  };
}

function nicProperties(resource: Members, wish: MachineWish): Members {
  const properties = membersOf(resource.properties);
  const ipConfigurations = listOf(properties.ipConfigurations).map((one) => {
    const { publicIPAddress: _, ...inner } = membersOf(one.properties);
    return { ...one, properties: { ...inner, subnet: { id: wish.subnetId } } };
  });
  return { ...properties, ipConfigurations };
}
