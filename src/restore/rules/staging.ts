import { actions } from '../../access/rules/actions.ts';
import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { requireStagingBlob } from '../../azure/rules/staging.ts';
import { armIdKey, nameOf } from '../../kernel/arm-id.ts';
import { CodedError, type Read } from '../../kernel/errors.ts';
import type { Tri, VaultIdentity } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import type { StorageAccountFacts } from '../../kernel/place-facts.ts';
import { asObject, asObjects } from '../../kernel/stored.ts';
import type { PlanEffects, RestoreFacts, Violation } from './plan.ts';

/**
 * The way in which Azure Backup gets into the staging account. none: it takes no shared keys, and the vault has no
 * identity.
 */
export type StagingAccess = { by: 'keys' } | { by: 'none' } | { by: 'system' } | { by: 'user'; id: string };

/**
 * By the account's keys where it takes them, as always. Else as an identity of the vault, which is signed: the first that
 * may, or where that is said of none the first; its own comes before those that it was given. What was signed stands as
 * long as the vault has it, or nobody could look.
 */
export function stagingAccess({
  vault,
  stagingTakesKeys = 'unknown',
  ableIdentities = [],
  signed: before,
}: Pick<RestoreFacts, 'vault' | 'stagingTakesKeys' | 'signed' | 'ableIdentities'>): StagingAccess {
  const signed = before?.effects.stagingIdentity;
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

/** The identity as it is signed. */
export function identityKey({ id }: Pick<VaultIdentity, 'id'>): string {
  return id === undefined ? 'system' : armIdKey(id);
}

/** An account that is gone or was not read says nothing of its keys. */
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
export function stagingAccountId(body: Pick<RestoreBody, 'storageAccountId' | 'identityBasedRestoreDetails'>): string {
  return body.storageAccountId ?? body.identityBasedRestoreDetails?.targetStorageAccountId ?? '';
}

const writeBlob = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write';

/** Rights that VM Restore Operator gives the identity, on the account and on the disks' group. */
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

/** Files of a restore in the staging account, by the properties of its job. Addresses without a signature. */
export type Staged = {
  template?: string;
  config?: string;
  /** Address of the template; no property names it. */
  parameters?: string;
};

/**
 * @param properties of the job of the restore, as Azure names them
 * @param accountId ARM id of the staging account that was signed
 * @param suffix of the cloud's blob storage
 * @throws CodedError blob-elsewhere
 */
export function parseStaged(properties: Readonly<Record<string, string>>, accountId: string, suffix: string): Staged {
  const [template, config] = ['Template Blob Uri', 'Config Blob Uri'].map((name) => {
    const uri = properties[name];
    return uri && requireStagingBlob(uri, accountId, suffix);
  });
  const parameters = template?.replace(/\/azuredeploy([^/]*)$/, '/parameter$1');
  return {
    ...(template && { template }),
    ...(config && { config }),
    ...(parameters && parameters !== template && { parameters }),
  };
}

/** A disk that a restore made. lun -1 is the OS disk. */
export type StagedDisk = { lun: number; id: string };

/**
 * The managed disks that a machine's config names, the OS disk first. Its members are literally called
 * `properties.storageProfile` and so on.
 * @throws rebuild.config-unreadable where it names no managed OS disk
 */
export function disksOfConfig(config: Readonly<Record<string, unknown>>): StagedDisk[] {
  const storage = asObject(config['properties.storageProfile']);
  const os = diskOf(storage.osDisk, -1);
  if (!os) throw new CodedError('rebuild.config-unreadable', {});
  return [os, ...asObjects(storage.dataDisks).flatMap((disk) => diskOf(disk, Number(disk.lun)) ?? [])];
}

function diskOf(disk: unknown, lun: number): StagedDisk | undefined {
  const { id } = asObject(asObject(disk).managedDisk);
  return typeof id === 'string' && id.startsWith('/subscriptions/') ? { lun, id } : undefined;
}

/**
 * The VHD files that a machine's config names, the OS disk's first; [] where its disks are managed.
 * @param accountId ARM id of the staging account: Azure Backup writes them nowhere else
 * @param suffix of the cloud's blob storage
 * @throws CodedError blob-elsewhere
 */
export function filesOfConfig(
  config: Readonly<Record<string, unknown>>,
  accountId: string,
  suffix: string,
): { lun: number; uri: string }[] {
  const storage = asObject(config['properties.storageProfile']);
  const file = (disk: unknown, lun: number) => {
    const { uri } = asObject(asObject(disk).vhd);
    if (typeof uri !== 'string' || !uri.startsWith('https://')) return [];
    return [{ lun, uri: requireStagingBlob(uri.split('?')[0] ?? uri, accountId, suffix) }];
  };
  return [...file(storage.osDisk, -1), ...asObjects(storage.dataDisks).flatMap((disk) => file(disk, Number(disk.lun)))];
}
