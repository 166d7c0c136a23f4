import { inSeconds } from '../kernel/clock.ts';
import { hasEnded } from '../requests/rules/job-look.ts';
import type { RequestServices } from '../requests/services.ts';
import { effectMissing, unanswered } from '../saga/follow.ts';
import { mayHaveActed } from '../saga/late.ts';
import type { RequestRow } from '../store/requests.ts';
import { type AttemptRow, listAttempts, type StepRow } from '../store/steps.ts';
import { jobsOfRestore } from './jobs-of-restore.ts';
import { deploymentName } from './rules/deployment-name.ts';
import type { StoredRestore } from './stored-restore.ts';

/**
 * A restore that Azure took, or may have taken, and nothing is seen of may come, or go on, so long after it was given up
 * (world seconds).
 */
const mayComeSeconds = 24 * 60 * 60;
/**
 * So long the job of an earlier send may stay unseen where Azure refused the last one, as it does while that is at work, and a
 * deployment that it never answered (world seconds).
 */
const lateSeconds = 10 * 60;

/**
 * Whether Azure may still be making something for a request that is over: by a job or a deployment that an attempt began.
 * @throws azure.*
 */
export async function isMaking(
  { store, azure, inventory, clock }: Pick<RequestServices, 'store' | 'azure' | 'inventory' | 'clock'>,
  request: Pick<RequestRow, 'id'>,
  { target, plan }: StoredRestore,
  steps: readonly StepRow[],
): Promise<boolean> {
  const vault = await inventory.vault(target.vaultId);
  const { jobIds, missing } = await jobsOfRestore({ store, azure, inventory }, request.id, target);
  const now = clock.now();
  const mayCome = (attempt: AttemptRow) => {
    const { failure } = attempt;
    const isRefused = failure?.code !== effectMissing && failure?.code !== unanswered;
    return isWithin(attempt, now, isRefused ? lateSeconds : mayComeSeconds);
  };
  if (missing.some(mayCome)) return true;
  const attempts = (await Promise.all(steps.map(({ id }) => listAttempts(store.db, id)))).flat();
  // That Azure does not know a job for a while says nothing of its end.
  const mayGoOn = (jobId: string) =>
    attempts.some((one) => one.job_id === jobId && one.state !== 'succeeded' && isWithin(one, now, mayComeSeconds));
  for (const jobId of jobIds) {
    const job = await azure.jobs.get(vault, jobId);
    if (job ? !hasEnded(job.status) : mayGoOn(jobId)) return true;
  }
  return isDeploying({ store, azure, clock }, request, plan.target.resourceGroupId, steps);
}

/** The same of its deployments alone, which take no vault. @throws azure.* */
export async function isDeploying(
  { store, azure, clock }: Pick<RequestServices, 'store' | 'azure' | 'clock'>,
  request: Pick<RequestRow, 'id'>,
  groupId: string,
  steps: readonly StepRow[],
): Promise<boolean> {
  const deploy = steps.find(({ kind }) => kind === 'deploy-vm');
  for (const attempt of deploy ? await listAttempts(store.db, deploy.id) : []) {
    const name = deploymentName(request.id, 'deploy-vm', attempt);
    const found = await azure.deployments.get(groupId, name);
    if (found ? found.state === 'running' : mayHaveActed(attempt) && isWithin(attempt, clock.now(), lateSeconds)) {
      return true;
    }
  }
  return false;
}

function isWithin({ ended_at }: AttemptRow, now: Date, seconds: number): boolean {
  return ended_at !== null && now < inSeconds(ended_at, seconds);
}
