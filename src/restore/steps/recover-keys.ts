import { CodedError } from '../../kernel/errors.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { isKeptInPoint } from '../../machines/rules/kept-in-point.ts';
import type { RequestServices } from '../../requests/services.ts';
import { type StepAt, stepOf } from '../../saga/step-handler.ts';
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

async function query(services: RequestServices, at: StepAt<StoredRestore>) {
  const { plan, results } = at;
  const { itemId: item, pointName } = plan.target;
  const keys = checkedKeys(results);
  const encryptionInfoUri = await findCopy(services, at, keys);
  // Not every point tells it.
  const osType = plan.plan.effects.machine?.osType ?? plan.point.osType;
  return { keys, encryptionInfoUri, item, pointName, machineName: plan.target.vmName, osType };
}

/**
 * The copy of the keys that the restore left. A job that Azure does not know keeps nothing back that needs no copy: what is
 * soft-deleted, and what the point holds itself.
 * @throws vault-not-found, blob-elsewhere, azure.*
 */
async function findCopy(
  { azure, inventory }: RequestServices,
  { plan, results }: StepAt<StoredRestore>,
  keys: readonly AdeKeys[],
): Promise<string | undefined> {
  const vault = await inventory.vault(plan.target.vaultId);
  try {
    return await azure.jobs.encryptionInfo(vault, restoreOf(results).jobId, stagingOf(plan.plan.body));
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'azure.not-found') throw error;
    const standings = await azure.keyRecovery.look({ keys });
    if (standings.some(({ state, url }) => state === 'missing' && !isKeptInPoint(plan.point, url))) throw error;
    return undefined;
  }
}
