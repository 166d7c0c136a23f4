import { resolveTarget } from '../chat/targets.ts';
import type { PersonServices, Turn } from '../chat/turn.ts';
import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { bareNames, qualified, type Target } from '../machines/inventory.ts';
import { readAllTargets } from '../machines/vm-list.ts';

/** A machine found by name: protected by a vault, or by none. */
export type FoundMachine = { kind: 'protected'; target: Target } | { kind: 'bare'; vmId: string; vmName: string };

/** @param name as typed, or the ARM id that a button carries @throws as VisibleInventory.target */
export async function requireMachine(turn: Turn, name: string): Promise<FoundMachine> {
  const { inventory } = turn.services;
  if (/^\/subscriptions\//i.test(name)) return requireById(inventory, name);
  let target: Target;
  try {
    target = await resolveTarget(turn, name);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'vm-not-protected') throw error;
    return { kind: 'bare', vmId: String(error.params.id), vmName: String(error.params.name) };
  }
  await requireNoBareNamesake(inventory, name, target);
  return { kind: 'protected', target };
}

/** A protected machine does not settle its name: an unprotected namesake may be the one meant. */
async function requireNoBareNamesake(
  inventory: PersonServices['inventory'],
  name: string,
  target: Target,
): Promise<void> {
  if (name.includes('/')) return;
  const { unprotected } = await inventory.readVms();
  // A machine protected by a vault of another subscription is in its own subscription's list of unprotected ones.
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
  // The machine may be protected in a vault that cannot be read.
  await inventory.targets();
  const vm = (await inventory.vms()).find((each) => sameArmId(each.id, id));
  if (!vm) throw new CodedError('vm-not-found', { name: nameOf(id) });
  return { kind: 'bare', vmId: vm.id, vmName: vm.name };
}
