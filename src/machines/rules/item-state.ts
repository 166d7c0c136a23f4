import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, VaultFacts } from '../../kernel/facts.ts';

/** No backups are made, and existing points stay. */
export function isStopped({ protectionState }: ProtectedItemFacts): boolean {
  return /^(ProtectionStopped|ProtectionPaused|BackupsSuspended)$/.test(protectionState);
}

/** No backups are made, and points continue to expire by policy; only the newest stays. */
export function isSuspended({ protectionState }: Pick<ProtectedItemFacts, 'protectionState'>): boolean {
  return protectionState === 'BackupsSuspended';
}

/** The effect of a hold still stands; others may resume or delete backups in Azure. */
export function isStillHeld(item: ProtectedItemFacts): boolean {
  return isStopped(item) && !item.softDeleted;
}

/**
 * Retention in the vault cannot be shortened, locked or not. Stopping there means suspending: a stopped item keeps its
 * points forever, and in a locked vault nobody could ever delete them. Azure refuses to suspend in other vaults.
 */
export function isImmutable({ immutability }: Pick<VaultFacts, 'immutability'>): boolean {
  return immutability === 'locked' || immutability === 'unlocked';
}

/** The reason there is nothing to stop. */
export function stopRefusal(item: ProtectedItemFacts): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'protection.deleted', params };
  return isStopped(item) ? { code: 'protection.stopped-already', params } : undefined;
}

/** The reason there is nothing to resume. */
export function resumeRefusal(item: ProtectedItemFacts): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'protection.deleted', params };
  return isStopped(item) ? undefined : { code: 'protection.not-stopped', params };
}

/**
 * The reason a longer policy would bring no point back. A stopped item has no policy, and Azure lets nobody raise the
 * retention of a suspended item in an immutable vault (documented).
 */
export function raiseRefusal({
  item,
  vault,
}: {
  item: ProtectedItemFacts;
  vault: Pick<VaultFacts, 'name'>;
}): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'protection.deleted', params };
  if (isSuspended(item)) return { code: 'protection.suspended', params: { ...params, vault: vault.name } };
  return isStopped(item) ? { code: 'protection.raise-stopped', params } : undefined;
}

/** The reason there is nothing to undelete. */
export function undeleteRefusal(item: ProtectedItemFacts): Failure | undefined {
  return item.softDeleted ? undefined : { code: 'protection.not-deleted', params: { vm: item.vmName } };
}

/** Reasons that a protected VM needs attention, most important first. */
export type BackupTrouble = 'deleted' | 'stopped' | 'no-backup-yet' | 'last-failed' | 'unhealthy';

/** Undefined if the list shows nothing wrong. A first backup still to come is no failure. */
export function backupTrouble(item: ProtectedItemFacts): BackupTrouble | undefined {
  if (item.softDeleted) return 'deleted';
  if (/^(ProtectionStopped|ProtectionPaused|BackupsSuspended)$/.test(item.protectionState)) return 'stopped';
  if (item.lastBackupStatus === 'Failed') return 'last-failed';
  if (item.protectionState === 'ProtectionError' || item.health === 'ActionRequired') return 'unhealthy';
  return item.protectionState === 'IRPending' ? 'no-backup-yet' : undefined;
}

/** The `failing` filter: backups that should be made and are not. */
export function isFailing(item: ProtectedItemFacts): boolean {
  const trouble = backupTrouble(item);
  return trouble === 'last-failed' || trouble === 'unhealthy';
}
