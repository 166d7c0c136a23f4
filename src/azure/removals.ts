import { parseResourceId } from '../kernel/arm-id.ts';
import { type CallOptions, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { apiVersions } from './resources.ts';

type RemovalCall = { id: string; clientRequestId: string };

/**
 * Deletes what a drill made. The caller has read each resource again just before; `get` of each kind shows that it
 * is gone.
 */
export type Removals = {
  /** Deletes the VM; its disks and interfaces stay. */
  vm(call: RemovalCall): Promise<SendOutcome>;
  disk(call: RemovalCall): Promise<SendOutcome>;
  networkInterface(call: RemovalCall): Promise<SendOutcome>;
};

export function createRemovals(clients: ClientsOf): Removals {
  return {
    vm({ id, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(id);
      const { virtualMachines } = clients(subscriptionId).changing.compute;
      return sendForEffect(clientRequestId, (options) =>
        virtualMachines.delete(resourceGroup, name, options).submitted(),
      );
    },
    disk({ id, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(id);
      const { disks } = clients(subscriptionId).changing.compute;
      return sendForEffect(clientRequestId, (options) => disks.delete(resourceGroup, name, options).submitted());
    },
    networkInterface({ id, clientRequestId }) {
      const { resources } = clients(parseResourceId(id).subscriptionId).changing.resources;
      return sendForEffect(clientRequestId, (options: CallOptions) =>
        resources.beginDeleteById(id.replace(/^\/+/, ''), apiVersions.network, options),
      );
    },
  };
}
