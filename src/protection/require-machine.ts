import type { PersonServices, Turn } from '../chat/turn.ts';
import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { bareNames, qualified, type Target } from '../machines/inventory.ts';
import { readAllTargets } from '../machines/vm-list.ts';

/** A machine by its name: one that a vault protects, or one that none does. */
export type FoundMachine = { kind: 'protected'; target: Target } | { kind: 'bare'; vmId: string; vmName: string };

/** @param name as typed, or the ARM id that a button carries @throws as VisibleInventory.target */
export async function requireMachine(
  { inventory }: Pick<PersonServices, 'inventory'>,
  name: string,
): Promise<FoundMachine> {
  if (/^\/subscriptions\//i.test(name)) return requireById(inventory, name);
  let target: Target;
  try {
    target = await inventory.target(name);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'vm-not-protected') throw error;
    return { kind: 'bare', vmId: String(error.params.id), vmName: String(error.params.name) };
  }
  await requireNoBareNamesake(inventory, name, target);
  return { kind: 'protected', target };
}

/** That a machine is protected is no answer about another one of its name, which may be the one that is meant. */
async function requireNoBareNamesake(
  inventory: PersonServices['inventory'],
  name: string,
  target: Target,
): Promise<void> {
  if (name.includes('/')) return;
  const { unprotected } = await inventory.readVms();
  // One that a vault of another subscription protects is in its own subscription's list of those that none does.
  const others = unprotected.filter((vm) => !sameArmId(vm.id, target.item.vmId));
  const namesakes = others.filter((vm) => vm.name.toLowerCase() === name.toLowerCase());
  if (namesakes.length === 0) return;
  const choices = [qualified(target), ...bareNames(namesakes, target)];
  throw new CodedError('vm-ambiguous', { name, choices: choices.join(', ') });
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

/** The item as it is now: what lists say of it may be half a minute old. @throws backup-gone, as VisibleInventory.target */
export async function requireTarget({ services }: Turn, name: string): Promise<Target> {
  const { vault, item } = await services.inventory.target(name);
  const now = await services.azure.items.get(item.id);
  if (!now) throw new CodedError('backup-gone', { name: item.vmName });
  return { vault, item: now };
}
