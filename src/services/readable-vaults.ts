import type { VaultFacts } from '../domain/facts.ts';
import { readVault } from './access.ts';
import type { Services } from './services.ts';

/** The vaults that this person may read, by rights that may be a minute old: what lists are made of. */
export async function readableVaults(
  { inventory, access }: Pick<Services, 'inventory' | 'access'>,
  objectId: string,
): Promise<VaultFacts[]> {
  const vaults = await inventory.vaults();
  const missing = await access.missing(
    objectId,
    vaults.flatMap(({ id }) => readVault(id)),
    false,
  );
  const closed = new Set(missing.map(({ scope }) => scope));
  return vaults.filter(({ id }) => !closed.has(id));
}
