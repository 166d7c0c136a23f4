import type { RestoreBody } from '../restore/rules/plan.ts';
import type { ClientsOf } from './clients.ts';
import { type FindQuery, findSentJob } from './find-job.ts';
import type { Jobs } from './jobs.ts';
import { type FindOutcome, type SendOutcome, sendOnce } from './outcome.ts';
import { type ItemSegments, parseVaultId, type Ref } from './parse/arm-id.ts';

type RestoreCall = {
  vault: Ref;
  item: ItemSegments;
  /** Of the recovery point: digits, as a string. */
  pointName: string;
  body: RestoreBody;
  clientRequestId: string;
};

export type Restores = {
  send(call: RestoreCall): Promise<SendOutcome>;
  find(query: FindQuery): Promise<FindOutcome>;
};

export function createRestores(clients: ClientsOf, jobs: Jobs): Restores {
  return {
    send({ vault, item: { containerName, itemName }, pointName, body, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { restores } = clients(subscriptionId).changing.backup;
      const resource = { properties: body };
      return sendOnce(clientRequestId, (options) =>
        restores.beginTrigger(name, resourceGroup, 'Azure', containerName, itemName, pointName, resource, options),
      );
    },
    find: (query) => findSentJob(jobs, query),
  };
}
