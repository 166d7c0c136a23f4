import { CodedError } from '../../kernel/errors.ts';
import type { RequestServices } from '../../requests/services.ts';
import { type StepAt, stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { resultOf } from '../rules/results.ts';
import { namesOf } from '../rules/set-key.ts';
import { stagingOf } from '../rules/staging-identity.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** Puts the customer's key of a confidential machine back, under the address that was signed. */
export const recoverSetKeyStep = stepOf(restoreRequest, {
  job: 'none',

  async needed(services, at) {
    const url = at.plan.plan.effects.keys.set;
    if (!hasFailed(at)) {
      // Nothing was brought out: it is there, or can be recovered where it lies.
      if (!url) return { kind: 'no' };
      const { state } = await services.azure.setKeys.look(url);
      return { kind: state === 'soft-deleted' ? 'yes' : 'no' };
    }
    const vm = at.plan.target.vmName;
    if (!url) return { kind: 'stop', failure: { code: 'rebuild.set-unknown', params: { vm } } };
    const { state, failure } = await services.azure.setKeys.look(url);
    // What passes by itself is waited for, as with every other look before a send.
    if (failure) throw new CodedError(failure.code, failure.params);
    if (state === 'missing' && !(await findExport(services, at))) {
      return { kind: 'stop', failure: { code: 'rebuild.set-key-not-exported', params: { vm, ...namesOf(url) } } };
    }
    return { kind: state === 'missing' || state === 'soft-deleted' ? 'yes' : 'no' };
  },

  async send(services, at) {
    const url = at.plan.plan.effects.keys.set ?? '';
    const { state } = await services.azure.setKeys.look(url);
    // What is soft-deleted is recovered where it lies, whatever Azure still knows of the job.
    const exportUri = state === 'missing' ? await findExport(services, at) : undefined;
    return services.azure.setKeys.send({ url, exportUri, clientRequestId: at.attempt.id });
  },

  async find({ azure }, { plan }) {
    const { state, failure } = await azure.setKeys.look(plan.plan.effects.keys.set ?? '');
    if (failure) return { kind: 'unknown', failure };
    return state === 'missing' || state === 'soft-deleted' ? { kind: 'absent' } : { kind: 'done' };
  },
});

function hasFailed({ results }: StepAt<StoredRestore>): boolean {
  return resultOf(results, 'export-key')?.status === 'Failed';
}

/**
 * By the job that this request wrote down, in the account that was signed.
 * @throws blob-elsewhere, azure.*
 */
async function findExport({ azure, inventory }: RequestServices, { plan, results }: StepAt<StoredRestore>) {
  const job = resultOf(results, 'export-key');
  const vault = await inventory.vault(plan.target.vaultId);
  return job && azure.jobs.encryptionInfo(vault, job.jobId, stagingOf(plan.plan.body));
}
