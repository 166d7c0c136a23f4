import type { RequestServices } from '../../requests/services.ts';
import { defineStep, type StepAt } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { restoringSteps } from '../rules/plan.ts';
import { parseStepResult } from '../rules/results.ts';
import { stagingAccountId } from '../rules/staging.ts';
import type { StoredRestore } from '../stored-restore.ts';

type Results = Readonly<Record<string, unknown>>;

/** Deletes the copy of the key material that Azure Backup wrote beside what it restored: nothing needs it any more. */
export const removeKeyCopyStep = removesCopy((results) =>
  restoringSteps.map((kind) => jobOf(results, kind)).find((jobId) => jobId !== undefined),
);

/** The same of the restore that failed on purpose, once the key is back. */
export const removeKeyExportStep = removesCopy((results) => jobOf(results, 'export-key'));

function removesCopy(jobIn: (results: Results) => string | undefined) {
  return defineStep(restoreRequest, {
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
   * The copy by the job that this request wrote down, in the account that was signed: a copy anywhere else is not this
   * request's.
   * @throws blob-elsewhere
   */
  async function findCopy({ azure, inventory }: RequestServices, { plan, results }: StepAt<StoredRestore>) {
    const vault = await inventory.vault(plan.target.vaultId);
    const jobId = jobIn(results);
    return jobId === undefined ? undefined : azure.jobs.encryptionInfo(vault, jobId, stagingAccountId(plan.plan.body));
  }
}

function jobOf(results: Results, kind: 'export-key' | (typeof restoringSteps)[number]): string | undefined {
  return parseStepResult(results, kind as 'restore-disks')?.jobId;
}
