import type { VaultFacts } from '../kernel/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { parseVault } from './parse/vault.ts';

export type Vaults = {
  /** Recovery Services vaults of all configured subscriptions. */
  list(): Promise<VaultFacts[]>;
  /** And of one of them. */
  listOf(subscriptionId: string): Promise<VaultFacts[]>;
  get(vault: Ref): Promise<VaultFacts | undefined>;
};

export function createVaults(clients: ClientsOf, subscriptions: readonly string[]): Vaults {
  const listOf = (id: string) => askAll(clients(id).reading.vaults.vaults.listBySubscriptionId(), parseVault);
  return {
    listOf,
    list: async () => (await Promise.all(subscriptions.map(listOf))).flat(),
    async get(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const found = await askIfThere(() => clients(subscriptionId).reading.vaults.vaults.get(resourceGroup, name));
      return found && parseVault(found);
    },
  };
}
