import type { Vault } from '@azure/arm-recoveryservices';
import type { VaultFacts } from '../../kernel/facts.ts';
import { parseResourceId } from './arm-id.ts';
import { tri } from './values.ts';
import { parseImmutability } from './vault-settings.ts';

export function parseVault(vault: Vault): VaultFacts | undefined {
  if (!vault.id) return undefined;
  const { properties } = vault;
  const keyUri = properties?.encryption?.keyVaultProperties?.keyUri;
  return {
    ...parseResourceId(vault.id),
    name: vault.name ?? parseResourceId(vault.id).name,
    location: vault.location,
    // The vault resource always carries its properties; without a key in them Microsoft's is used.
    customerManagedKey: keyUri ? 'yes' : properties ? 'no' : 'unknown',
    crossRegionRestore: tri(properties?.redundancySettings?.crossRegionRestore),
    multiUserAuthorization: tri(properties?.securitySettings?.multiUserAuthorization),
    immutability: parseImmutability(properties?.securitySettings?.immutabilitySettings?.state),
  };
}
