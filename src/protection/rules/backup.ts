import { backUpAction } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import type { BudgetCode } from '../../kernel/codes/retention.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { JobFacts, ProtectedItemFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';
import { ps } from '../../kernel/quote.ts';
import { effectsHash } from '../../kernel/request.ts';
import {
  azItem,
  azVault,
  type ChangeLines,
  findItemPs,
  type HandItem,
  inVaultPs,
  itemLines,
  postItemLine,
} from '../../requests/rules/change-lines.ts';

/** An on-demand backup: one new recovery point of one protected item, kept until `expiry`. */
export type BackupEffects = { kind: 'backup'; vault: string; item: string; expiry: string };

export type BackupPlan = { effects: BackupEffects; needs: Need[]; hash: string };

export function planBackup(item: ProtectedItemFacts, expiry: Date): BackupPlan {
  const effects: BackupEffects = {
    kind: 'backup',
    vault: armIdKey(item.vaultId),
    item: armIdKey(item.id),
    expiry: expiry.toISOString(),
  };
  return { effects, needs: [{ action: backUpAction, scope: item.vaultId }], hash: effectsHash(effects) };
}

/** The reason Azure would refuse a backup now, as far as the item itself shows. */
export function backupRefusal(item: ProtectedItemFacts): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'backup-deleted', params };
  if (/^(ProtectionStopped|ProtectionPaused|BackupsSuspended)$/.test(item.protectionState)) {
    return { code: 'backup-stopped', params };
  }
  return undefined;
}

/**
 * Azure's intended limit is one scheduled and three on-demand backups of a VM a day; it refuses after nine attempts in
 * 24 hours.
 */
const onDemandADay = 3;
const attemptsIn24Hours = 9;
const dayMs = 86_400_000;

export type BackupBudget = {
  /** no: Azure would refuse. warn: over Azure's intended limit. yes: neither. */
  allowed: 'yes' | 'warn' | 'no';
  reason?: { code: BudgetCode; params: Record<string, string | number> };
  /** When the next attempt becomes possible, if they are used up. */
  nextAt?: Date;
  onDemandLeftToday: number;
};

/**
 * The remaining on-demand backups of a VM.
 * @param jobs the VM's jobs of at least the last 24 hours; operations other than Backup are ignored.
 * @param onDemandIds activity ids, in lower case, of known on-demand backups. A job does not say whether the schedule
 * started it, so one other job a day (UTC) counts as the scheduled one.
 */
export function backupBudget(jobs: readonly JobFacts[], onDemandIds: ReadonlySet<string>, now: Date): BackupBudget {
  const backups = jobs.filter((job) => job.operation === 'Backup');
  const recent = backups
    .filter((job) => job.startedAt.getTime() > now.getTime() - dayMs)
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const today = backups.filter((job) => job.startedAt.getTime() >= midnight);
  const known = today.filter(({ activityId }) => activityId && onDemandIds.has(activityId.toLowerCase())).length;
  const onDemand = known + Math.max(0, today.length - known - 1);
  const onDemandLeftToday = Math.max(0, onDemandADay - onDemand);

  const running = backups.find((job) => job.status === 'InProgress' || job.status === 'Cancelling');
  if (running !== undefined) {
    return { allowed: 'no', reason: { code: 'backup-running', params: { job: running.id } }, onDemandLeftToday };
  }
  // Once this attempt is 24 hours old, the count drops below the limit.
  const blocking = recent[recent.length - attemptsIn24Hours];
  if (blocking !== undefined) {
    const nextAt = new Date(blocking.startedAt.getTime() + dayMs);
    const params = { attempts: recent.length, limit: attemptsIn24Hours };
    return { allowed: 'no', reason: { code: 'backup-attempts-used-up', params }, nextAt, onDemandLeftToday };
  }
  if (onDemandLeftToday === 0) {
    const params = { taken: onDemand, limit: onDemandADay };
    return { allowed: 'warn', reason: { code: 'backup-day-used-up', params }, onDemandLeftToday };
  }
  return { allowed: 'yes', onDemandLeftToday };
}

export function backupByHand(item: HandItem, keepUntil: Date): ChangeLines {
  const expiry = keepUntil.toISOString();
  // az takes a date and keeps the point until the start of that day, in UTC.
  const nextMidnight = new Date(Math.ceil(keepUntil.getTime() / dayMs) * dayMs);
  const [year, month, day] = nextMidnight.toISOString().slice(0, 10).split('-');
  return itemLines(item, {
    az: [
      `az backup protection backup-now ${azVault(item.vaultId)} ${azItem(item)} --workload-type VM --retain-until ${day}-${month}-${year}`,
    ],
    powershell: [
      ...findItemPs(item),
      `Backup-AzRecoveryServicesBackupItem -Item $item -ExpiryDateTimeUTC ([datetime]${ps(expiry)}).ToUniversalTime() ${inVaultPs}`,
    ],
    rest: postItemLine(item, 'backup', { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: expiry }),
  });
}
