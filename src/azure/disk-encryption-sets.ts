import { CodedError } from '../kernel/errors.ts';
import type { EncryptionSetFacts } from '../kernel/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { parseDiskEncryptionSet } from './parse/disk-encryption-set.ts';
import { text } from './parse/values.ts';

export type DiskEncryptionSets = {
  /**
   * A set names a key vault of another subscription by the address of its key alone (documented): that one is looked for
   * among the subscriptions that are read.
   * @throws azure.*
   */
  get(set: Ref): Promise<EncryptionSetFacts | undefined>;
};

/** @param keyVaultSuffix e.g. vault.azure.net: what has another host is no key vault */
export function createDiskEncryptionSets(
  clients: ClientsOf,
  subscriptions: readonly string[],
  keyVaultSuffix: string,
): DiskEncryptionSets {
  async function keyVaultAt(keyUrl: string): Promise<string | undefined> {
    const host = hostOf(keyUrl);
    if (!host?.endsWith(`.${keyVaultSuffix}`)) return undefined;
    const found = await Promise.all(subscriptions.map((id) => addressesOf(id)));
    return found.flat().find(({ url }) => hostOf(url) === host)?.id;
  }

  /** A subscription that may not be read has none; what passes by itself is thrown, since what is found is signed. */
  async function addressesOf(subscriptionId: string): Promise<{ id: string; url: string }[]> {
    try {
      const { vaults } = clients(subscriptionId).reading.keyVault;
      return await askAll(vaults.listBySubscription(), ({ id, properties }) => {
        const url = text(properties?.vaultUri);
        return id && url ? { id, url } : undefined;
      });
    } catch (error) {
      if (error instanceof CodedError && error.code === 'azure.forbidden') return [];
      throw error;
    }
  }

  return {
    async get(set) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(set);
      const { diskEncryptionSets } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => diskEncryptionSets.get(resourceGroup, name));
      const facts = found && parseDiskEncryptionSet(found);
      if (!facts?.keyUrl || facts.keyVaultId) return facts;
      const keyVaultId = await keyVaultAt(facts.keyUrl);
      return { ...facts, ...(keyVaultId && { keyVaultId }) };
    },
  };
}

function hostOf(url: string): string | undefined {
  return URL.parse(url)?.hostname.toLowerCase();
}
