import { backupBag, internalBackupBag } from './backup-bag.ts';
import { captureSource } from './capture-source.ts';
import { digits, spread } from './ids.ts';
import { isRunning } from './job-state.ts';
import { addJob, addOperation } from './operations.ts';
import { healthy } from './protect.ts';
import type { Job, Operation, ProtectedItem, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

const minute = 60_000;
const day = 1440 * minute;
/** More attempts than this in a day are refused (documented for on-demand backups). */
const attemptsPerDay = 9;

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
    const snapshotAt = new Date(startedAt.getTime() + Math.round(spread(`snapshot ${id}`, 7.6, 8.2) * minute));
    const endsAt = new Date(startedAt.getTime() + Math.round(spread(`backup ${id}`, 38, 52) * minute));
    return {
      operation: 'Backup',
      endsAt,
      result: 'Completed',
      tasks: [
        { name: 'Take Snapshot', endsAt: snapshotAt },
        { name: 'Transfer data to vault', endsAt },
      ],
      errors: [],
      bag: backupBag(item, expiry),
      internalBag: internalBackupBag(),
      reportsPercent: false,
      cancellableUntil: snapshotAt,
    };
  });
  follow(world, item, started.job, expiry);
  return started;
}

/** The point is there once the snapshot is; the vault tier comes with the end of the transfer. */
function follow(world: World, item: ProtectedItem, job: Job, expiresAt: Date): void {
  world.agenda.add(job.cancellableUntil, (at) => {
    if (job.cancelled) return;
    const source = captureSource(world, item.vmId) ?? item.points[0]?.source;
    if (!source) return;
    const point: RecoveryPoint = {
      name: digits(`point ${job.id}`),
      at,
      consistency: 'AppConsistent',
      tiers: [{ tier: 'InstantRP', status: 'Valid' }],
      source,
      expiresAt,
    };
    item.points.unshift(point);
    world.agenda.add(job.endsAt, () => {
      point.tiers.push({ tier: 'HardenedRP', status: 'Valid' });
      job.closingBag = { 'Backup Size': `${Math.round(spread(`size ${job.id}`, 300, 14_000))} MB` };
      item.lastBackup = { at: job.startedAt, status: 'Completed' };
      item.protectionState = 'Protected';
      item.health = healthy;
    });
  });
}

/** The texts are modelled; the codes are documented. */
function refuse(item: ProtectedItem, now: Date): Operation['error'] {
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
