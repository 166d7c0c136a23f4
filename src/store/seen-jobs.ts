import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

export type SeenJob = { job_id: string; status: string; started_at: Date; seen_at: Date };

/** What was seen of a vault's jobs that began after a time. */
export function seenJobs(db: Db, vaultId: string, since: Date): Promise<SeenJob[]> {
  return db
    .selectFrom('seen_jobs')
    .select(['job_id', 'status', 'started_at', 'seen_at'])
    .where('vault_id', '=', vaultId)
    .where('started_at', '>=', since)
    .execute();
}

/** Of a vault with a night of a thousand jobs: rows of one statement. */
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
