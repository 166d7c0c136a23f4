import { spread } from './ids.ts';
import type { Job, Operation, ProtectedItem, Vault } from './vault.ts';
import type { World } from './world.ts';

export type JobStatus = 'InProgress' | 'Completed' | 'CompletedWithWarnings' | 'Failed' | 'Cancelling' | 'Cancelled';

/** Past or future end of a job. */
export function endOf(job: Job): Date {
  return job.cancelled ? job.cancelled.at : job.endsAt;
}

export function statusOf(job: Job, now: Date): JobStatus {
  if (job.cancelled && now >= job.cancelled.askedAt) return now < job.cancelled.at ? 'Cancelling' : 'Cancelled';
  return now < job.endsAt ? 'InProgress' : job.result;
}

export function isRunning(job: Job, now: Date): boolean {
  return ['InProgress', 'Cancelling'].includes(statusOf(job, now));
}

/** Milliseconds that the job has run. */
export function elapsed(job: Job, now: Date): number {
  return Math.min(now.getTime(), endOf(job).getTime()) - job.startedAt.getTime();
}

/** Progress from 0 to 1. */
export function progress(job: Job, now: Date): number {
  const whole = job.endsAt.getTime() - job.startedAt.getTime();
  return Math.min(1, Math.max(0, elapsed(job, now) / whole));
}

export type TaskState = { name: string; status: string; detail?: string };

/**
 * Tasks of a job in order. A failed job has a task that failed, or one that stays "InProgress" for ever (both
 * recorded), and the rest "NotStarted".
 */
export function tasksOf(job: Job, now: Date): TaskState[] {
  const at = Math.min(now.getTime(), endOf(job).getTime());
  const cancelled = statusOf(job, now) === 'Cancelled';
  let from = job.startedAt.getTime();
  return job.tasks.map((task) => {
    const [began, ends] = [from, task.endsAt.getTime()];
    from = ends;
    if (at < began || (at === began && at < ends))
      return { name: task.name, status: began === job.startedAt.getTime() ? 'InProgress' : 'NotStarted' };
    const share = Math.min(1, (at - began) / Math.max(1, ends - began));
    const detail =
      task.gigabytes === undefined
        ? {}
        : { detail: `${Math.floor(task.gigabytes * share)} GBs / ${task.gigabytes} GBs Transferred` };
    if (at >= ends) return { name: task.name, status: task.failed ? 'Failed' : 'Completed', ...detail };
    return { name: task.name, status: cancelled ? 'Cancelled' : 'InProgress', ...detail };
  });
}

const second = 1000;

/** Adds an operation that ends 2 to 32 s of world time after it was accepted, as recorded. */
export function addOperation(world: World, vault: Vault, outcome: Partial<Operation> = {}): Operation {
  const { id = world.nextId('operation') } = outcome;
  const acceptedAt = world.clock.now();
  const doneAt = new Date(acceptedAt.getTime() + Math.round(spread(`operation ${id}`, 2 * second, 32 * second)));
  const operation: Operation = { id, vault, acceptedAt, doneAt, ...outcome };
  vault.operations.set(id, operation);
  return operation;
}

export type JobPlan = Pick<
  Job,
  'operation' | 'endsAt' | 'result' | 'tasks' | 'errors' | 'bag' | 'internalBag' | 'reportsPercent' | 'cancellableUntil'
>;

/**
 * Adds an operation and the job it creates. Lists show the job 2 to 40 s after acceptance; by id it is readable as soon
 * as anybody can know the id. A restore's operation has the id of its job, as in both recorded in 2025 and 2026; others
 * have an id of their own, as nearly all recorded before.
 */
export function addJob(
  world: World,
  item: ProtectedItem,
  activityId: string,
  plan: (startedAt: Date, jobId: string) => JobPlan,
): { operation: Operation; job: Job } {
  const id = world.nextId('job');
  const startedAt = world.clock.now();
  const planned = plan(startedAt, id);
  const same = planned.operation === 'Restore' && { id };
  const operation = addOperation(world, item.vault, { item, jobId: id, acceptedAt: startedAt, ...same });
  const listedAt = new Date(startedAt.getTime() + Math.round(spread(`listed ${id}`, 2 * second, 40 * second)));
  const job: Job = {
    id,
    vault: item.vault,
    item,
    activityId,
    startedAt,
    listedAt,
    openAt: new Date(Math.min(operation.doneAt.getTime(), listedAt.getTime())),
    ...planned,
  };
  item.vault.jobs.push(job);
  return { operation, job };
}

/**
 * Accepts a request to cancel a job. The service accepts it in any phase; the operation's result shows if it was too
 * late (azure-rest-api-specs 5306). Texts are documented, codes modelled.
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
