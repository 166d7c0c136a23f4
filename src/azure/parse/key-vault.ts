import type { Vault } from '@azure/arm-keyvault';
import type { KeyVaultFacts } from '../../kernel/facts.ts';
import { parseResourceId } from './arm-id.ts';
import { list, text, textList } from './values.ts';

export function parseKeyVault(vault: Vault): KeyVaultFacts | undefined {
  if (!vault.id) return undefined;
  const { properties } = vault;
  return {
    ...parseResourceId(vault.id),
    name: vault.name ?? parseResourceId(vault.id).name,
    location: text(vault.location) ?? '',
    url: text(properties.vaultUri) ?? '',
    permissionModel: properties.enableRbacAuthorization === true ? 'rbac' : 'access-policy',
    enabledForDiskEncryption: properties.enabledForDiskEncryption === true ? 'yes' : 'no',
    firewall: parseFirewall(vault),
    accessPolicies: list(properties.accessPolicies).map((policy) => ({
      objectId: policy.objectId.toLowerCase(),
      keys: textList(policy.permissions.keys).map((verb) => verb.toLowerCase()),
      secrets: textList(policy.permissions.secrets).map((verb) => verb.toLowerCase()),
    })),
  };
}

function parseFirewall({ properties }: Vault): KeyVaultFacts['firewall'] {
  const closed = /^disabled$/i.test(properties.publicNetworkAccess ?? '');
  const denies = /^deny$/i.test(properties.networkAcls?.defaultAction ?? '');
  if (!closed && !denies) return 'open';
  // Azure Backup comes in as a trusted service, also when public access is off. Those that nothing is said of come in too
  // (specification).
  return /^none$/i.test(properties.networkAcls?.bypass ?? '') ? 'closed' : 'trusted-services';
}
