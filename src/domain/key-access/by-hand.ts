import { nameOf, subscriptionOf } from '../arm-id.ts';
import { keyRoleActions, type Wanted } from './gaps.ts';
import { keyRole } from './plan-grant.ts';

/** Lines for a person to run: the same that a grant does, in both tools of Azure. Nothing in them is secret. */
export type HandLines = { az: string[]; powershell: string[] };

/** @param appId Azure Backup's application id in this cloud @param serviceId its object id in this tenant */
export function grantByHand(wanted: readonly Wanted[], appId: string, serviceId: string): HandLines {
  const all = wanted.map((each) => (each.model === 'rbac' ? withRole(each, serviceId) : withPolicy(each, appId)));
  return { az: all.flatMap(({ az }) => az), powershell: all.flatMap(({ powershell }) => powershell) };
}

function withPolicy(wanted: Extract<Wanted, { model: 'access-policy' }>, appId: string): HandLines {
  const { keyVault, keyVaultId, keys, secrets } = wanted;
  const sub = subscriptionOf(keyVaultId);
  const keyFlag = keys.length > 0 ? ` --key-permissions ${keys.join(' ')}` : '';
  const keyParameter = keys.length > 0 ? ` -PermissionsToKeys ${keys.join(',')}` : '';
  return {
    az: [
      `az keyvault set-policy --name ${keyVault} --subscription ${sub} --spn ${appId} --secret-permissions ${secrets.join(' ')}${keyFlag}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${sub}`,
      `Set-AzKeyVaultAccessPolicy -VaultName ${keyVault} -ServicePrincipalName ${appId} -PermissionsToSecrets ${secrets.join(',')}${keyParameter}`,
    ],
  };
}

/** Key Vault Administrator, which Microsoft names, could read and delete everything: never that. */
function withRole({ keyVaultId }: Wanted, serviceId: string): HandLines {
  const sub = subscriptionOf(keyVaultId);
  const role = keyRole.nameFor(sub);
  const definition = JSON.stringify({
    Name: role,
    Description: keyRole.description,
    Actions: [],
    DataActions: keyRoleActions,
    AssignableScopes: [`/subscriptions/${sub}`],
  });
  return {
    az: [
      `az role definition create --subscription ${sub} --role-definition '${definition}'`,
      `az role assignment create --role "${role}" --assignee-object-id ${serviceId} --assignee-principal-type ServicePrincipal --scope ${keyVaultId}`,
    ],
    powershell: [
      `Set-AzContext -Subscription ${sub}`,
      `'${definition}' | Set-Content ${nameOf(keyVaultId)}-role.json; New-AzRoleDefinition -InputFile ${nameOf(keyVaultId)}-role.json`,
      `New-AzRoleAssignment -RoleDefinitionName "${role}" -ObjectId ${serviceId} -Scope ${keyVaultId}`,
    ],
  };
}
