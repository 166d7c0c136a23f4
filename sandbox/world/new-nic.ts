import { guid } from './ids.ts';
import type { Refusal } from './refusal.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

export const nicType = 'Microsoft.Network/networkInterfaces';

/** Members that only the service sets; a client that writes back what it read sends them too. */
const ofService = new Set(['provisioningState', 'resourceGuid', 'macAddress', 'primary', 'virtualMachine']);

/** Creates a network interface in a subnet, not attached to a VM. */
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
  const { ipConfigurations: before = [], virtualMachine } = (existing?.properties ?? {}) as {
    ipConfigurations?: { name: string; properties: { subnet?: { id: string }; privateIPAddress?: string } }[];
    virtualMachine?: unknown;
  };
  /** An interface keeps its address as long as it stays in its subnet. */
  const addressOf = (name: string, subnet = '') => {
    const same = before.find(
      (one) => one.name === name && one.properties.subnet?.id.toLowerCase() === subnet.toLowerCase(),
    );
    return same?.properties.privateIPAddress ?? world.nextAddress(subnet);
  };
  const resourceGuid = existing
    ? existing.properties.resourceGuid
    : guid(`nic ${wanted.id} ${world.clock.now().toISOString()}`);
  const asked = Object.entries(wanted.properties).filter(([member]) => !ofService.has(member));
  world.resources.put({
    name: wanted.name,
    id: wanted.id,
    type: nicType,
    location: wanted.location ?? 'westeurope',
    ...(wanted.tags && { tags: wanted.tags }),
    properties: {
      ...Object.fromEntries(asked),
      ...(resourceGuid !== undefined && { resourceGuid }),
      ...(virtualMachine !== undefined && { virtualMachine }),
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
          privateIPAddress: addressOf(name, properties.subnet?.id),
        },
      })),
      primary: true,
    },
  });
  return undefined;
}
