import { vaultOf } from './disk-contents.ts';
import { find } from './key-vault-contents.ts';
import { allowsLocally } from './local-roles.ts';
import { backupManagementService } from './people.ts';
import type { PointSource, SourceDisk } from './point-source.ts';
import { type RestoreRequest, secureSetIn } from './restore-request.ts';
import type { JobError } from './vault.ts';
import type { World } from './world.ts';

/** The current key of a disk encryption set; undefined: the set doesn't exist. */
export function activeKeyOf(world: World, setId: string): string | undefined {
  const { activeKey } = (world.resources.get(setId)?.properties ?? {}) as { activeKey?: { keyUrl?: string } };
  return activeKey?.keyUrl;
}

/** Whether the key exists in the version of the address, and is enabled. */
export function isKeyThere(world: World, keyUrl: string, now: Date): boolean {
  const [, , , , name = '', version = ''] = keyUrl.split('/');
  const contents = vaultOf(world, keyUrl);
  const key = contents && find(contents.keys, name, now);
  if (!key || key.deletedAt) return false;
  return key.versions.some((one) => one.enabled && (version === '' || one.version === version));
}

/** Keys of the sets of confidential disks, without duplicates. */
export function setKeysOf({ disks }: Pick<PointSource, 'disks'>): string[] {
  return [...new Set(disks.flatMap(({ confidentialKey }) => confidentialKey ?? []))];
}

export function mayReadSetKeys(world: World, source: Pick<PointSource, 'disks'>): boolean {
  return setKeysOf(source).every((url) => {
    const contents = vaultOf(world, url);
    return !contents || mayReadIn(world, contents.id, 'keys', url.split('/')[4]);
  });
}

/**
 * Why a restore of a confidential machine fails: its key is gone, or the named set has another one. Documented
 * (Microsoft's article on restoring confidential machines, in its edition of 2025 with these codes); modelled are the
 * texts, and that snapshot and vault tier give the same.
 */
export function lostSetKey(
  world: World,
  disks: readonly SourceDisk[],
  request: RestoreRequest,
  now: Date,
): JobError | undefined {
  for (const disk of disks) {
    const { confidential, confidentialKey } = disk;
    const own = confidential?.secureVMDiskEncryptionSetId;
    const named = secureSetIn(request, disk.lun);
    const set = named ?? own;
    if (!confidentialKey || !set) continue;
    const active = activeKeyOf(world, set);
    if (active === undefined) return failure('UserErrorDiskEncryptionSetDoesNotExist', 'The disk encryption set');
    if (!isKeyThere(world, active, now)) {
      return failure('UserErrorDiskEncryptionSetKeyDoesNotExist', 'The key of the disk encryption set');
    }
    // Whatever wraps the restored disk, the original key must be in the same vault to unwrap the backup.
    const beside = `${new URL(active).origin}${new URL(confidentialKey).pathname}`;
    if (!isKeyThere(world, beside, now)) {
      return failure('UserErrorInputDESKeyDoesNotMatchWithOriginalKey', 'The original key');
    }
  }
  return undefined;
}

function failure(errorTitle: string, what: string): JobError {
  return {
    errorTitle,
    errorString: `${what} that is needed to restore the confidential virtual machine was not found.`,
    recommendations: ['Restore the missing key from the blob that the job names, then restore again.'],
  };
}

type Policy = { objectId: string; permissions: { keys?: string[]; secrets?: string[] } };

const dataActions = {
  secrets: ['backup/action', 'getSecret/action', 'readMetadata/action'],
  keys: ['backup/action', 'read'],
};

/** Whether Azure Backup may read and back up keys, or secrets, of this key vault. */
export function mayReadIn(world: World, vaultId: string, kind: 'keys' | 'secrets', name?: string): boolean {
  const { objectId } = backupManagementService;
  const hsm = vaultId.split('/').pop() ?? '';
  if (world.localAssignments.has(hsm)) {
    // An HSM grants rights key by key, so the caller names the key it asks about.
    return ['read', 'backup'].every((one) =>
      allowsLocally(world, hsm, objectId, `Microsoft.KeyVault/managedHsm/keys/${one}/action`, name),
    );
  }
  const properties = world.resources.get(vaultId)?.properties;
  if (!properties) return false;
  if (properties.enableRbacAuthorization) {
    return dataActions[kind].every((one) =>
      world.roles.allowsData(objectId, `Microsoft.KeyVault/vaults/${kind}/${one}`, vaultId),
    );
  }
  const granted = (properties.accessPolicies as Policy[])
    .filter((one) => one.objectId === objectId)
    .flatMap((one) => one.permissions[kind] ?? [])
    .map((one) => one.toLowerCase());
  return granted.includes('all') || ['get', 'list'].every((verb) => granted.includes(verb));
}
