import type { JobFailure } from './job-errors.ts';
import type { Job, ProtectedItem } from './vault.ts';

/** Property bag of a backup job, as recorded: none of 14,353 bags names a policy. */
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

const minute = 60_000;

/**
 * Phases of a backup: the snapshot, whose end creates the point, then the transfer to the vault.
 * @param failure how it fails; such a job never reaches the transfer, or never completes it
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

/** Formats a moment as the service writes it into property bags in every culture: "7/14/2021 12:00:00 AM", in UTC. */
export function usDate(at: Date): string {
  const hour = at.getUTCHours();
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`;
  return `${date} ${hour % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
}
