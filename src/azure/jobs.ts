import type {
  AzureIaaSVMJob,
  JobResource,
  OperationStatus,
  OperationStatusJobExtendedInfo,
} from '@azure/arm-recoveryservicesbackup';
import { parseVaultId, type Ref, sameContainer } from '../kernel/arm-id.ts';
import { clockSlackSeconds } from '../kernel/attempt-times.ts';
import { type Clock, inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import type { JobFacts, JobStatus } from '../kernel/facts.ts';
import { parseRetryAfter } from '../kernel/throttling.ts';
import { askAll, askAzure, askIfThere, type FindOutcome, type SendOutcome, sendOnce, wholePages } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { scrub } from './errors.ts';
import { count, durationSeconds, filterDate, list, moment, parseOneOf, text, textList } from './parse/values.ts';
import { requireStagingBlob } from './rules/staging.ts';

/** `since` filters by the start of a job. */
type JobFilter = { status?: JobStatus; operation?: string; since?: Date };

export type Jobs = {
  /** Listed jobs have no tasks, percentage or properties. */
  list(vault: Ref, filter?: JobFilter): Promise<JobFacts[]>;
  get(vault: Ref, jobId: string): Promise<JobFacts | undefined>;
  /**
   * Address, without a signature, of the blob with key material that a restore left; undefined if it left none.
   * Read when needed and stored nowhere.
   * @param accountId ARM id of the staging account in the signed plan
   * @throws blob-elsewhere, azure.*; azure.not-found if Azure does not know the job: its blob is then unknown
   */
  encryptionInfo(vault: Ref, jobId: string, accountId: string): Promise<string | undefined>;
};

const day = 24 * 60 * 60 * 1000;

/** @param blobSuffix e.g. blob.core.windows.net */
export function createJobs(clients: ClientsOf, clock: Clock, blobSuffix: string): Jobs {
  const details = (vault: Ref, jobId: string) => {
    const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
    const { jobDetails } = clients(subscriptionId).reading.backup;
    return jobDetails.get(name, resourceGroup, jobId);
  };
  return {
    list(vault, filter = {}) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupJobs } = clients(subscriptionId).reading.backup;
      // Not every api-version honours a start without an end; tomorrow covers jobs that start during the call.
      const until = new Date(clock.now().getTime() + day);
      const predicates = [
        "backupManagementType eq 'AzureIaasVM'",
        filter.status && `status eq '${filter.status}'`,
        filter.operation && `operation eq '${filter.operation}'`,
        filter.since && `startTime eq '${filterDate(filter.since)}' and endTime eq '${filterDate(until)}'`,
      ];
      return askAll(
        backupJobs.list(name, resourceGroup, { ...wholePages, filter: predicates.filter(Boolean).join(' and ') }),
        parseJob,
      );
    },
    async get(vault, jobId) {
      const found = await askIfThere(() => details(vault, jobId));
      return found && parseJob(found);
    },
    async encryptionInfo(vault, jobId, accountId) {
      const uri = encryptionInfoOf(await askAzure(() => details(vault, jobId)), blobSuffix);
      return uri && requireStagingBlob(uri, accountId, blobSuffix);
    },
  };
}

export type JobCancellations = {
  /** Cancels a job. The job's state shows whether it worked. */
  send(call: { vault: Ref; jobId: string; clientRequestId: string }): Promise<SendOutcome>;
};

