import type { ProtectedItemFacts } from '../../kernel/facts.ts';

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
