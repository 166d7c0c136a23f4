import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, VaultFacts } from '../../kernel/facts.ts';

/** Nothing is backed up, and what there is stays. */
export function isStopped({ protectionState }: ProtectedItemFacts): boolean {
  return /^(ProtectionStopped|ProtectionPaused|BackupsSuspended)$/.test(protectionState);
}

/** Nothing is backed up, and points go on to expire as the policy says; only the newest stays. */
export function isSuspended({ protectionState }: Pick<ProtectedItemFacts, 'protectionState'>): boolean {
  return protectionState === 'BackupsSuspended';
}

/** What a hold has done still stands; in Azure others may let backups go on, or delete them. */
export function staysHeld(item: ProtectedItemFacts): boolean {
  return isStopped(item) && !item.softDeleted;
}

/**
 * Nothing in the vault may be kept shorter, locked or not. There stopping means suspending: what is stopped keeps its
 * points for good, and in a locked vault nobody could ever delete them. Elsewhere Azure refuses to suspend.
 */
export function isImmutable({ immutability }: Pick<VaultFacts, 'immutability'>): boolean {
  return immutability === 'locked' || immutability === 'unlocked';
}

/** Why there is nothing to stop. */
export function stopRefusal(item: ProtectedItemFacts): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'protection.deleted', params };
  return isStopped(item) ? { code: 'protection.stopped-already', params } : undefined;
}

/** Why there is nothing to resume. */
export function resumeRefusal(item: ProtectedItemFacts): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'protection.deleted', params };
  return isStopped(item) ? undefined : { code: 'protection.not-stopped', params };
}

/**
 * Why a longer policy would bring no point back. What is stopped goes by no policy, and of what is suspended in an
 * immutable vault Azure lets nobody raise the retention (documented).
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
  if (isSuspended(item)) return { code: 'protection.raise-suspended', params: { ...params, vault: vault.name } };
  return isStopped(item) ? { code: 'protection.raise-stopped', params } : undefined;
}

/** Why there is nothing to undelete. */
export function undeleteRefusal(item: ProtectedItemFacts): Failure | undefined {
  return item.softDeleted ? undefined : { code: 'protection.not-deleted', params: { vm: item.vmName } };
}

/** Why a protected VM needs somebody's attention, in the order in which it matters. */
export type BackupTrouble = 'deleted' | 'stopped' | 'no-backup-yet' | 'last-failed' | 'unhealthy';

/** Undefined where the list shows nothing wrong. A first backup that is still to come is no failure. */
export function backupTrouble(item: ProtectedItemFacts): BackupTrouble | undefined {
  if (item.softDeleted) return 'deleted';
  if (/^(ProtectionStopped|ProtectionPaused|BackupsSuspended)$/.test(item.protectionState)) return 'stopped';
  if (item.lastBackupStatus === 'Failed') return 'last-failed';
  if (item.protectionState === 'ProtectionError' || item.health === 'ActionRequired') return 'unhealthy';
  return item.protectionState === 'IRPending' ? 'no-backup-yet' : undefined;
}

/** What `failing` is about: backups that ought to be made and are not. */
export function isFailing(item: ProtectedItemFacts): boolean {
  const trouble = backupTrouble(item);
  return trouble === 'last-failed' || trouble === 'unhealthy';
}
