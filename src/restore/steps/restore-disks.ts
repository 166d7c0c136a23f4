import { sendGuarded } from '../../access/resource-guard.ts';
import { stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';

/** Restores a recovery point's disks. Azure gives the client request id back as the job's activityId. */
export const restoreDisksStep = stepOf(restoreRequest, {
  job: 'Restore',

  async send({ azure, inventory }, { plan: { target, plan }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    const call = { vault, item: target, pointName: target.pointName, body: plan.body, clientRequestId: attempt.id };
    return sendGuarded({ azure }, { vault, operation: 'restore', code: 'check.guarded' }, (named) =>
      azure.restores.send({ ...call, ...named }),
    );
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
