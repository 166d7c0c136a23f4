import type { Failure } from '../../kernel/errors.ts';
import type { JobFacts } from '../../kernel/facts.ts';

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
