import { stepOf } from '../../saga/step-handler.ts';
import { backupRequest } from '../request-kinds/backup.ts';

/** Makes a recovery point now. Azure gives the client request id back as the job's activityId. */
export const backupStep = stepOf(backupRequest, {
  job: 'Backup',

  async send({ azure, inventory }, { plan: { target, plan }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    const keepUntil = new Date(plan.effects.expiry);
    return azure.backups.send({ vault, item: target, keepUntil, clientRequestId: attempt.id });
  },

  async find({ azure, inventory }, { plan: { target }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.backups.find({
      vault,
      containerName: target.containerName,
      operation: 'Backup',
      clientRequestId: attempt.id,
      sentAt: attempt.opened_at,
    });
  },
});
