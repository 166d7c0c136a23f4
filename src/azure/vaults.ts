import type { VaultFacts, VaultSettingsFacts } from '../kernel/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { parseVault } from './parse/vault.ts';
import { parseVaultSettings } from './parse/vault-settings.ts';

export type Vaults = {
  /** Recovery Services vaults of all configured subscriptions. */
  list(): Promise<VaultFacts[]>;
  /** And of one of them. */
  listOf(subscriptionId: string): Promise<VaultFacts[]>;
  get(vault: Ref): Promise<VaultFacts | undefined>;
  /** How the vault itself is protected. */
  settings(vault: Ref): Promise<VaultSettingsFacts | undefined>;
};

export function createVaults(clients: ClientsOf, subscriptions: readonly string[]): Vaults {
  const listOf = (id: string) => askAll(clients(id).reading.vaults.vaults.listBySubscriptionId(), parseVault);
  const read = (vault: Ref) => {
    const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
    return askIfThere(() => clients(subscriptionId).reading.vaults.vaults.get(resourceGroup, name));
  };
  return {
    listOf,
    list: async () => (await Promise.all(subscriptions.map(listOf))).flat(),
    async get(vault) {
      const found = await read(vault);
      return found && parseVault(found);
    },
    async settings(vault) {
      const found = await read(vault);
      return found && parseVaultSettings(found);
    },
  };
}
