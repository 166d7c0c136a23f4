import { CodedError } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';

type Named = Pick<VaultFacts, 'name' | 'resourceGroup' | 'subscriptionId'>;

/** What each is called, as it can be typed: a name is one vault's in its resource group only. */
export function vaultNames(vaults: readonly Named[]): string[] {
  return vaults.map((vault) => spellings(vault).find((name) => isOnly(vaults, name)) ?? vault.name);
}

/** The one that is meant. @throws vault-ambiguous */
export function findVault<T extends Named>(vaults: readonly T[], typed: string): T | undefined {
  const [only, ...others] = named(vaults, typed);
  if (!only || others.length === 0) return only;
  const all = vaultNames(vaults);
  const choices = all.filter((_, at) => vaults[at] === only || others.some((other) => other === vaults[at]));
  throw new CodedError('vault-ambiguous', { vault: only.name, choices: choices.join(', ') });
}

function isOnly(vaults: readonly Named[], typed: string): boolean {
  return named(vaults, typed).length === 1;
}

function named<T extends Named>(vaults: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase();
  return vaults.filter((vault) => spellings(vault).some((name) => name.toLowerCase() === wanted));
}

/** The shortest first. */
function spellings({ name, resourceGroup, subscriptionId }: Named): string[] {
  return [name, `${resourceGroup}/${name}`, `${subscriptionId}/${resourceGroup}/${name}`];
}
