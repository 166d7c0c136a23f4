import type { Azure } from '../../azure/open.ts';
import { CodedError } from '../../kernel/errors.ts';
import { defineStep, type FindResultOf, type StepInput } from '../../saga/step-handler.ts';
import { madeVm } from '../read-made.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { powerFailure } from '../rules/failures.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** The first half of moving a machine that does not come up to another host. */
export const deallocateVmStep = defineStep(restoreRequest, {
  job: 'none',

  async needed({ azure }, { plan, request }) {
    return (await azure.vms.get(ownVm(plan, request.id)))?.power === 'deallocated' ? { kind: 'no' } : { kind: 'yes' };
  },
  send: ({ azure }, { plan, attempt }) => azure.power.deallocate({ vmId: madeVm(plan), clientRequestId: attempt.id }),

  find: ({ azure }, at) => reached(azure, at, 'deallocated'),
});

export const startVmStep = defineStep(restoreRequest, {
  job: 'none',

  async needed({ azure }, { plan, request }) {
    return (await azure.vms.get(ownVm(plan, request.id)))?.power === 'running' ? { kind: 'no' } : { kind: 'yes' };
  },
  send: ({ azure }, { plan, attempt }) => azure.power.start({ vmId: madeVm(plan), clientRequestId: attempt.id }),

  find: ({ azure }, at) => reached(azure, at, 'running'),
});

/**
 * Azure says in the machine itself why it could not: that is there after an answer that was lost too, and takes no right
 * that looking at the machine does not.
 */
async function reached(
  azure: Azure,
  { plan, attempt }: StepInput<StoredRestore>,
  wanted: 'running' | 'deallocated',
): Promise<FindResultOf<'none'>> {
  const vm = await azure.vms.get(madeVm(plan));
  if (vm?.power === wanted) return { kind: 'done' };
  if (vm?.power === 'changing') return { kind: 'working' };
  const failure = vm && powerFailure(vm, attempt.opened_at, wanted);
  return failure ? { kind: 'failed', failure } : { kind: 'absent' };
}

/** @throws not-restartable: disks that were replaced are in the original machine, which is never switched off. */
function ownVm(plan: StoredRestore, id: string): string {
  if (plan.choice.mode === 'replace') throw new CodedError('not-restartable', { id });
  return madeVm(plan);
}
