import type { ClientsOf } from './clients.ts';
import { type FindOutcome, type FindQuery, findJob } from './find-job.ts';
import type { Jobs } from './jobs.ts';
import { type SendOutcome, sendOnce } from './outcome.ts';
import { itemOf, type Ref, vaultOf } from './parse/arm-id.ts';

export type Backups = {
  /** @param keepUntil when the new point expires; Azure's default is 30 days */
  send(item: Ref, keepUntil: Date | undefined, clientRequestId: string): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createBackups(clients: ClientsOf, jobs: Jobs): Backups {
  return {
    send(ref, keepUntil, clientRequestId) {
      const { subscriptionId, resourceGroup, name } = vaultOf(ref);
      const { container, item } = itemOf(ref);
      const { backups } = clients(subscriptionId).changing.backup;
      const properties = {
        objectType: 'IaasVMBackupRequest' as const,
        ...(keepUntil && { recoveryPointExpiryTimeInUTC: keepUntil }),
      };
      return sendOnce(clientRequestId, (options) =>
        backups.trigger(name, resourceGroup, 'Azure', container, item, { properties }, options),
      );
    },
    find: (query) => findJob(jobs, query),
  };
}
