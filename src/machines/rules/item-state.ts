import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts, RecoveryPointFacts, Tier, VaultFacts } from '../../kernel/facts.ts';

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

export type UsableTier = { tier: Tier | 'unknown' | 'none' };

/**
 * The tier that Azure restores from; the request cannot name one. Azure uses a snapshot if one exists and the disks
 * come back as managed disks in a target group, otherwise the copy in the vault. vault-archive: it must be rehydrated
 * first.
 * @param elsewhere to another zone or subscription, where no snapshot goes (documented)
 */
export function usableTier(point: RecoveryPointFacts, asManagedDisks: boolean, elsewhere = false): UsableTier {
  const has = (tier: Tier, ...statuses: string[]) =>
    point.tiers.some((one) => one.tier === tier && statuses.includes(one.status));
  // Points from before tiers existed list none.
  if (point.tiers.length === 0) return { tier: 'unknown' };
  const snapshot = has('snapshot', 'valid');
  // A rehydrated archive point is back in the standard tier, whichever entry has the status.
  const vault = has('vault-standard', 'valid', 'rehydrated') || has('vault-archive', 'rehydrated');
  if (elsewhere && isInVault(point)) return { tier: 'vault-standard' };
  if (snapshot && (asManagedDisks || !vault)) return { tier: 'snapshot' };
  if (vault) return { tier: 'vault-standard' };
  if (has('vault-archive', 'valid')) return { tier: 'vault-archive' };
  if (point.tiers.some((one) => one.status === 'unknown')) return { tier: 'unknown' };
  return { tier: 'none' };
}

/** Whether a copy is in the vault's standard tier; rehydrated archive points do not count. */
export function isInVault({ tiers }: Pick<RecoveryPointFacts, 'tiers'>): boolean {
  return tiers.some(({ tier, status }) => tier === 'vault-standard' && status === 'valid');
}

/** Whether a restore from that tier can start at once, without rehydration. */
export function isReady({ tier }: UsableTier): boolean {
  return tier !== 'none' && tier !== 'vault-archive';
}

/** A point's tiers for display: a rehydrated archive point counts as in the vault. */
export function shownTiers({ tiers }: Pick<RecoveryPointFacts, 'tiers'>): Tier[] {
  const shown = tiers.flatMap(({ tier, status }) =>
    status === 'valid' ? [tier] : status === 'rehydrated' ? ['vault-standard' as const] : [],
  );
  return [...new Set(shown)];
}
