import { backupFailure } from './backup-failure.ts';
import { backupBag, backupPhases, internalBackupBag } from './backup-job.ts';
import { captureSource } from './capture-source.ts';
import { softDeleted } from './check-restore.ts';
import { digits, spread } from './ids.ts';
import { addJob, addOperation, isRunning } from './jobs.ts';
import { healthy, snapshotDays, unhealthy } from './protect.ts';
import type { Job, Operation, ProtectedItem, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

const minute = 60_000;
const day = 1440 * minute;
/** Most attempts in a day; more are refused (documented for on-demand backups). */
const attemptsPerDay = 9;

/** Refusal to back up a stopped item: the refusal is documented, its code and text are modelled. */
const stopped = {
  code: 'BMSUserErrorInvalidInput',
  message: 'Backup cannot be triggered as protection is stopped for this item. Resume it to perform this operation.',
};

/** @param expiresAt as requested; 30 days from now if the request names none */
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

/** Why a backup is refused. Codes are documented, texts modelled. */
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

/**
 * Carries a backup through its phases. The end of the snapshot creates the point, the end of the transfer its vault
 * tier. A failed job leaves the item unhealthy.
 * @param pointAt time of the point; the end of the snapshot by default
 */
export function followBackup(world: World, job: Job, expiresAt: Date, pointAt?: Date): void {
  const { item } = job;
  if (job.result === 'Failed') {
    world.agenda.add(job.endsAt, () => {
      const [error] = job.errors;
      if (job.cancelled || !error) return;
      item.lastBackup = { at: job.startedAt, status: 'Failed' };
      item.health = unhealthy(error);
    });
    return;
  }
  world.agenda.add(job.cancellableUntil, (at) => {
    const source = captureSource(world, item.vmId);
    if (job.cancelled || !source) return;
    const running = world.machines.get(item.vmId.toLowerCase())?.power === 'running';
    const point: RecoveryPoint = {
      name: digits(`point ${job.id}`),
      at: pointAt ?? at,
      consistency: running ? 'AppConsistent' : 'CrashConsistent',
      tiers: [{ tier: 'InstantRP', status: 'Valid' }],
      source,
      expiresAt,
    };
    item.points.unshift(point);
    dropSnapshots(item);
    world.agenda.add(job.endsAt, () => {
      point.tiers.push({ tier: 'HardenedRP', status: 'Valid' });
      job.closingBag = { 'Backup Size': `${Math.round(spread(`size ${job.id}`, 300, 14_000))} MB` };
      item.lastBackup = { at: job.startedAt, status: 'Completed' };
      // An item stopped in the meantime stays stopped.
      if (['IRPending', 'ProtectionError'].includes(item.protectionState)) item.protectionState = 'Protected';
      item.health = healthy;
    });
  });
}

/** Newer snapshots replace older ones; a VM whose backups fail keeps those it has. */
function dropSnapshots({ vault, policyName, points: [newest, ...older] }: ProtectedItem): void {
  const policy = vault.policies.get(policyName.toLowerCase());
  const days = policy?.properties.instantRpRetentionRangeInDays ?? snapshotDays;
  for (const { at, tiers } of older) {
    const age = (newest?.at.getTime() ?? 0) - at.getTime();
    const snapshot = tiers.find(({ tier, status }) => tier === 'InstantRP' && status === 'Valid');
    // Points of one night are made within a minute of its time.
    if (snapshot && age >= days * 86_400_000 - 60_000) snapshot.status = 'Deleted';
  }
}
