import { subscriptionOf } from '../kernel/arm-id.ts';
import { type Failure, type Read, readValue, tryRead } from '../kernel/errors.ts';
import type { RoleDefinition } from '../kernel/permissions.ts';
import { inspectSetAccess } from '../machines/read-machine.ts';
import { type SetAccessGap, setAccessGaps } from '../machines/rules/check-key-access.ts';
import { keyVaultIdsOf } from '../machines/rules/check-keys.ts';
import type { EncryptionAssessment } from '../machines/rules/encryption-assessment.ts';
import {
  type KeyAccess,
  keyAccessOf,
  keyRoleActions,
  setKeyAccessOf,
  type Wanted,
} from '../machines/rules/key-access-gaps.ts';
import type { RequestServices } from '../requests/services.ts';
import { keyRole } from './rules/plan-grant.ts';

type Parts = Pick<RequestServices, 'azure' | 'access'> & { config: Pick<RequestServices['config'], 'cloud'> };

export type KeyAccessInspection = {
  access: KeyAccess;
  serviceId: Read<string | undefined>;
  /**
   * Gaps only a person can close or check: of an encryption set, in a Managed HSM, in a key vault known by its address
   * alone.
   */
  byHand: SetAccessGap[];
};

/**
 * Checks whether Azure Backup can read the keys that a machine uses today.
 * @param fresh reads Azure Backup's rights again: a grant may be seconds old
 */
export async function inspectKeyAccess(
  { azure, access, config }: Parts,
  vmName: string,
  encryption: EncryptionAssessment,
  fresh = false,
): Promise<KeyAccessInspection> {
  const serviceId = await tryRead(() => azure.directory.servicePrincipal(config.cloud.backupManagementAppId));
  const principal = readValue(serviceId) ?? '';
  const keyVaults = await Promise.all(
    keyVaultIdsOf(encryption).map(async (id) => {
      const [settings, backupService] = await Promise.all([
        tryRead(() => azure.keyVaults.get(id)),
        tryRead(async () => access.rights(principal, id, true, fresh)),
      ]);
      return { id, settings, backupService };
    }),
  );
  const ofDisks = keyAccessOf(vmName, encryption, keyVaults, serviceId);
  if (ofDisks.kind !== 'not-needed') return { access: ofDisks, serviceId, byHand: [] };
  const sets = await tryRead(() => inspectSetAccess({ azure, access }, encryption, serviceId, fresh));
  if (sets.kind === 'unread') return { access: { kind: 'unknown', failure: sets.failure }, serviceId, byHand: [] };
  const byHand = setAccessGaps(sets.value).filter(({ who, keyVaultId }) => who === 'set' || !keyVaultId);
  return { access: setKeyAccessOf(vmName, sets.value, serviceId), serviceId, byHand };
}

/** The custom role in the key vault's subscription; undefined when nobody has created it. */
export async function findKeyRole(
  { azure }: Pick<RequestServices, 'azure'>,
  keyVaultId: string,
): Promise<RoleDefinition | undefined> {
  const subscription = subscriptionOf(keyVaultId);
  return azure.roleDefinitions.find(`/subscriptions/${subscription}`, keyRole.nameFor(subscription));
}

/** The reason access cannot be given there: the role is missing, or allows more than what is signed. */
export async function roleRefusal(
  parts: Pick<RequestServices, 'azure'>,
  vm: string,
  wanted: readonly Wanted[],
): Promise<Failure | undefined> {
  const wider = await widerRole(parts, vm, wanted);
  if (wider) return wider;
  const [lacking] = await subscriptionsWithoutRole(parts, wanted);
  return lacking ? roleMissing(vm, lacking) : undefined;
}

/** The reason nobody, bot or person, should assign the role there: it was changed to allow more than what is signed. */
export async function widerRole(
  parts: Pick<RequestServices, 'azure'>,
  vm: string,
  wanted: readonly Wanted[],
): Promise<Failure | undefined> {
  for (const { model, keyVaultId } of wanted) {
    const role = model === 'rbac' ? await findKeyRole(parts, keyVaultId) : undefined;
    const failure = role && widerRefusal(vm, subscriptionOf(keyVaultId), role);
    if (failure) return failure;
  }
  return undefined;
}

/** The role is found by name, and anyone who may write roles decides what it allows. */
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

/** Subscriptions whose key vaults use Azure RBAC and that lack the custom role. */
export async function subscriptionsWithoutRole(
  parts: Pick<RequestServices, 'azure'>,
  wanted: readonly Wanted[],
): Promise<string[]> {
  const lacking = new Set<string>();
  for (const { model, keyVaultId } of wanted) {
    if (model === 'rbac' && !(await findKeyRole(parts, keyVaultId))) lacking.add(subscriptionOf(keyVaultId));
  }
  return [...lacking];
}

export function roleMissing(vm: string, subscription: string): Failure {
  return { code: 'protection.key-role-missing', params: { vm, role: keyRole.nameFor(subscription), subscription } };
}
