import { CodedError } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import { jobsIn } from '../saga/follow.ts';
import { mayHaveActed } from '../saga/late.ts';
import { type AttemptRow, jobsOfAttempts, listAttempts, listSteps } from '../store/steps.ts';
import { mayRestore } from './rules/plan.ts';
import type { StoredRestore } from './stored-restore.ts';

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
  const vault = await inventory.vault(vaultId);
  const jobIds = (await jobsOfAttempts(store.db, requestId)).map(({ jobId }) => jobId);
  const missing: AttemptRow[] = [];
  const restoring = (await listSteps(store.db, requestId)).filter(({ kind }) => mayRestore.includes(kind));
  for (const attempt of (await Promise.all(restoring.map(({ id }) => listAttempts(store.db, id)))).flat()) {
    // Of what was sent more than once under one id each send may have a job.
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
