import { backupBag, internalBackupBag } from './backup-bag.ts';
import { backupFailure } from './backup-failure.ts';
import { backupPhases } from './backup-phases.ts';
import { softDeleted } from './check-restore.ts';
import { followBackup } from './follow-backup.ts';
import { spread } from './ids.ts';
import { isRunning } from './job-state.ts';
import { addJob, addOperation } from './operations.ts';
import type { Job, Operation, ProtectedItem } from './vault.ts';
import type { World } from './world.ts';

const minute = 60_000;
const day = 1440 * minute;
/** More attempts than this in a day are refused (documented for on-demand backups). */
const attemptsPerDay = 9;

/** That there is no backup of a stopped item is documented; code and text are modelled. */
const stopped = {
  code: 'BMSUserErrorInvalidInput',
  message: 'Backup cannot be triggered as protection is stopped for this item. Resume it to perform this operation.',
};

/** @param expiresAt what the request asked for; 30 days when it asked nothing. */
export function startBackup(
  world: World,
  item: ProtectedItem,
  expiresAt: Date | undefined,
  activityId: string,
): { operation: Operation; job?: Job } {
  const now = world.clock.now();
  const refusal = refuse(item, now);
  if (refusal) return { operation: addOperation(world, item.vault, { item, error: refusal }) };
  const expiry = expiresAt ?? new Date(now.getTime() + 30 * day);
  const started = addJob(world, item, activityId, (startedAt, id) => {
    const minutes = { snapshot: spread(`snapshot ${id}`, 7.6, 8.2), whole: spread(`backup ${id}`, 38, 52) };
    return {
      operation: 'Backup',
      ...backupPhases(startedAt, minutes, backupFailure(world, item, now)),
      bag: backupBag(item, expiry),
      internalBag: internalBackupBag(),
      reportsPercent: false,
    };
  });
  followBackup(world, started.job, expiry);
  return started;
}

/** The texts are modelled; the codes are documented. */
function refuse(item: ProtectedItem, now: Date): Operation['error'] {
  if (item.softDeletedAt) return softDeleted;
  if (['ProtectionStopped', 'BackupsSuspended'].includes(item.protectionState)) return stopped;
  const backups = item.vault.jobs.filter((job) => job.item === item && job.operation === 'Backup');
  if (backups.some((job) => isRunning(job, now))) {
    return {
      code: 'UserErrorBackupOperationInProgress',
      message: 'Unable to initiate backup as another backup operation is currently in progress.',
    };
  }
  const recent = backups.filter((job) => now.getTime() - job.startedAt.getTime() < day);
  if (recent.length >= attemptsPerDay) {
    return {
      code: 'CloudDosTimeboudLimitReached',
      message: 'You have reached the limit of on-demand backups that can be triggered in the last 24 hours.',
    };
  }
  return undefined;
}
