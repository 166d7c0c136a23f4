import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';

type PowerCall = { vmId: Ref; clientRequestId: string };

/** Whether a call had its effect is seen in the VM's power state. Both do nothing where it is reached already. */
export type Power = {
  start(call: PowerCall): Promise<SendOutcome>;
  /** Stops the VM and gives its host back: what a stop within the guest does not. */
  deallocate(call: PowerCall): Promise<SendOutcome>;
};

export function createPower(clients: ClientsOf): Power {
  const send = (act: 'start' | 'deallocate', { vmId, clientRequestId }: PowerCall) => {
    const { subscriptionId, resourceGroup, name } = parseResourceId(vmId);
    const { virtualMachines } = clients(subscriptionId).changing.compute;
    return sendForEffect(clientRequestId, (options) => virtualMachines[act](resourceGroup, name, options).submitted());
  };
  return { start: (call) => send('start', call), deallocate: (call) => send('deallocate', call) };
}
