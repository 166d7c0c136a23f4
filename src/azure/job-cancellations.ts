import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendOnce } from './outcome.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';

export type JobCancellations = {
  /** Whether it had its effect is seen in the job's state. */
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
