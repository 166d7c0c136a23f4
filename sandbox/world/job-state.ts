import type { Job } from './vault.ts';

export type JobStatus = 'InProgress' | 'Completed' | 'CompletedWithWarnings' | 'Failed' | 'Cancelling' | 'Cancelled';

/** When the job ended or will end. */
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

/** Milliseconds the job has run. */
export function elapsed(job: Job, now: Date): number {
  return Math.min(now.getTime(), endOf(job).getTime()) - job.startedAt.getTime();
}

/** 0 to 1. */
export function progress(job: Job, now: Date): number {
  const whole = job.endsAt.getTime() - job.startedAt.getTime();
  return Math.min(1, Math.max(0, elapsed(job, now) / whole));
}

export type TaskState = { name: string; status: string; detail?: string };

/**
 * The tasks one after the other. A job that failed has a task that failed, or one that stands "InProgress" for ever (both
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
