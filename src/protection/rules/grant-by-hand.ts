import { ps, sh } from '../../by-hand/rules/quote.ts';
import { subscriptionOf } from '../../kernel/arm-id.ts';
import { keyRoleActions, type Wanted } from './gaps.ts';
import { keyRole } from './plan-grant.ts';

/** Lines for a person to run: the same that a grant does, in both tools of Azure. Nothing in them is secret. */
export type HandLines = { az: string[]; powershell: string[] };

/**
 * @param appId Azure Backup's application id in this cloud
 * @param serviceId its object id in this tenant
 * @param lacksRole subscriptions in which nobody has made the custom role yet
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

function givePolicy(wanted: Extract<Wanted, { model: 'access-policy' }>, appId: string): HandLines {
  const { keyVault, keyVaultId, keys, secrets } = wanted;
  const sub = subscriptionOf(keyVaultId);
  const keyFlag = keys.length > 0 ? ` --key-permissions ${keys.map(sh).join(' ')}` : '';
  const keyParameter = keys.length > 0 ? ` -PermissionsToKeys ${keys.map(ps).join(',')}` : '';
  return {
    az: [
      `az keyvault set-policy --name ${sh(keyVault)} --subscription ${sh(sub)} --spn ${sh(appId)} --secret-permissions ${secrets.map(sh).join(' ')}${keyFlag}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${ps(sub)}`,
      `Set-AzKeyVaultAccessPolicy -VaultName ${ps(keyVault)} -ServicePrincipalName ${ps(appId)} -PermissionsToSecrets ${secrets.map(ps).join(',')}${keyParameter}`,
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

/** Key Vault Administrator, which Microsoft names, could read and delete everything: never that. */
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
