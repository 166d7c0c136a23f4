import { madeVm } from './made-vm.ts';
import { stepOf } from './step-kind.ts';

/** The first half of moving a machine that does not come up to another host. */
export const deallocateVm = stepOf('restore', {
  job: 'none',

  async needed({ azure }, { plan }) {
    return (await azure.vms.get(madeVm(plan)))?.power === 'deallocated' ? { kind: 'no' } : { kind: 'yes' };
  },
  send: ({ azure }, { plan, attempt }) => azure.power.deallocate({ vmId: madeVm(plan), clientRequestId: attempt.id }),

  async find({ azure }, { plan }) {
    const power = (await azure.vms.get(madeVm(plan)))?.power;
    if (power === 'deallocated') return { kind: 'done' };
    return power === 'changing' ? { kind: 'working' } : { kind: 'absent' };
  },
});

export const startVm = stepOf('restore', {
  job: 'none',

  async needed({ azure }, { plan }) {
    return (await azure.vms.get(madeVm(plan)))?.power === 'running' ? { kind: 'no' } : { kind: 'yes' };
  },
  send: ({ azure }, { plan, attempt }) => azure.power.start({ vmId: madeVm(plan), clientRequestId: attempt.id }),

  async find({ azure }, { plan }) {
    const power = (await azure.vms.get(madeVm(plan)))?.power;
    if (power === 'running') return { kind: 'done' };
    return power === 'changing' ? { kind: 'working' } : { kind: 'absent' };
  },
});
