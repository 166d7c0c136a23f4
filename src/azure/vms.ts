import type { VmFacts } from '../kernel/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseResourceId, type Ref } from './parse/arm-id.ts';
import { parseVm } from './parse/vm.ts';

export type Vms = {
  /** The model of every VM. A list has no instance view and only stubs of extensions: what they tell is unknown. */
  list(subscriptionId: string): Promise<VmFacts[]>;
  /** With the instance view; undefined when the VM does not exist. */
  get(vm: Ref): Promise<VmFacts | undefined>;
};

export function createVms(clients: ClientsOf): Vms {
  return {
    list: (subscriptionId) =>
      askAll(clients(subscriptionId).reading.compute.virtualMachines.listAll(), (vm) => parseVm(vm)),
    async get(vm) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(vm);
      const { virtualMachines } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => virtualMachines.get(resourceGroup, name, { expand: 'instanceView' }));
      return found && parseVm(found);
    },
  };
}
