import type { Db } from './schema.ts';
import type { Tx } from './transaction.ts';

export type SeenJob = { job_id: string; status: string; started_at: Date; seen_at: Date };

/** Of these, those that have not ended. */
export const runningStates: readonly string[] = ['InProgress', 'Cancelling'];

/** What was seen of a vault's jobs that began after a time, or that still ran. */
export function seenJobs(db: Db, vaultId: string, since: Date): Promise<SeenJob[]> {
  return db
    .selectFrom('seen_jobs')
    .select(['job_id', 'status', 'started_at', 'seen_at'])
    .where('vault_id', '=', vaultId)
    .where((where) => where.or([where('started_at', '>=', since), where('status', 'in', runningStates)]))
    .execute();
}

/** They were looked at, and are next looked at after the others. */
export async function touchSeen(tx: Tx, vaultId: string, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return;
  await tx.db
    .updateTable('seen_jobs')
    .set({ seen_at: tx.now() })
    .where('vault_id', '=', vaultId)
    .where('job_id', 'in', jobIds)
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
