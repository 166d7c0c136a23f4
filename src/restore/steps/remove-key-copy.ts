import { type StepAt, stepOf } from '../../saga/step-handler.ts';
import type { Services } from '../../services.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { restoreOf } from '../rules/results.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** Deletes the copy of the key material that Azure Backup wrote beside the disks: nothing needs it any more. */
export const removeKeyCopyStep = stepOf(restoreRequest, {
  job: 'none',
  tidies: 'recorded',

  async needed(services, at) {
    const uri = await findCopy(services, at);
    return uri && (await services.azure.stagingBlobs.exists(uri)) ? { kind: 'yes' } : { kind: 'no' };
  },

  async send(services, at) {
    const uri = (await findCopy(services, at)) ?? '';
    return services.azure.stagingBlobs.delete({ uri, clientRequestId: at.attempt.id });
  },

  async find(services, at) {
    const uri = await findCopy(services, at);
    return uri && (await services.azure.stagingBlobs.exists(uri)) ? { kind: 'absent' } : { kind: 'done' };
  },
});

/**
 * By the job that this request wrote down, in the account that was signed: a copy anywhere else is none of its own.
 * @throws blob-elsewhere
 */
async function findCopy({ azure, inventory }: Services, { plan, results }: StepAt<StoredRestore>) {
  const vault = await inventory.vault(plan.target.vaultId);
  return azure.jobs.encryptionInfo(vault, restoreOf(results).jobId, plan.plan.body.storageAccountId);
}