export function createJobCancellations(clients: ClientsOf): JobCancellations {
  return {
    send({ vault, jobId, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { jobCancellations } = clients(subscriptionId).changing.backup;
      return sendOnce(clientRequestId, (options) => jobCancellations.trigger(name, resourceGroup, jobId, options));
    },
  };
}

export type FindQuery = {
  vault: Ref;
  /** Container of the protected item, with or without its fabric prefix. */
  containerName: string;
  clientRequestId: string;
  sentAt: Date;
  operation: 'Backup' | 'Restore' | 'ConfigureBackup' | 'DisableBackup' | 'Undelete';
};

/** Looks for the job that a send started: by activity id, operation and item. */
export async function findSentJob(jobs: Jobs, query: FindQuery): Promise<FindOutcome> {
  const since = inSeconds(query.sentAt, -clockSlackSeconds);
  try {
    const listed = await jobs.list(query.vault, { operation: query.operation, since });
    const ours = listed
      .filter((job) => job.activityId?.toLowerCase() === query.clientRequestId.toLowerCase())
      .filter((job) => !job.containerName || sameContainer(job.containerName, query.containerName))
      .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      .map((job) => job.id);
    // When a job arrives between two pages, the second repeats an entry of the first; reported as two jobs, one
    // would be cancelled.
    const keys = ours.map((id) => id.toLowerCase());
    const jobIds = ours.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
    const [jobId, second] = jobIds;
    if (jobId === undefined) return { kind: 'absent' };
    return second === undefined ? { kind: 'found', jobId } : { kind: 'several', jobIds };
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
    throw error;
  }
}

const statuses: readonly JobStatus[] = [
  'Invalid',
  'InProgress',
  'Completed',
  'Failed',
  'CompletedWithWarnings',
  'Cancelled',
  'Cancelling',
];
const actions = ['Invalid', 'Cancellable', 'Retriable'] as const;
// The encryption-info blob holds keys; its address stays here.
const hiddenProperty = /encryption info/i;

/**
 * Address of the encryption-info blob. It is documented by name only: it lies in the container of the config. A
 * confidential machine has it in another property, which is also set on failed jobs, which have no config address.
 */
export function encryptionInfoOf(resource: JobResource, blobSuffix: string): string | undefined {
  const bag = vmJob(resource.properties)?.extendedInfo?.propertyBag ?? {};
  const name = text(bag['Encryption Info Blob Name']) ?? text(bag['Secured Encryption Info Blob Name']);
  // A signature may contain slashes.
  const config = text(bag['Config Blob Uri'])?.split('?')[0];
  const [account, container] = [text(bag['Target Storage Account Name']), text(bag['Config Blob Container Name'])];
  const box = config
    ? config.slice(0, config.lastIndexOf('/'))
    : account && container && `https://${account}.${blobSuffix}/${encodeURIComponent(container)}`;
  return name && box && `${box}/${encodeURIComponent(name)}`;
}

/** undefined for a job that is not about a VM. */
export function parseJob(resource: JobResource): JobFacts | undefined {
  const { id, name } = resource;
  const job = vmJob(resource.properties);
  const startedAt = moment(job?.startTime);
  if (!id || !name || !job || !startedAt) return undefined;
  const status = parseOneOf(job.status, statuses) ?? 'Invalid';
  const endedAt = moment(job.endTime);
  const activityId = text(job.activityId);
  const told = count(job.extendedInfo?.progressPercentage);
  // Recorded in July 2026: stays at 1 from start to end while the tasks finish. Tasks and time say more.
  const percent = told !== undefined && told > 1 && told <= 100 ? told : undefined;
  const remainingSeconds = durationSeconds(job.extendedInfo?.estimatedRemainingDuration);
  return {
    vaultId: parseVaultId(id).id,
    id: name,
    vmName: text(job.entityFriendlyName) ?? '',
    containerName: text(job.containerName) ?? '',
    operation: text(job.operation) ?? '',
    status,
    startedAt,
    ...(endedAt && { endedAt }),
    ...(activityId && { activityId }),
    // Azure lists the action on finished jobs too.
    cancellable: status === 'InProgress' && list(job.actionsInfo).some((a) => parseOneOf(a, actions) === 'Cancellable'),
    errors: parseErrors(job),
    ...(percent !== undefined && { percent }),
    ...(remainingSeconds !== undefined && remainingSeconds >= 0 && { remainingSeconds }),
    tasks: list(job.extendedInfo?.tasksList).map(parseTask),
    properties: parseProperties(job.extendedInfo?.propertyBag),
  };
}

// AzureIaaSVMJob, and AzureIaaSVMJobV2 of newer api-versions with the same members.
function vmJob(properties: JobResource['properties']): AzureIaaSVMJob | undefined {
  return /^AzureIaaSVMJob(V2)?$/i.test(properties?.jobType ?? '') ? (properties as AzureIaaSVMJob) : undefined;
}

function parseErrors(job: AzureIaaSVMJob): JobFacts['errors'] {
  const errors = list(job.errorDetails).map((error) => {
    const code = count(error.errorCode);
    return {
      ...(code !== undefined && { code }),
      title: text(error.errorTitle) ?? '',
      message: scrub(text(error.errorString) ?? ''),
      recommendations: textList(error.recommendations).map((line) => scrub(line)),
    };
  });
  const other = text(job.extendedInfo?.dynamicErrorMessage);
  if (errors.length > 0 || !other) return errors;
  return [{ title: '', message: scrub(other), recommendations: [] }];
}

function parseTask(task: { taskId?: string; status?: string; taskExecutionDetails?: string }) {
  const detail = text(task.taskExecutionDetails);
  return {
    name: text(task.taskId) ?? '',
    status: text(task.status) ?? '',
    ...(detail && { detail: scrub(detail) }),
  };
}

function parseProperties(bag: unknown): Record<string, string> {
  if (typeof bag !== 'object' || bag === null) return {};
  const entries = Object.entries(bag).flatMap(([name, value]) => {
    const trimmed = name.trim();
    const given = typeof value === 'number' || typeof value === 'boolean' ? String(value) : text(value);
    return given === undefined || hiddenProperty.test(trimmed) ? [] : [[trimmed, scrub(given)]];
  });
  return Object.fromEntries(entries);
}

export type Operations = {
  /**
   * The outcome of an accepted call. `succeeded` means that its job was made, not that the job has ended. Azure
   * forgets operations: one that it does not know is `unknown`.
   */
  get(vault: Ref, operationId: string): Promise<OperationFacts>;
};

export function createOperations(clients: ClientsOf): Operations {
  return {
    async get(vault, operationId) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupOperationStatuses } = clients(subscriptionId).reading.backup;
      let retryAfter: string | undefined;
      const status = await askIfThere(() =>
        backupOperationStatuses.get(name, resourceGroup, operationId, {
          onResponse: (response) => {
            retryAfter = response.headers.get('retry-after');
          },
        }),
      );
      const retryAfterSeconds = parseRetryAfter(retryAfter, Date.now());
      return { ...parseOperation(status), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
    },
  };
}

type OperationFacts = {
  state: 'in-progress' | 'succeeded' | 'failed' | 'unknown';
  jobId?: string;
  failure?: Failure;
  retryAfterSeconds?: number;
};

const operationStatuses = ['Invalid', 'InProgress', 'Succeeded', 'Failed', 'Canceled'] as const;

/** endTime is ignored: it is year 1 while in progress. */
function parseOperation(operation: OperationStatus | undefined): OperationFacts {
  const status = parseOneOf(operation?.status, operationStatuses);
  if (status === 'InProgress') return { state: 'in-progress' };
  if (status === 'Succeeded') {
    const jobId = text((operation?.properties as OperationStatusJobExtendedInfo | undefined)?.jobId);
    return { state: 'succeeded', ...(jobId && { jobId }) };
  }
  if (status !== 'Failed' && status !== 'Canceled') return { state: 'unknown' };
  const params = {
    status,
    azureCode: text(operation?.error?.code) ?? '',
    message: scrub(text(operation?.error?.message) ?? '', 500),
  };
  return { state: 'failed', failure: { code: 'azure.failed', params } };
}
