import type { ClientsOf } from './clients.ts';
import { type FindQuery, findSentJob, type Jobs } from './jobs.ts';
import { type FindOutcome, type SendOutcome, sendOnce } from './outcome.ts';
import { type ItemSegments, parseVaultId, type Ref } from './parse/arm-id.ts';

type BackupCall = {
  vault: Ref;
  item: ItemSegments;
  /** When the new point expires; Azure's default is 30 days. */
  keepUntil?: Date | undefined;
  clientRequestId: string;
};

export type Backups = {
  send(call: BackupCall): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createBackups(clients: ClientsOf, jobs: Jobs): Backups {
  return {
    send({ vault, item: { containerName, itemName }, keepUntil, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backups } = clients(subscriptionId).changing.backup;
      const properties = {
        objectType: 'IaasVMBackupRequest' as const,
        ...(keepUntil && { recoveryPointExpiryTimeInUTC: keepUntil }),
      };
      return sendOnce(clientRequestId, (options) =>
        backups.trigger(name, resourceGroup, 'Azure', containerName, itemName, { properties }, options),
      );
    },
    find: (query) => findSentJob(jobs, query),
  };
}
