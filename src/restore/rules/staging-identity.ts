import type { StorageAccountFacts } from '../../check/rules/facts.ts';
import { armIdKey, nameOf } from '../../kernel/arm-id.ts';
import type { Tri } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import type { Read } from '../../kernel/read.ts';
import { actions } from './actions.ts';
import type { PlanEffects, RestoreBody, RestoreFacts, Violation } from './plan.ts';

/** How Azure Backup gets into the staging account. none: it takes no shared keys, and the vault has no identity. */
export type StagingAccess = { by: 'keys' } | { by: 'none' } | { by: 'system' } | { by: 'user'; id: string };

/**
 * By the account's keys where it takes them, as always. Else as the vault's identity, which is signed: its own, or where
 * it has none the first that it was given. What could not be read stands as it was signed.
 */
export function stagingAccess({
  vault,
  stagingTakesKeys = 'unknown',
  signedStagingIdentity,
}: Pick<RestoreFacts, 'vault' | 'stagingTakesKeys' | 'signedStagingIdentity'>): StagingAccess {
  if (stagingTakesKeys === 'yes') return { by: 'keys' };
  const identities = vault.identities ?? [];
  const users = identities.flatMap(({ id }) => id ?? []).toSorted();
  if (stagingTakesKeys === 'unknown') {
    if (signedStagingIdentity === undefined) return { by: 'keys' };
    if (signedStagingIdentity === 'system') return { by: 'system' };
    return { by: 'user', id: users.find((id) => armIdKey(id) === signedStagingIdentity) ?? signedStagingIdentity };
  }
  if (identities.some(({ id }) => id === undefined)) return { by: 'system' };
  const [first] = users;
  return first === undefined ? { by: 'none' } : { by: 'user', id: first };
}

/** Where the account is gone or was not read, that says nothing of its keys. */
export function takesKeys(account: Read<Pick<StorageAccountFacts, 'takesKeys'> | undefined>): Tri {
  if (account.kind === 'unread' || account.value === undefined) return 'unknown';
  return account.value.takesKeys ? 'yes' : 'no';
}

/** Azure's own command line restores no unmanaged disks that way. */
export function stagingRules(facts: RestoreFacts): Violation[] {
  const access = stagingAccess(facts);
  if (access.by === 'keys') return [];
  const params = {
    vm: facts.item.vmName,
    vault: facts.vault.name,
    account: nameOf(facts.profile.stagingStorageAccountId),
  };
  if (access.by === 'none') return [{ code: 'staging-no-identity', params }];
  return facts.encryption.managed.value === 'no' ? [{ code: 'staging-identity-unmanaged', params }] : [];
}

/** As it is signed. */
export function signedIdentity(access: StagingAccess): string | undefined {
  if (access.by === 'user') return armIdKey(access.id);
  return access.by === 'system' ? 'system' : undefined;
}

/** The members of the restore request that name the account. */
export function stagingMembers(
  access: StagingAccess,
  accountId: string,
): Pick<RestoreBody, 'storageAccountId' | 'identityInfo' | 'identityBasedRestoreDetails'> {
  if (access.by === 'keys' || access.by === 'none') return { storageAccountId: accountId };
  return {
    identityInfo:
      access.by === 'system'
        ? { isSystemAssignedIdentity: true }
        : { isSystemAssignedIdentity: false, managedIdentityResourceId: access.id },
    identityBasedRestoreDetails: { targetStorageAccountId: accountId },
  };
}

/** The staging account, whichever member of a request names it. */
export function stagingOf(body: Pick<RestoreBody, 'storageAccountId' | 'identityBasedRestoreDetails'>): string {
  return body.storageAccountId ?? body.identityBasedRestoreDetails?.targetStorageAccountId ?? '';
}

const writeBlob = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write';

/** What VM Restore Operator gives the identity, on the account and on the group that the disks come into. */
export function identityNeeds({
  staging,
  target,
}: Pick<PlanEffects, 'staging' | 'target'>): (Need & { plane: 'control' | 'data' })[] {
  return [
    { action: writeBlob, scope: staging, plane: 'data' },
    ...(target.resourceGroup === null
      ? []
      : [{ action: actions.writeDisk, scope: target.resourceGroup, plane: 'control' as const }]),
  ];
}
