import { parseArmId } from './arm-id.ts';
import { captureSource } from './capture-source.ts';
import { type JobFailure, jobErrors } from './job-errors.ts';
import { find, type Stored } from './key-vault-contents.ts';
import type { AdeKeys, PointSource } from './point-source.ts';
import { isKeyThere, mayReadIn, mayReadSetKeys, setKeysOf } from './set-keys.ts';
import type { ProtectedItem } from './vault.ts';
import type { World } from './world.ts';

/** Largest encrypted disk that is backed up, in GB (4 TB). */
export const largestEncryptedGb = 4096;

/** Why a backup that starts now would fail; undefined if it would succeed. */
export function backupFailure(world: World, item: ProtectedItem, now: Date): JobFailure | undefined {
  const source = captureSource(world, item.vmId);
  if (!source) return jobErrors.vmNotFound;
  const machine = world.machines.get(item.vmId.toLowerCase());
  // A VM that is off is backed up without its agent.
  if (machine?.power === 'running' && machine.agent !== 'Ready') return jobErrors.agentUnavailable;
  const encrypted = source.disks.flatMap(({ ade, sizeGb }) => (ade ? [{ ade, sizeGb }] : []));
  if (encrypted.some(({ sizeGb }) => sizeGb > largestEncryptedGb)) return jobErrors.unsupportedDiskSize;
  if (keysUnreadable(world, source) || !mayReadSetKeys(world, source)) return jobErrors.keyVaultPermissions;
  const there =
    encrypted.every(({ ade }) => areThere(world, ade, now)) &&
    setKeysOf(source).every((url) => isKeyThere(world, url, now));
  return there ? undefined : jobErrors.keyMissing;
}

/** Whether Azure Backup lacks a right on a key vault that one of these disks needs. */
export function keysUnreadable(world: World, { disks }: Pick<PointSource, 'disks'>): boolean {
  return disks.some(({ ade }) => ade && !mayRead(world, ade));
}

/** Whether Azure Backup may read the secret and, if there is one, the key. */
function mayRead(world: World, { bek, kek }: AdeKeys): boolean {
  return mayReadIn(world, bek.vaultId, 'secrets') && (!kek || mayReadIn(world, kek.vaultId, 'keys'));
}

function areThere(world: World, { bek, kek }: AdeKeys, now: Date): boolean {
  const there = (vaultId: string, url: string, kind: 'keys' | 'secrets') => {
    const contents = world.keyVaults.get(parseArmId(vaultId)?.name ?? '');
    const [, , , , name = '', version] = url.split('/');
    const stored = contents && find<Stored>(contents[kind], name, now);
    return stored !== undefined && !stored.deletedAt && stored.versions.some((one) => one.version === version);
  };
  return there(bek.vaultId, bek.secretUrl, 'secrets') && (!kek || there(kek.vaultId, kek.keyUrl, 'keys'));
}
