import { checkRestore } from './check-restore.ts';
import { spread } from './ids.ts';
import { addJob, addOperation } from './operations.ts';
import { type RestoreRequest, stagingAccountId } from './restore-request.ts';
import { restoredDisks } from './restored-disks.ts';
import { writeStagingBlobs } from './staging-blobs.ts';
import { usDate } from './us-date.ts';
import type { Job, Operation, ProtectedItem, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

const minute = 60_000;

/** Accepts a restore. What is wrong with it shows in the operation; each call makes a job, whatever its request id. */
export function startRestore(
  world: World,
  item: ProtectedItem,
  point: RecoveryPoint,
  request: RestoreRequest,
  activityId: string,
): { operation: Operation; job?: Job } {
  const [finding] = checkRestore(world, item, point, request);
  if (finding) {
    const { code, message } = finding;
    return { operation: addOperation(world, item.vault, { item, error: { code, message } }) };
  }
  const account = stagingAccountId(request).split('/').pop() ?? '';
  const disks = point.source.disks.filter(
    (disk) => disk.lun < 0 || (request.restoreDiskLunList?.includes(disk.lun) ?? true),
  );
  const gigabytes = disks.reduce((sum, disk) => sum + disk.sizeGb, 0);
  const started = addJob(world, item, activityId, (startedAt, id) => {
    const length = Math.round(spread(`restore ${id}`, 0.95, 1.1) * minutesFor(point, request) * minute);
    const endsAt = new Date(startedAt.getTime() + length);
    return {
      operation: 'Restore',
      endsAt,
      result: 'Completed',
      // One task, named like this even when a snapshot is the source: recorded.
      tasks: [{ name: 'Transfer data from vault', endsAt, gigabytes }],
      errors: [],
      bag: {
        'Job Type': 'Recover disks',
        'Target VM Name': 'vmName',
        'Target Storage Account Name': account,
        // The trailing blank is the service's.
        'Recovery point time ': usDate(point.at),
        ...(request.targetResourceGroupId && {
          'Target resource group': request.targetResourceGroupId.split('/').pop() ?? '',
        }),
      },
      internalBag: { restoreLocationType: request.recoveryType ?? '' },
      reportsPercent: true,
      // Documented: cancellable until data is transferred. The share of the time is a guess.
      cancellableUntil: new Date(startedAt.getTime() + length * 0.3),
    };
  });
  world.agenda.add(started.job.endsAt, (at) => {
    if (started.job.cancelled) return;
    const made = restoredDisks(world, started.job, point, request, disks, at);
    started.job.closingBag = writeStagingBlobs(world, started.job, point, request, account, made, at);
  });
  return started;
}

/** Recorded: 3 min from a snapshot into a resource group, 27 min from the vault. */
function minutesFor(point: RecoveryPoint, request: RestoreRequest): number {
  const snapshot = point.tiers.some(({ tier, status }) => tier === 'InstantRP' && status === 'Valid');
  return snapshot && request.targetResourceGroupId ? 3.08 : 27;
}
