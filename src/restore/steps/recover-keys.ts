import { type StepAt, stepOf } from '../../saga/step-handler.ts';
import type { Services } from '../../services.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { checkedKeys, restoreOf, resultOf, storedResults } from '../rules/results.ts';
import { stagingOf } from '../rules/staging-identity.ts';
import type { StoredRestore } from '../stored-restore.ts';

/**
 * Brings back keys and secrets that are missing. Each is sent only while it is missing, so what a killed send left
 * undone is all that the next one does.
 */
export const recoverKeysStep = stepOf(restoreRequest, {
  job: 'none',
  result: storedResults['recover-keys'],

  async needed(_services, { results }) {
    return (resultOf(results, 'check-keys')?.missing ?? 0) > 0 ? { kind: 'yes' } : { kind: 'no' };
  },

  async send(services, at) {
    return services.azure.keyRecovery.send({ ...(await query(services, at)), clientRequestId: at.attempt.id });
  },

  async find(services, at) {
    const found = await services.azure.keyRecovery.find(await query(services, at));
    return found.kind === 'done' ? { kind: 'done', result: { replaced: found.replaced } } : found;
  },
});

async function query({ azure, inventory }: Services, { plan, results }: StepAt<StoredRestore>) {
  const vault = await inventory.vault(plan.target.vaultId);
  const { itemId: item, pointName } = plan.target;
  const account = stagingOf(plan.plan.body);
  const encryptionInfoUri = await azure.jobs.encryptionInfo(vault, restoreOf(results).jobId, account);
  // Not every point tells it.
  const osType = plan.plan.effects.machine?.osType ?? plan.point.osType;
  return { keys: checkedKeys(results), encryptionInfoUri, item, pointName, machineName: plan.target.vmName, osType };
}
