import type { Vault } from '@azure/arm-recoveryservices';
import type { Tri, VaultFacts, VaultIdentity } from '../../kernel/facts.ts';
import { parseResourceId } from './arm-id.ts';
import { tri } from './values.ts';
import { parseImmutability, parseRedundancy } from './vault-settings.ts';

export function parseVault(vault: Vault): VaultFacts | undefined {
  if (!vault.id) return undefined;
  const { properties } = vault;
  const identities = parseIdentities(vault);
  const keyUri = properties?.encryption?.keyVaultProperties?.keyUri;
  return {
    ...parseResourceId(vault.id),
    name: vault.name ?? parseResourceId(vault.id).name,
    location: vault.location,
    // The vault resource always carries its properties; without a key in them Microsoft's is used.
    customerManagedKey: keyUri ? 'yes' : properties ? 'no' : 'unknown',
    crossRegionRestore: tri(properties?.redundancySettings?.crossRegionRestore),
    redundancy: parseRedundancy(properties?.redundancySettings),
    crossSubscriptionRestore: crossSubscription(
      properties?.restoreSettings?.crossSubscriptionRestoreSettings?.crossSubscriptionRestoreState,
    ),
    multiUserAuthorization: tri(properties?.securitySettings?.multiUserAuthorization),
    immutability: parseImmutability(properties?.securitySettings?.immutabilitySettings?.state),
    ...(identities.length > 0 && { identities }),
  };
}

function parseIdentities({ identity }: Vault): VaultIdentity[] {
  const assigned = Object.entries(identity?.userAssignedIdentities ?? {});
  return [
    ...(identity?.principalId ? [{ principalId: identity.principalId }] : []),
    ...assigned.map(([id, { principalId = '' }]) => ({ id, principalId })),
  ];
}

/** Where a vault says nothing of it, Azure's own tools restore. PermanentlyDisabled is a no like Disabled. */
function crossSubscription(state: string | undefined): Tri {
  if (state === undefined || /^enabled$/i.test(state)) return 'yes';
  return /disabled$/i.test(state) ? 'no' : 'unknown';
}
