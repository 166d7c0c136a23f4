import { stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kind.ts';

/** Restores a recovery point's disks. Azure gives the client request id back as the job's activityId. */
export const restoreDisksStep = stepOf(restoreRequest, {
  job: 'Restore',

  async send({ azure, inventory }, { plan: { target, plan }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.restores.send({
      vault,
      item: target,
      pointName: target.pointName,
      body: plan.body,
      clientRequestId: attempt.id,
    });
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
