import { actions } from '../../access/rules/actions.ts';
import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { armIdKey, nameOf } from '../../kernel/arm-id.ts';
import type { Tri, VaultIdentity } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import type { StorageAccountFacts } from '../../kernel/place-facts.ts';
import type { Read } from '../../kernel/read.ts';
import type { PlanEffects, RestoreFacts, Violation } from './plan.ts';

/** How Azure Backup gets into the staging account. none: it takes no shared keys, and the vault has no identity. */
export type StagingAccess = { by: 'keys' } | { by: 'none' } | { by: 'system' } | { by: 'user'; id: string };

/**
 * By the account's keys where it takes them, as always. Else as an identity of the vault, which is signed: the first that
 * may, or where that is said of none the first; its own comes before those that it was given. What was signed stands as
 * long as the vault has it, or nobody could look.
 */
export function stagingAccess({
  vault,
  stagingTakesKeys = 'unknown',
  signedStagingIdentity: signed,
  ableIdentities = [],
}: Pick<RestoreFacts, 'vault' | 'stagingTakesKeys' | 'signedStagingIdentity' | 'ableIdentities'>): StagingAccess {
  if (stagingTakesKeys === 'yes') return { by: 'keys' };
  const own = (vault.identities ?? []).toSorted(({ id: a = '' }, { id: b = '' }) => (a < b ? -1 : 1));
  const kept = own.find((one) => identityKey(one) === signed);
  if (stagingTakesKeys === 'unknown' && !kept) {
    if (signed === undefined) return { by: 'keys' };
    return signed === 'system' ? { by: 'system' } : { by: 'user', id: signed };
  }
  const chosen = kept ?? own.find((one) => ableIdentities.includes(identityKey(one))) ?? own[0];
  if (!chosen) return { by: 'none' };
  return chosen.id === undefined ? { by: 'system' } : { by: 'user', id: chosen.id };
}

/** As it is signed. */
export function identityKey({ id }: Pick<VaultIdentity, 'id'>): string {
  return id === undefined ? 'system' : armIdKey(id);
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

/** Absent where keys are used. */
export function signedIdentity(access: StagingAccess): string | undefined {
  return access.by === 'user' || access.by === 'system' ? identityKey(access.by === 'user' ? access : {}) : undefined;
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
}: {
  staging: string;
  target: Pick<PlanEffects['target'], 'resourceGroup'>;
}): (Need & { plane: 'control' | 'data' })[] {
  return [
    { action: writeBlob, scope: staging, plane: 'data' },
    ...(target.resourceGroup === null
      ? []
      : [{ action: actions.writeDisk, scope: target.resourceGroup, plane: 'control' as const }]),
  ];
}
