import { usDate } from './us-date.ts';
import type { ProtectedItem } from './vault.ts';

/** The property bag of a backup job, as recorded: no policy is named in any of 14,353. */
export function backupBag(item: ProtectedItem, expiresAt: Date): Record<string, string> {
  return {
    'VM Name': item.vmName,
    'Recovery Point Expiry Time in UTC': usDate(expiresAt),
    'Backup Size': '0 MB',
  };
}

export function internalBackupBag(): Record<string, string> {
  return { IsInstantRpJob: 'True' };
}
