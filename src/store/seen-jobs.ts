import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

export type SeenJob = { job_id: string; status: string; started_at: Date; seen_at: Date };

/** States of jobs that have not ended. */
export const runningStates: readonly string[] = ['InProgress', 'Cancelling'];

/** Observed jobs of a vault that began after a time, or that were still running. */
export function seenJobs(db: Db, vaultId: string, since: Date): Promise<SeenJob[]> {
  return db
    .selectFrom('seen_jobs')
    .select(['job_id', 'status', 'started_at', 'seen_at'])
    .where('vault_id', '=', vaultId)
    .where((where) => where.or([where('started_at', '>=', since), where('status', 'in', runningStates)]))
    .execute();
}

/** Marks jobs as inspected; their next turn comes after the others. */
export async function touchSeen(tx: Tx, vaultId: string, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return;
  await tx.db
    .updateTable('seen_jobs')
    .set({ seen_at: tx.now() })
    .where('vault_id', '=', vaultId)
    .where('job_id', 'in', jobIds)
    .execute();
}

/** Rows per statement, for a vault with a thousand jobs in one night. */
const batch = 1000;

export async function recordSeen(
  tx: Tx,
  vaultId: string,
  jobs: readonly { jobId: string; status: string; startedAt: Date }[],
): Promise<void> {
  for (let from = 0; from < jobs.length; from += batch) {
    await tx.db
      .insertInto('seen_jobs')
      .values(
        jobs.slice(from, from + batch).map(({ jobId, status, startedAt }) => ({
          vault_id: vaultId,
          job_id: jobId,
          status,
          started_at: startedAt,
          seen_at: tx.now(),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['vault_id', 'job_id']).doUpdateSet((excluded) => ({
          status: excluded.ref('excluded.status'),
          seen_at: excluded.ref('excluded.seen_at'),
        })),
      )
      .execute();
  }
}
