import type { VaultFacts } from '../domain/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type Ref, vaultOf } from './parse/arm-id.ts';
import { parseVault } from './parse/vault.ts';

export type Vaults = {
  /** Recovery Services vaults of all configured subscriptions. */
  list(): Promise<VaultFacts[]>;
  get(vault: Ref): Promise<VaultFacts | undefined>;
};

export function createVaults(clients: ClientsOf, subscriptions: readonly string[]): Vaults {
  return {
    async list() {
      const lists = await Promise.all(
        subscriptions.map((id) => askAll(clients(id).reading.vaults.vaults.listBySubscriptionId(), parseVault)),
      );
      return lists.flat();
    },
    async get(vault) {
      const { subscriptionId, resourceGroup, name } = vaultOf(vault);
      const found = await askIfThere(() => clients(subscriptionId).reading.vaults.vaults.get(resourceGroup, name));
      return found && parseVault(found);
    },
  };
}
