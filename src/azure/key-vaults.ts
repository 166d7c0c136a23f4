import type { KeyVaultFacts } from '../kernel/facts.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { parseKeyVault } from './parse/key-vault.ts';

export type KeyVaults = {
  /** The vault's settings from Resource Manager, never a key or secret. */
  get(keyVault: Ref): Promise<KeyVaultFacts | undefined>;
};

export function createKeyVaults(clients: ClientsOf): KeyVaults {
  return {
    async get(ref) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(ref);
      const found = await askIfThere(() => clients(subscriptionId).reading.keyVault.vaults.get(resourceGroup, name));
      return found && parseKeyVault(found);
    },
  };
}
