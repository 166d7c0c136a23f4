import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Target } from '../machines/inventory.ts';
import { readAllTargets } from '../machines/vm-list.ts';
import type { PersonServices } from '../services.ts';

/** A machine by its name: one that a vault protects, or one that none does. */
export type FoundMachine = { kind: 'protected'; target: Target } | { kind: 'bare'; vmId: string; vmName: string };

/** @param name as typed, or the ARM id that a button carries @throws as VisibleInventory.target */
export async function requireMachine(
  { inventory }: Pick<PersonServices, 'inventory'>,
  name: string,
): Promise<FoundMachine> {
  if (/^\/subscriptions\//i.test(name)) return requireById(inventory, name);
  try {
    return { kind: 'protected', target: await inventory.target(name) };
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'vm-not-protected') throw error;
    return { kind: 'bare', vmId: String(error.params.id), vmName: String(error.params.name) };
  }
}

async function requireById(inventory: PersonServices['inventory'], id: string): Promise<FoundMachine> {
  const { targets } = await readAllTargets(inventory);
  const target = targets.find(({ item }) => sameArmId(item.vmId, id));
  if (target) return { kind: 'protected', target };
  // In what cannot be read it may be protected.
  await inventory.targets();
  const vm = (await inventory.vms()).find((each) => sameArmId(each.id, id));
  if (!vm) throw new CodedError('vm-not-found', { name: nameOf(id) });
  return { kind: 'bare', vmId: vm.id, vmName: vm.name };
}
