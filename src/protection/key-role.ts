import { subscriptionOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { Wanted } from '../machines/rules/key-access-gaps.ts';
import type { Services } from '../services.ts';
import { keyRole } from './rules/plan-grant.ts';

type Parts = Pick<Services, 'azure'>;

/** Id of the custom role in a key vault's subscription; undefined where nobody has made it. */
export async function keyRoleId({ azure }: Parts, keyVaultId: string): Promise<string | undefined> {
  const subscription = subscriptionOf(keyVaultId);
  return (await azure.roleDefinitions.find(`/subscriptions/${subscription}`, keyRole.nameFor(subscription)))?.id;
}

/** Subscriptions whose key vaults go by roles and in which nobody has made the custom role. */
export async function subscriptionsWithoutRole(parts: Parts, wanted: readonly Wanted[]): Promise<string[]> {
  const lacking = new Set<string>();
  for (const { model, keyVaultId } of wanted) {
    if (model === 'rbac' && !(await keyRoleId(parts, keyVaultId))) lacking.add(subscriptionOf(keyVaultId));
  }
  return [...lacking];
}

/** Why nothing can be given there. */
export function roleMissing(vm: string, subscription: string): Failure {
  return { code: 'protection.key-role-missing', params: { vm, role: keyRole.nameFor(subscription), subscription } };
}
