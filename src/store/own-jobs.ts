import type { JobFacts } from '../kernel/facts.ts';
import type { Db } from './schema.ts';

/** Ids of those jobs that were started from chat: their own threads tell of them. */
export async function ownJobs(
  db: Db,
  jobs: readonly Pick<JobFacts, 'id' | 'activityId'>[],
): Promise<ReadonlySet<string>> {
  if (jobs.length === 0) return new Set();
  const ids = jobs.map(({ id }) => id);
  const followed = await db
    .selectFrom('jobs')
    .select('job_id')
    .where('job_id', 'in', ids)
    .where('request_id', 'is not', null)
    .execute();
  const activities = jobs.flatMap(({ activityId }) => activityId ?? []);
  // Azure may list a job before its operation has told the attempt which job it became.
  const attempts =
    activities.length === 0 ? [] : await db.selectFrom('attempts').select('id').where('id', 'in', activities).execute();
  const sent = new Set(attempts.map(({ id }) => id));
  return new Set([
    ...followed.map(({ job_id }) => job_id),
    ...jobs.filter(({ activityId }) => activityId !== undefined && sent.has(activityId)).map(({ id }) => id),
  ]);
}
