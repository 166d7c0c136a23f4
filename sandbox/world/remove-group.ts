import { removeMachine } from './change-machine.ts';
import { vmType } from './machine-model.ts';
import type { World } from './world.ts';

/** Removes a resource group with all that is in it; key vaults stay soft-deleted until they are purged. */
export function removeGroup(world: World, groupId: string): void {
  for (const vm of world.resources.list(vmType, groupId)) removeMachine(world, vm);
  for (const { id, type } of world.resources.all(groupId)) {
    if (type.toLowerCase() === 'microsoft.keyvault/vaults') removeKeyVault(world, id);
    if (type.toLowerCase() === 'microsoft.recoveryservices/vaults') removeVault(world, id);
    for (const child of world.resources.below(id)) world.resources.delete(child.id);
    world.resources.delete(id);
  }
  world.resources.delete(groupId);
  const inside = `${groupId.toLowerCase()}/`;
  world.roles.assignments = world.roles.assignments.filter(
    ({ scope }) => !`${scope.toLowerCase()}/`.startsWith(inside),
  );
}

/** Soft-deletes a key vault with what it holds. */
export function removeKeyVault(world: World, id: string): void {
  const vault = world.resources.get(id);
  if (!vault) return;
  world.deletedKeyVaults.set(vault.name.toLowerCase(), vault);
  world.resources.delete(id);
  world.keyVaults.delete(vault.name);
}

/** Soft-deletes a Recovery Services vault with the items that it holds (documented since 2025). */
export function removeVault(world: World, id: string): void {
  const resource = world.resources.get(id);
  if (resource && (world.vault(id)?.items.size ?? 0) > 0) world.deletedVaults.push(resource);
  world.vaults.delete(id.toLowerCase());
  world.resources.delete(id);
}
