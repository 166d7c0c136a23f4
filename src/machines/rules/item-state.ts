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
