import { subscriptionPath } from './arm-id.ts';
import { region } from './places.ts';
import { coresOf, familyOf } from './sizes.ts';
import type { World } from './world.ts';

export type Usage = { name: string; title: string; used: number; limit: number };

/** VMs a region of a subscription may have: Azure's own limit. */
const mostMachines = 25_000;

/**
 * What of the quotas of a subscription is in use in a region: cores, machines, and cores by family. Deallocated VMs
 * count too, as in Azure.
 */
export function usages(world: World, subscriptionId: string, location: string): Usage[] {
  const limit = location === region ? (world.coreLimits.get(subscriptionId) ?? 100) : 100;
  const families = new Map<string, number>();
  let machines = 0;
  for (const vm of world.resources.list('Microsoft.Compute/virtualMachines', subscriptionPath(subscriptionId))) {
    if (vm.location !== location) continue;
    machines++;
    const { vmSize } = vm.properties.hardwareProfile as { vmSize: string };
    const family = familyOf(vmSize);
    families.set(family, (families.get(family) ?? 0) + coresOf(vmSize));
  }
  const used = [...families.values()].reduce((sum, cores) => sum + cores, 0);
  return [
    { name: 'cores', title: 'Total Regional vCPUs', used, limit },
    { name: 'virtualMachines', title: 'Virtual Machines', used: machines, limit: mostMachines },
    ...[...families].map(([name, cores]) => ({ name, title: `${name} vCPUs`, used: cores, limit })),
  ];
}

/** Are there cores left for one more VM of this size? */
export function fits(world: World, subscriptionId: string, location: string, size: string): boolean {
  const names = ['cores', familyOf(size)];
  const found = usages(world, subscriptionId, location).filter((one) => names.includes(one.name));
  return found.every(({ used, limit }) => used + coresOf(size) <= limit);
}
