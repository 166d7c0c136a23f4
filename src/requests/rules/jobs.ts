import type { Failure } from '../../kernel/errors.ts';
import type { JobFacts, JobStatus } from '../../kernel/facts.ts';

const ended: ReadonlySet<JobStatus> = new Set(['Completed', 'CompletedWithWarnings', 'Failed', 'Cancelled']);

export function hasEnded(status: JobStatus): boolean {
  return ended.has(status);
}

/**
 * Merges a new read of a job into the one before. Lists carry less than the job's own answer, so values that a list
 * leaves out are kept. A percentage never goes backwards, although Azure's does when a task changes.
 */
export function mergeJobFacts(before: JobFacts, seen: JobFacts): { facts: JobFacts; moved: boolean } {
  const percent = Math.max(before.percent ?? -1, seen.percent ?? -1);
  const facts: JobFacts = {
    ...before,
    ...seen,
    tasks: seen.tasks.length > 0 ? seen.tasks : before.tasks,
    properties: Object.keys(seen.properties).length > 0 ? seen.properties : before.properties,
    ...(percent >= 0 && { percent }),
  };
  const activityId = seen.activityId ?? before.activityId;
  if (activityId) facts.activityId = activityId;
  const moved =
    facts.status !== before.status || facts.percent !== before.percent || progressOf(facts) !== progressOf(before);
  return { facts, moved };
}

/**
 * The progress of a job, with the amount transferred, as backups have no percentage. The remaining time is left out: it
 * is a guess, which may change for ever.
 */
function progressOf({ tasks }: JobFacts): string {
  return tasks.map(({ name, status, detail }) => `${name}=${status} ${detail ?? ''}`).join();
}

/** Why a job cannot be cancelled. Only Azure can tell whether it is still early enough. */
export function cancelRefusal(job: JobFacts): Failure | undefined {
  const params = { id: job.id };
  if (job.status === 'Cancelling') return { code: 'job-cancelling', params };
  if (job.status !== 'InProgress') return { code: 'job-over', params };
  return job.cancellable ? undefined : { code: 'job-not-cancellable', params };
}

/**
 * Whether a Cancel button makes sense. Azure lists the action on every job, but accepts it for backups and restores
 * only, and for a backup only until its snapshot is taken (documented).
 */
export function offersCancel(job: JobFacts): boolean {
  if (cancelRefusal(job) !== undefined) return false;
  if (job.operation === 'Restore') return true;
  const snapshot = job.tasks.find(({ name }) => /snapshot/i.test(name));
  return job.operation === 'Backup' && snapshot?.status !== 'Completed';
}
