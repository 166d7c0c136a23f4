import { spread } from './ids.ts';
import { statusOf } from './job-state.ts';
import { addOperation } from './operations.ts';
import type { Job, Operation } from './vault.ts';
import type { World } from './world.ts';

/**
 * Accepts a request to cancel a job. The service accepts it in any phase; that it was too late shows in the result of
 * the operation (azure-rest-api-specs 5306). Texts are documented, codes modelled.
 */
export function cancelJob(world: World, job: Job): Operation {
  const now = world.clock.now();
  const status = statusOf(job, now);
  const refuse = (message: string) =>
    addOperation(world, job.vault, { item: job.item, error: { code: 'UserErrorJobCannotBeCancelled', message } });
  if (status !== 'InProgress') return refuse('Cannot cancel the job as it is not in progress.');
  if (job.operation !== 'Backup' && job.operation !== 'Restore') return refuse('This job type cannot be cancelled.');
  if (now >= job.cancellableUntil) return refuse('The job is not in a cancellable state.');
  const operation = addOperation(world, job.vault, { item: job.item });
  const at = new Date(operation.doneAt.getTime() + Math.round(spread(`cancel ${job.id}`, 10_000, 45_000)));
  job.cancelled = { askedAt: now, at };
  return operation;
}
