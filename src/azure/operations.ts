import { parseRetryAfter } from '../kernel/retry-after.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { type OperationFacts, parseOperation } from './parse/operation.ts';

export type Operations = {
  /**
   * What became of an accepted call. `succeeded` says that its job was made, not that the job ended. Azure forgets
   * operations: one it does not know is `unknown`.
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
