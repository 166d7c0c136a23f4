import { CodedError } from '../domain/errors.ts';
import type { StoredRestore } from '../services/stored-plan.ts';
import { madeVm } from './made-vm.ts';
import { stepOf } from './step-kind.ts';

/** The first half of moving a machine that does not come up to another host. */
export const deallocateVm = stepOf('restore', {
  job: 'none',

  async needed({ azure }, { plan, request }) {
    return (await azure.vms.get(ownVm(plan, request.id)))?.power === 'deallocated' ? { kind: 'no' } : { kind: 'yes' };
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

  async needed({ azure }, { plan, request }) {
    return (await azure.vms.get(ownVm(plan, request.id)))?.power === 'running' ? { kind: 'no' } : { kind: 'yes' };
  },
  send: ({ azure }, { plan, attempt }) => azure.power.start({ vmId: madeVm(plan), clientRequestId: attempt.id }),

  async find({ azure }, { plan }) {
    const power = (await azure.vms.get(madeVm(plan)))?.power;
    if (power === 'running') return { kind: 'done' };
    return power === 'changing' ? { kind: 'working' } : { kind: 'absent' };
  },
});

/** @throws not-restartable: disks that were replaced are in the original machine, which is never switched off. */
function ownVm(plan: StoredRestore, id: string): string {
  if (plan.choice.mode === 'replace') throw new CodedError('not-restartable', { id });
  return madeVm(plan);
}
