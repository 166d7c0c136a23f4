import type { Policy, Vault } from '../world/vault.ts';
import { type Context, param } from './call.ts';
import { readFilter } from './filter.ts';
import { notInVault, theVault } from './find.ts';
import { page } from './paging.ts';
import { vaultPath } from './paths.ts';
import { type Route, route } from './router.ts';

/** Backup policies of VMs. */
export function backupPolicyRoutes(): Route[] {
  return [
    route('GET', `${vaultPath}/backupPolicies`, list),
    route('GET', `${vaultPath}/backupPolicies/{policyName}`, (context) => {
      const vault = theVault(context);
      const policy = vault.policies.get(param(context, 'policyName').toLowerCase());
      if (!policy) throw notInVault('The specified policy was not found.');
      return { status: 200, body: show(vault, policy) };
    }),
  ];
}

function list(context: Context) {
  const vault = theVault(context);
  const type = readFilter(context.query.get('$filter')).get('backupmanagementtype') ?? 'AzureIaasVM';
  const policies = type.toLowerCase() === 'azureiaasvm' ? [...vault.policies.values()] : [];
  return { status: 200, body: page(context, policies, (policy) => show(vault, policy)) };
}

function show(vault: Vault, policy: Policy): Record<string, unknown> {
  const used = [...vault.items.values()].filter((item) => item.policyName.toLowerCase() === policy.name.toLowerCase());
  return {
    id: `${vault.id}/backupPolicies/${policy.name}`,
    name: policy.name,
    type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
    properties: { ...policy.properties, protectedItemsCount: used.length },
  };
}
