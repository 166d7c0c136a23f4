import type { AzureIaaSVMJob, JobResource } from '@azure/arm-recoveryservicesbackup';
import type { JobFacts, JobStatus } from '../../kernel/facts.ts';
import { scrub } from '../redact.ts';
import { parseVaultId } from './arm-id.ts';
import { durationSeconds, moment } from './moments.ts';
import { count, list, oneOf, text, textList } from './values.ts';

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
 * Documented with its name alone: it lies in the container of the config. That of a confidential machine has another
 * property, and is there on a job that failed, which tells no address of a config.
 */
export function encryptionInfoOf(resource: JobResource, blobSuffix: string): string | undefined {
  const bag = vmJob(resource.properties)?.extendedInfo?.propertyBag ?? {};
  const name = text(bag['Encryption Info Blob Name']) ?? text(bag['Secured Encryption Info Blob Name']);
  // A signature may hold slashes.
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
  const status = oneOf(job.status, statuses) ?? 'Invalid';
  const endedAt = moment(job.endTime);
  const activityId = text(job.activityId);
  const told = count(job.extendedInfo?.progressPercentage);
  // Recorded in July 2026: stands at 1 from start to end while the tasks are done. Tasks and time say more.
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
    // The action stays listed on finished jobs.
    cancellable: status === 'InProgress' && list(job.actionsInfo).some((a) => oneOf(a, actions) === 'Cancellable'),
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
