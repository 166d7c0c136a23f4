import type { OsType, VmFacts } from '../domain/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { addressOf, type Ref } from './parse/arm-id.ts';
import { parseVm } from './parse/vm.ts';

/** What a list of VMs tells: no instance view and only stubs of extensions, so nothing about encryption. */
type VmSummary = { id: string; name: string; resourceGroup: string; location: string; osType: OsType };

export type Vms = {
  list(subscriptionId: string): Promise<VmSummary[]>;
  /** With the instance view; undefined when the VM does not exist. */
  get(vm: Ref): Promise<VmFacts | undefined>;
};

export function createVms(clients: ClientsOf): Vms {
  return {
    list(subscriptionId) {
      return askAll(clients(subscriptionId).reading.compute.virtualMachines.listAll(), (vm) => {
        const facts = parseVm(vm);
        if (!facts) return undefined;
        const { id, name, resourceGroup, location, osType } = facts;
        return { id, name, resourceGroup, location, osType };
      });
    },
    async get(vm) {
      const { subscriptionId, resourceGroup, name } = addressOf(vm);
      const { virtualMachines } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => virtualMachines.get(resourceGroup, name, { expand: 'instanceView' }));
      return found && parseVm(found);
    },
  };
}
