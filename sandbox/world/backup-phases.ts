import type { JobFailure } from './job-errors.ts';
import type { Job } from './vault.ts';

const minute = 60_000;

/**
 * How a backup goes: a snapshot, which is a point once it is taken, then the transfer to the vault.
 * @param failure how it fails instead; such a job never comes as far as the transfer, or not to its end.
 */
export function backupPhases(
  startedAt: Date,
  minutes: { snapshot: number; whole: number },
  failure?: JobFailure,
): Pick<Job, 'endsAt' | 'result' | 'tasks' | 'errors' | 'cancellableUntil'> {
  const after = (length: number) => new Date(startedAt.getTime() + Math.round(length * minute));
  const whole = failure?.minutes ?? minutes.whole;
  const endsAt = after(whole);
  const failed = failure?.result === 'Failed';
  const taskFails = failed && failure.taskFails === true;
  const snapshotAt = after(failed ? (taskFails ? whole : whole + 1) : minutes.snapshot);
  return {
    endsAt,
    result: failure?.result ?? 'Completed',
    tasks: [
      { name: 'Take Snapshot', endsAt: snapshotAt, ...(taskFails && { failed: true }) },
      // A failed job never came this far: this task stays not started, as recorded.
      {
        name: 'Transfer data to vault',
        endsAt: failed ? after(1500) : endsAt,
        ...(failure && !failed && { failed: true }),
      },
    ],
    errors: failure ? [failure.error] : [],
    cancellableUntil: snapshotAt,
  };
}
