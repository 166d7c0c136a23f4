import { hasEnded } from '../requests/rules/job-look.ts';
import type { Services } from '../services.ts';
import type { RequestRow } from '../store/requests.ts';
import { jobsOfAttempts, listAttempts, type StepRow } from '../store/steps.ts';
import { deploymentName } from './rules/deployment-name.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * Whether Azure may still be making something for a request that is over: by a job or a deployment that an attempt began.
 * @throws azure.*
 */
export async function isMaking(
  { store, azure, inventory }: Pick<Services, 'store' | 'azure' | 'inventory'>,
  request: Pick<RequestRow, 'id'>,
  { target, plan }: StoredRestore,
  steps: readonly StepRow[],
): Promise<boolean> {
  const vault = await inventory.vault(target.vaultId);
  for (const { jobId } of await jobsOfAttempts(store.db, request.id)) {
    const job = await azure.jobs.get(vault, jobId);
    if (job && !hasEnded(job.status)) return true;
  }
  const deploy = steps.find(({ kind }) => kind === 'deploy-vm');
  for (const attempt of deploy ? await listAttempts(store.db, deploy.id) : []) {
    const name = deploymentName(request.id, 'deploy-vm', attempt);
    const found = await azure.deployments.get(plan.target.resourceGroupId, name);
    if (found?.state === 'running') return true;
  }
  return false;
}
