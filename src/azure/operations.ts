import type { OperationStatus, OperationStatusJobExtendedInfo } from '@azure/arm-recoveryservicesbackup';
import type { Failure } from '../kernel/errors.ts';
import { parseRetryAfter } from '../kernel/retry-after.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { parseOneOf, text } from './parse/values.ts';
import { scrub } from './redact.ts';

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

const statuses = ['Invalid', 'InProgress', 'Succeeded', 'Failed', 'Canceled'] as const;

/** endTime is ignored: it is year 1 while in progress. */
function parseOperation(operation: OperationStatus | undefined): OperationFacts {
  const status = parseOneOf(operation?.status, statuses);
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
