import type { ClientsOf } from './clients.ts';
import { type FindQuery, findSentJob } from './find-job.ts';
import type { Jobs } from './jobs.ts';
import { type FindOutcome, type SendOutcome, sendOnce } from './outcome.ts';
import { type ItemSegments, parseVaultId, type Ref } from './parse/arm-id.ts';
import { sendRaw } from './raw-call.ts';
import type { RestoreBody } from './rules/restore-body.ts';

type RestoreCall = {
  vault: Ref;
  item: ItemSegments;
  /** Of the recovery point: digits, as a string. */
  pointName: string;
  body: RestoreBody;
  /** What a Resource Guard wants to be named, where one guards restores. */
  guardRequests?: string[];
  clientRequestId: string;
};

/** The first that knows the guard's member in a restore, and the first with the sets of confidential data disks. */
const guardedVersion = '2024-04-01';
const dataDisksVersion = '2026-07-01';

export type Restores = {
  send(call: RestoreCall): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createRestores(clients: ClientsOf, jobs: Jobs): Restores {
  return {
    send({ vault, item: { containerName, itemName }, pointName, body, guardRequests, clientRequestId }) {
      const { id, subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const client = clients(subscriptionId).changing.backup;
      const ofDataDisks = body.securedVMDetails?.dataDiskEncryptionSettings !== undefined;
      if (guardRequests || ofDataDisks) {
        const item = `protectionContainers/${encodeURIComponent(containerName)}/protectedItems/${encodeURIComponent(itemName)}`;
        const call = {
          method: 'POST' as const,
          path: `${encodeURI(id)}/backupFabrics/Azure/${item}/recoveryPoints/${encodeURIComponent(pointName)}/restore`,
          apiVersion: ofDataDisks ? dataDisksVersion : guardedVersion,
          body: {
            properties: { ...body, ...(guardRequests && { resourceGuardOperationRequests: guardRequests }) },
          },
        };
        return sendOnce(clientRequestId, (options) => sendRaw(client, call, options));
      }
      const { restores } = client;
      const resource = { properties: body };
      return sendOnce(clientRequestId, (options) =>
        restores.beginTrigger(name, resourceGroup, 'Azure', containerName, itemName, pointName, resource, options),
      );
    },
    find: (query) => findSentJob(jobs, query),
  };
}
