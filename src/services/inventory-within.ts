import { armIdKey } from '../domain/arm-id.ts';
import { CodedError } from '../domain/errors.ts';
import type { VaultFacts } from '../domain/facts.ts';
import { type Inventory, sameId } from './inventory.ts';

/** The inventory as a channel may hear of it: only its vaults and the machines that they protect. */
export function inventoryWithin(inventory: Inventory, covers: (vaultId: string) => boolean): Inventory {
  const demand = (vault: VaultFacts) => {
    if (!covers(vault.id)) throw new CodedError('vault-not-in-channel', { vault: vault.name });
    return vault;
  };
  const targets = async () => (await inventory.targets()).filter(({ vault }) => covers(vault.id));
  return {
    ...inventory,
    targets,
    vaults: async () => (await inventory.vaults()).filter(({ id }) => covers(id)),
    someVaults: async () => (await inventory.someVaults()).filter(({ id }) => covers(id)),
    async vms() {
      const [within, all] = await Promise.all([targets(), inventory.vms()]);
      const ids = new Set(within.map(({ item }) => armIdKey(item.vmId)));
      return all.filter(({ id }) => ids.has(armIdKey(id)));
    },
    // No vault protects them, so no channel of some vaults covers them.
    unprotected: async () => [],
    async vault(id) {
      return demand(await inventory.vault(id));
    },
    /** Outside of the channel's vaults a name is only said to be elsewhere where it is the only one of that name. */
    async target(name) {
      const found = await inventory.target(name).catch((error: unknown) => {
        if (error instanceof CodedError && error.code === 'vm-ambiguous') return undefined;
        throw error;
      });
      if (found) {
        demand(found.vault);
        return found;
      }
      const vm = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
      const [only, ...others] = (await targets()).filter(({ item }) => item.vmName.toLowerCase() === vm);
      if (!only || others.length > 0) return inventory.target(name);
      return sameId(only.vault.id, demand(only.vault).id) ? only : inventory.target(name);
    },
  };
}
