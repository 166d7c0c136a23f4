import { parseArmId } from './arm-id.ts';
import { usDate } from './backup-job.ts';
import { checkRestore } from './check-restore.ts';
import { spread } from './ids.ts';
import { addJob, addOperation } from './jobs.ts';
import type { Refusal } from './refusal.ts';
import { groupOfDisks, type RestoreRequest, stagingAccountId } from './restore-request.ts';
import { restoredDisks } from './restored-disks.ts';
import { makeRestoredVm, replaceDisks } from './restored-machine.ts';
import { lostSetKey } from './set-keys.ts';
import { writeKeyExport, writeStagingBlobs } from './staging-blobs.ts';
import type { Job, Operation, ProtectedItem, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

const minute = 60_000;

/** Accepts a restore. Errors show in the operation; each call makes a job, whatever its request id. */
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
  const kind = kinds[request.recoveryType ?? ''] ?? (kinds.RestoreDisks as Kind);
  // A restore of single disks works only with a selective backup; any other restores all (Microsoft, azure-powershell
  // 13111).
  const luns = point.source.leftOut ? request.restoreDiskLunList : undefined;
  const disks = point.source.disks.filter((disk) => disk.lun < 0 || (luns?.includes(disk.lun) ?? true));
  const gigabytes = disks.reduce((sum, disk) => sum + disk.sizeGb, 0);
  const lost = lostSetKey(world, disks, request, world.clock.now());
  const started = addJob(world, item, activityId, (startedAt, id) => {
    const minutes = (lost ? minutesToFail : minutesFor(point, request)) * world.restoreSlowness;
    const length = Math.round(spread(`restore ${id}`, 0.95, 1.1) * minutes * minute);
    const endsAt = new Date(startedAt.getTime() + length);
    const transferred = new Date(startedAt.getTime() + length * 0.7);
    return {
      operation: 'Restore',
      endsAt,
      result: lost ? 'Failed' : 'Completed',
      // One task, named like this even for a restore from a snapshot (recorded).
      tasks: [
        {
          name: 'Transfer data from vault',
          endsAt: kind.last && !lost ? transferred : endsAt,
          gigabytes,
          ...(lost && { failed: true }),
        },
        ...(kind.last && !lost ? [{ name: kind.last, endsAt }] : []),
      ],
      errors: lost ? [lost] : [],
      bag: {
        'Job Type': kind.jobType,
        'Target VM Name': kind.target(request),
        'Target Storage Account Name': account,
        // The trailing blank is the service's.
        'Recovery point time ': usDate(point.at),
        'Original VM Name': point.source.vmName,
        'VM Subscription ID': parseArmId(item.vmId)?.subscriptionId ?? '',
        // Null without a value (recorded).
        'Target VNet Name': parseArmId(request.virtualNetworkId ?? '')?.name ?? null,
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
    const { job } = started;
    Object.assign(job.bag, writeKeyExport(world, job, point.source.vmName, disks, account, at));
    if (lost) return;
    const made = restoredDisks(world, job, point, request, disks, at);
    if (request.recoveryType === 'RestoreDisks') {
      job.closingBag = writeStagingBlobs(world, job, point, request, account, made, at);
      return;
    }
    const refusal =
      request.recoveryType === 'OriginalLocation'
        ? replaceDisks(world, request, made, at)
        : makeRestoredVm(world, job, point, request, made, at);
    if (refusal) failJob(job, refusal);
  });
  return started;
}

type Kind = { jobType: string; target: (request: RestoreRequest) => string; last?: string };

/**
 * A job's description of each kind of restore. The first is recorded, with its "vmName" for a name; the others are
 * modelled.
 */
const kinds: Record<string, Kind> = {
  RestoreDisks: { jobType: 'Recover disks', target: () => 'vmName' },
  AlternateLocation: {
    jobType: 'Create new virtual machine',
    target: ({ targetVirtualMachineId = '' }) => parseArmId(targetVirtualMachineId)?.name ?? '',
    last: 'Create the restored virtual machine',
  },
  OriginalLocation: {
    jobType: 'Replace existing disks',
    target: ({ sourceResourceId = '' }) => parseArmId(sourceResourceId)?.name ?? '',
    last: 'Replace the disks of the virtual machine',
  },
};

/** Fails the job; the disks were made nevertheless, and stay. */
function failJob(job: Job, { code, message }: Refusal): void {
  job.result = 'Failed';
  for (const task of job.tasks.slice(-1)) task.failed = true;
  job.errors = [
    {
      errorTitle: code,
      errorString: message,
      recommendations: ['Create the virtual machine from the restored disks, in another size or place.'],
    },
  ];
}

/** Minutes until a missing key fails the restore (a guess). */
const minutesToFail = 4;

/** Minutes until a point is rehydrated from the archive: hours (documented; the number is a guess). */
const rehydrationMinutes = 15 * 60;

/** Recorded: 3 min from a snapshot into a resource group, 27 min from the vault. */
function minutesFor(point: RecoveryPoint, request: RestoreRequest): number {
  const snapshot = point.tiers.some(({ tier, status }) => tier === 'InstantRP' && status === 'Valid');
  if (request.objectType === 'IaasVMRestoreWithRehydrationRequest') return rehydrationMinutes + 27;
  return snapshot && groupOfDisks(request) ? 3.08 : 27;
}
