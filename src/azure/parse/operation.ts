import type { OperationStatus, OperationStatusJobExtendedInfo } from '@azure/arm-recoveryservicesbackup';
import type { Failure } from '../../kernel/errors.ts';
import { scrub } from '../redact.ts';
import { oneOf, text } from './values.ts';

export type OperationFacts = {
  state: 'in-progress' | 'succeeded' | 'failed' | 'unknown';
  jobId?: string;
  failure?: Failure;
  retryAfterSeconds?: number;
};

const statuses = ['Invalid', 'InProgress', 'Succeeded', 'Failed', 'Canceled'] as const;

/** endTime is ignored: while in progress it is year 1. */
export function parseOperation(operation: OperationStatus | undefined): OperationFacts {
  const status = oneOf(operation?.status, statuses);
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
