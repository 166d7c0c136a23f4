import { guardedFailure, readGuardRequests } from '../../access/resource-guard.ts';
import { stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';

/** Restores a recovery point's disks. Azure gives the client request id back as the job's activityId. */
export const restoreDisksStep = stepOf(restoreRequest, {
  job: 'Restore',

  async send({ azure, inventory }, { plan: { target, plan }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    const guardRequests = await readGuardRequests({ azure }, vault, 'restore');
    const sent = await azure.restores.send({
      vault,
      item: target,
      pointName: target.pointName,
      body: plan.body,
      ...(guardRequests && { guardRequests }),
      clientRequestId: attempt.id,
    });
    const [guardId] = guardRequests ?? [];
    // The right on the guard may have run out since it was looked at: no role on the vault helps.
    const isGuards = guardId !== undefined && sent.kind === 'refused' && sent.failure.code === 'azure.forbidden';
    return isGuards ? { ...sent, failure: guardedFailure('check.guarded', vault, guardId) } : sent;
  },

  async find({ azure, inventory }, { plan: { target }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.restores.find({
      vault,
      containerName: target.containerName,
      operation: 'Restore',
      clientRequestId: attempt.id,
      sentAt: attempt.opened_at,
    });
  },
});
