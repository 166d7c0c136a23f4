import { cancelJob, elapsed, endOf, isRunning, progress, statusOf, tasksOf } from '../world/jobs.ts';
import type { Job, Vault } from '../world/vault.ts';
import { accepted } from './accepted.ts';
import { type Context, param, type Reply } from './call.ts';
import { notInVault, theVault, vaultPath } from './find.ts';
import { page, readFilter, readFilterDate } from './paging.ts';
import { type Route, route } from './router.ts';
import { showDate, showDuration } from './show-date.ts';

/** Jobs: listed newest first without details, each with its details by id. */
export function backupJobRoutes(): Route[] {
  return [
    route('GET', `${vaultPath}/backupJobs`, list),
    route('GET', `${vaultPath}/backupJobs/{jobName}`, (context) => ({
      status: 200,
      body: show(context, theJob(context), true),
    })),
    route('POST', `${vaultPath}/backupJobs/{jobName}/cancel`, cancel),
  ];
}

function list(context: Context): Reply {
  const vault = theVault(context);
  const filter = readFilter(context.query.get('$filter'));
  const from = filter.get('starttime');
  const to = filter.get('endtime');
  const [earliest, latest] = [from && readFilterDate(from), to && readFilterDate(to)];
  const same = (name: string, value: string) =>
    (filter.get(name)?.toLowerCase() ?? value.toLowerCase()) === value.toLowerCase();
  const jobs = vault.jobs.filter(
    (job) =>
      job.listedAt <= context.now &&
      same('status', statusOf(job, context.now)) &&
      same('operation', job.operation) &&
      same('backupmanagementtype', 'AzureIaasVM') &&
      same('jobid', job.id) &&
      (!earliest || job.startedAt >= earliest) &&
      (!latest || job.startedAt <= latest),
  );
  return { status: 200, body: page(context, jobs.reverse(), (job) => show(context, job, false)) };
}

function theJob(context: Context): Job {
  const name = param(context, 'jobName').toLowerCase();
  const job = theVault(context).jobs.find((one) => one.id === name);
  if (!job || job.openAt > context.now) throw notInVault('The specified job was not found.');
  return job;
}

function cancel(context: Context): Reply {
  const job = theJob(context);
  const operation = cancelJob(context.world, job);
  const effect = operation.error ? '' : `cancel accepted for job ${job.id} of ${job.item.vmName}`;
  return accepted(context, `${jobId(job.vault, job)}`, operation, effect);
}

function jobId(vault: Vault, job: Job): string {
  return `${vault.id}/backupJobs/${job.id}`;
}

/**
 * The spelling of the service: `Subscriptions` with a capital is documented for jobs, a group in capitals recorded in
 * ids that Compute gives. That a job's id has both is modelled: a client that compares it literally misses its vault.
 */
function spelledId(job: Job): string {
  return jobId(job.vault, job).replace(
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/i,
    (_, subscription: string, group: string) => `/Subscriptions/${subscription}/resourceGroups/${group.toUpperCase()}`,
  );
}

function show({ now }: Context, job: Job, details: boolean): Record<string, unknown> {
  const running = isRunning(job, now);
  return {
    id: spelledId(job),
    name: job.id,
    type: 'Microsoft.RecoveryServices/vaults/backupJobs',
    properties: {
      jobType: 'AzureIaaSVMJob',
      duration: showDuration(elapsed(job, now)),
      // Numbers, still present when the job is over: recorded, and not what the specification says. Jobs about
      // protection have none (327 of 327 recorded).
      ...((job.operation === 'Backup' || job.operation === 'Restore') && { actionsInfo: [1] }),
      virtualMachineVersion: 'Compute',
      containerName: job.item.containerName.replace(/^IaasVMContainer;/i, ''),
      ...(details && { extendedInfo: extendedInfo(job, now) }),
      ...(!running && job.errors.length > 0 && { errorDetails: job.errors }),
      entityFriendlyName: job.item.vmName,
      backupManagementType: 'AzureIaasVM',
      operation: job.operation,
      status: statusOf(job, now),
      startTime: showDate(job.startedAt),
      ...(!running && { endTime: showDate(endOf(job)) }),
      activityId: job.activityId,
    },
  };
}

function extendedInfo(job: Job, now: Date): Record<string, unknown> {
  const completed = ['Completed', 'CompletedWithWarnings'].includes(statusOf(job, now));
  const stands = job.item.percentStands === true;
  const reached = stands ? 0 : Math.round(progress(job, now) * 100);
  const percent = completed ? 100 : Math.max(1, Math.min(99, reached));
  return {
    tasksList: tasksOf(job, now).map((task) => ({
      taskId: task.name,
      // Always zero in the recordings, whatever the task took.
      duration: 'PT0S',
      status: task.status,
      ...(task.detail && { taskExecutionDetails: task.detail }),
    })),
    propertyBag: { ...job.bag, ...(completed && job.closingBag) },
    internalPropertyBag: job.internalBag,
    ...(job.reportsPercent && {
      progressPercentage: percent,
      ...(!stands && {
        estimatedRemainingDuration: isRunning(job, now)
          ? showDuration(Math.ceil((endOf(job).getTime() - now.getTime()) / 60_000) * 60_000)
          : 'PT0S',
      }),
    }),
  };
}
