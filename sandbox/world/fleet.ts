import { parseArmId, resourceId } from './arm-id.ts';
import { protect, register } from './protect.ts';
import type { Vault } from './vault.ts';
import { addVirtualMachine, type Encryption } from './virtual-machine.ts';
import type { World } from './world.ts';

/**
 * Adds a vault full of VMs, some with names that are legal in Azure and special in Markdown or a URL. The second VM is
 * gone, so its nightly backups fail.
 * @param encryptions most VMs have the first, every tenth the second, every twentieth the third
 */
export function addFleet(
  world: World,
  vault: Vault,
  size: number,
  encryptions: [Encryption, Encryption, Encryption],
): void {
  const { subscriptionId = '', group = '' } = parseArmId(vault.id) ?? {};
  for (let index = 1; index <= size; index++) {
    const encryption = encryptions[index % 20 === 0 ? 2 : index % 10 === 0 ? 1 : 0];
    const name = fleetName(index);
    const spec = {
      name,
      subscriptionId,
      group,
      os: index % 3 === 0 ? ('Windows' as const) : ('Linux' as const),
      encryption,
    };
    if (index === 2) {
      const source = addVirtualMachine(world, spec);
      const id = resourceId(subscriptionId, group, 'Microsoft.Compute/virtualMachines', name);
      world.resources.delete(id);
      world.machines.delete(id.toLowerCase());
      register(world, vault, 'DefaultPolicy', id, source);
    } else {
      protect(world, vault, 'DefaultPolicy', spec);
    }
  }
}

/** A name of up to 64 letters, digits, dots, hyphens and underscores, as Azure allows, with a unique beginning. */
export function fleetName(index: number): string {
  const number = String(index).padStart(4, '0');
  if (index % 25 === 0) return `ops__batch__${number}`;
  if (index % 25 === 7) return `erp_db.eu-west_${number}`;
  if (index % 25 === 13) return `v1.2_node-${number}`;
  if (index % 100 === 42) return `a-very-long-name-of-a-machine-for_reporting.and_archiving-${number}`.slice(0, 64);
  return `fleet-${number}`;
}
