import { inSeconds } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import { hasEnded } from '../requests/rules/jobs.ts';
import type { RequestServices } from '../requests/services.ts';
import { effectMissing, jobsIn, unanswered } from '../saga/follow.ts';
import { mayHaveActed } from '../saga/late.ts';
import type { RequestRow } from '../store/requests.ts';
import { type AttemptRow, jobsOfAttempts, listAttempts, listSteps, type StepRow } from '../store/steps.ts';
import { deploymentName } from './rules/deployment.ts';
import { mayRestore } from './rules/plan.ts';
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
  const vault = await inventory.knownVault(target.vaultId);
  const { jobIds, missing } = await jobsOfRestore({ store, azure, inventory }, request.id, target);
  const now = clock.now();
  const mayCome = (attempt: AttemptRow) => {
    const { failure } = attempt;
    const isRefused = failure?.code !== effectMissing && failure?.code !== unanswered;
    return isWithin(attempt, now, isRefused ? lateSeconds : mayComeSeconds);
  };
  if (missing.some(mayCome)) return true;
  const attempts = (await Promise.all(steps.map(({ id }) => listAttempts(store.db, id)))).flat();
  // Azure not knowing a job for a while does not mean that it has ended.
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

type Found = {
  jobIds: string[];
  /** Restores of which nothing proves that they never were, and whose jobs are still not there. */
  missing: AttemptRow[];
};

/**
 * The jobs that a request's attempts became, with those of restores that were given up and came after all: nobody wrote
 * these down.
 * @throws azure.*
 */
export async function jobsOfRestore(
  { store, azure, inventory }: Pick<RequestServices, 'store' | 'azure' | 'inventory'>,
  requestId: string,
  { vaultId, containerName }: Pick<StoredRestore['target'], 'vaultId' | 'containerName'>,
): Promise<Found> {
  const vault = await inventory.knownVault(vaultId);
  const jobIds = (await jobsOfAttempts(store.db, requestId)).map(({ jobId }) => jobId);
  const missing: AttemptRow[] = [];
  const restoring = (await listSteps(store.db, requestId)).filter(({ kind }) => mayRestore.includes(kind));
  for (const attempt of (await Promise.all(restoring.map(({ id }) => listAttempts(store.db, id)))).flat()) {
    // A call that was sent more than once under one id may have a job for each send.
    if (attempt.sends === 1 && (attempt.job_id !== null || !mayHaveActed(attempt))) continue;
    const sent = { clientRequestId: attempt.id, sentAt: attempt.opened_at };
    const found = await azure.restores.find({ vault, containerName, operation: 'Restore', ...sent });
    if (found.kind === 'unknown') throw new CodedError(found.failure.code, found.failure.params);
    const known = attempt.job_id?.toLowerCase();
    const others = jobsIn(found).filter((jobId) => jobId.toLowerCase() !== known);
    if (others.length === 0 && mayHaveActed(attempt)) missing.push(attempt);
    const told = new Set(jobIds.map((jobId) => jobId.toLowerCase()));
    jobIds.push(...others.filter((jobId) => !told.has(jobId.toLowerCase())));
  }
  return { jobIds, missing };
}
