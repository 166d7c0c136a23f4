import { subscriptionOf } from '../kernel/arm-id.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RoleDefinition } from '../kernel/permissions.ts';
import { keyRoleActions, type Wanted } from '../machines/rules/key-access-gaps.ts';
import type { RequestServices } from '../requests/services.ts';
import { keyRole } from './rules/plan-grant.ts';

type Parts = Pick<RequestServices, 'azure'>;

/** The custom role in a key vault's subscription; undefined where nobody has made it. */
export async function findKeyRole({ azure }: Parts, keyVaultId: string): Promise<RoleDefinition | undefined> {
  const subscription = subscriptionOf(keyVaultId);
  return azure.roleDefinitions.find(`/subscriptions/${subscription}`, keyRole.nameFor(subscription));
}

/** Why nothing can be given there: nobody has made the role, or somebody has let it hold more than what is signed. */
export async function roleRefusal(parts: Parts, vm: string, wanted: readonly Wanted[]): Promise<Failure | undefined> {
  const wider = await widerRole(parts, vm, wanted);
  if (wider) return wider;
  const [lacking] = await subscriptionsWithoutRole(parts, wanted);
  return lacking ? roleMissing(vm, lacking) : undefined;
}

/** Why nobody, the bot or a person, is to give the role there: somebody has let it hold more than what is signed. */
export async function widerRole(parts: Parts, vm: string, wanted: readonly Wanted[]): Promise<Failure | undefined> {
  for (const { model, keyVaultId } of wanted) {
    const role = model === 'rbac' ? await findKeyRole(parts, keyVaultId) : undefined;
    const failure = role && widerRefusal(vm, subscriptionOf(keyVaultId), role);
    if (failure) return failure;
  }
  return undefined;
}

/** It is found by its name, and whoever may write roles decides what it holds. */
export function widerRefusal(
  vm: string,
  subscription: string,
  { name, permissions }: RoleDefinition,
): Failure | undefined {
  const signed = new Set(keyRoleActions.map((action) => action.toLowerCase()));
  const more = permissions
    .flatMap(({ actions, dataActions }) => [
      ...actions,
      ...dataActions.filter((action) => !signed.has(action.toLowerCase())),
    ])
    .join(', ');
  if (more === '') return undefined;
  return { code: 'protection.key-role-wider', params: { vm, role: name, subscription, actions: more } };
}

/** Subscriptions whose key vaults go by roles and in which nobody has made the custom role. */
export async function subscriptionsWithoutRole(parts: Parts, wanted: readonly Wanted[]): Promise<string[]> {
  const lacking = new Set<string>();
  for (const { model, keyVaultId } of wanted) {
    if (model === 'rbac' && !(await findKeyRole(parts, keyVaultId))) lacking.add(subscriptionOf(keyVaultId));
  }
  return [...lacking];
}

/** Why nothing can be given there. */
export function roleMissing(vm: string, subscription: string): Failure {
  return { code: 'protection.key-role-missing', params: { vm, role: keyRole.nameFor(subscription), subscription } };
}
