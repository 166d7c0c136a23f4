import { subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';
import type { SetAccessGap } from '../../machines/rules/check-key-access.ts';
import { keyRoleActions, type Wanted } from '../../machines/rules/key-access-gaps.ts';
import { keyRole } from './plan-grant.ts';

/** Commands that make the same grant by hand, in both Azure tools. They contain no secrets. */
export type HandLines = { az: string[]; powershell: string[] };

/**
 * @param appId Azure Backup's application id in this cloud
 * @param serviceId its object id in this tenant
 * @param lacksRole subscriptions that lack the custom role
 */
export function grantByHand(
  wanted: readonly Wanted[],
  appId: string,
  serviceId: string,
  lacksRole: readonly string[],
): HandLines {
  const makes = lacksRole.map(makeRole);
  const gives = wanted.map((each) => (each.model === 'rbac' ? giveRole(each, serviceId) : givePolicy(each, appId)));
  const all = [...makes, ...gives];
  return { az: all.flatMap(({ az }) => az), powershell: all.flatMap(({ powershell }) => powershell) };
}

/**
 * Grants that the bot never makes: rights of an encryption set on its key, and of anyone in a Managed HSM, which has
 * its own roles. They use the built-in roles that Microsoft documents. A key vault known only by its address has an
 * unknown access model, and an unknown identity (a set without one) can be given nothing.
 */
export function grantSetByHand(gaps: readonly SetAccessGap[]): HandLines {
  const all = gaps.map((gap) => {
    if (gap.model === 'unknown' || gap.principal === '') return { az: [], powershell: [] };
    if (gap.model === 'hsm') return giveInHsm(gap);
    return gap.model === 'rbac' ? giveSetRole(gap) : giveSetPolicy(gap);
  });
  return { az: all.flatMap(({ az }) => az), powershell: all.flatMap(({ powershell }) => powershell) };
}

const hsmRoles = { backup: 'Managed HSM Crypto User', set: 'Managed HSM Crypto Service Encryption User' } as const;

function giveInHsm({ who, store, key, principal }: SetAccessGap): HandLines {
  const [role, scope] = [hsmRoles[who], `/keys/${key}`];
  return {
    az: [
      `az keyvault role assignment create --hsm-name ${sh(store)} --role ${sh(role)} --assignee-object-id ${sh(principal)} --assignee-principal-type ServicePrincipal --scope ${sh(scope)}`,
    ],
    powershell: [
      `New-AzKeyVaultRoleAssignment -HsmName ${ps(store)} -RoleDefinitionName ${ps(role)} -ObjectId ${ps(principal)} -Scope ${ps(scope)}`,
    ],
  };
}

function giveSetRole({ keyVaultId = '', principal }: SetAccessGap): HandLines {
  const sub = subscriptionOf(keyVaultId);
  const role = 'Key Vault Crypto Service Encryption User';
  return {
    az: [
      `az role assignment create --role ${sh(role)} --assignee-object-id ${sh(principal)} --assignee-principal-type ServicePrincipal --scope ${sh(keyVaultId)} --subscription ${sh(sub)}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${ps(sub)}`,
      `New-AzRoleAssignment -RoleDefinitionName ${ps(role)} -ObjectId ${ps(principal)} -Scope ${ps(keyVaultId)}`,
    ],
  };
}

/** Both tools replace existing permissions, and an identity may serve more than the set, so `held` is repeated. */
function giveSetPolicy({ keyVaultId = '', store, principal, held = [] }: SetAccessGap): HandLines {
  const sub = subscriptionOf(keyVaultId);
  const needed = ['get', 'wrapKey', 'unwrapKey'];
  const verbs = [...needed, ...held.filter((verb) => !needed.some((one) => one.toLowerCase() === verb))];
  return {
    az: [
      `az keyvault set-policy --name ${sh(store)} --subscription ${sh(sub)} --object-id ${sh(principal)} --key-permissions ${verbs.map(sh).join(' ')}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${ps(sub)}`,
      `Set-AzKeyVaultAccessPolicy -VaultName ${ps(store)} -ObjectId ${ps(principal)} -PermissionsToKeys ${verbs.map(ps).join(',')}`,
    ],
  };
}

function givePolicy(wanted: Extract<Wanted, { model: 'access-policy' }>, appId: string): HandLines {
  const { keyVault, keyVaultId, keys, secrets } = wanted;
  const sub = subscriptionOf(keyVaultId);
  const secretFlag = secrets.length > 0 ? ` --secret-permissions ${secrets.map(sh).join(' ')}` : '';
  const secretParameter = secrets.length > 0 ? ` -PermissionsToSecrets ${secrets.map(ps).join(',')}` : '';
  const keyFlag = keys.length > 0 ? ` --key-permissions ${keys.map(sh).join(' ')}` : '';
  const keyParameter = keys.length > 0 ? ` -PermissionsToKeys ${keys.map(ps).join(',')}` : '';
  return {
    az: [
      `az keyvault set-policy --name ${sh(keyVault)} --subscription ${sh(sub)} --spn ${sh(appId)}${secretFlag}${keyFlag}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${ps(sub)}`,
      `Set-AzKeyVaultAccessPolicy -VaultName ${ps(keyVault)} -ServicePrincipalName ${ps(appId)}${secretParameter}${keyParameter}`,
    ],
  };
}

function makeRole(sub: string): HandLines {
  const role = keyRole.nameFor(sub);
  const file = ps(`key-role-${sub}.json`);
  const definition = JSON.stringify({
    Name: role,
    Description: keyRole.description,
    Actions: [],
    DataActions: keyRoleActions,
    AssignableScopes: [`/subscriptions/${sub}`],
  });
  return {
    az: [`az role definition create --subscription ${sh(sub)} --role-definition ${sh(definition)}`],
    powershell: [
      `Set-AzContext -Subscription ${ps(sub)}`,
      `${ps(definition)} | Set-Content ${file}; New-AzRoleDefinition -InputFile ${file}; Remove-Item ${file}`,
    ],
  };
}

/** Never Key Vault Administrator, the role that Microsoft documents: it can read and delete everything. */
function giveRole({ keyVaultId }: Wanted, serviceId: string): HandLines {
  const sub = subscriptionOf(keyVaultId);
  const role = keyRole.nameFor(sub);
  return {
    az: [
      `az role assignment create --role ${sh(role)} --assignee-object-id ${sh(serviceId)} --assignee-principal-type ServicePrincipal --scope ${sh(keyVaultId)} --subscription ${sh(sub)}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${ps(sub)}`,
      `New-AzRoleAssignment -RoleDefinitionName ${ps(role)} -ObjectId ${ps(serviceId)} -Scope ${ps(keyVaultId)}`,
    ],
  };
}
