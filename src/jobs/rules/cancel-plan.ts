import { armIdKey } from '../../kernel/arm-id.ts';
import { effectsHash } from '../../kernel/effects-hash.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { JobFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';

export type CancelEffects = { kind: 'cancel'; vault: string; job: string };

export type CancelPlan = { effects: CancelEffects; needs: Need[]; hash: string };

const cancelAction = 'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action';

/** Backup Operator and Backup Contributor hold it, Backup Reader does not. */
export function cancelNeed(vaultId: string): Need {
  return { action: cancelAction, scope: vaultId };
}

export function planCancel(job: Pick<JobFacts, 'id' | 'vaultId'>): CancelPlan {
  const effects: CancelEffects = { kind: 'cancel', vault: armIdKey(job.vaultId), job: job.id.toLowerCase() };
  return { effects, needs: [cancelNeed(job.vaultId)], hash: effectsHash(effects) };
}

/** Why there is nothing to cancel. Whether it is still early enough only Azure can tell. */
export function cancelRefusal(job: JobFacts): Failure | undefined {
  const params = { id: job.id };
  if (job.status === 'Cancelling') return { code: 'job-cancelling', params };
  if (job.status !== 'InProgress') return { code: 'job-over', params };
  return job.cancellable ? undefined : { code: 'job-not-cancellable', params };
}

/**
 * Whether a button for it makes sense: Azure lists the action on every job, but takes it for backups and restores
 * only, and of a backup only until its snapshot is taken (documented).
 */
export function offersCancel(job: JobFacts): boolean {
  if (cancelRefusal(job) !== undefined) return false;
  if (job.operation === 'Restore') return true;
  const snapshot = job.tasks.find(({ name }) => /snapshot/i.test(name));
  return job.operation === 'Backup' && snapshot?.status !== 'Completed';
}
