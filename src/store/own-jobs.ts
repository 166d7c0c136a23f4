import type { JobFacts } from '../kernel/facts.ts';
import type { Db } from './schema.ts';

/**
 * Ids of those jobs that were started from chat: their own threads tell of them. Azure spells the GUIDs of a list
 * otherwise than those that it was sent or that an operation named.
 */
export async function ownJobs(
  db: Db,
  jobs: readonly Pick<JobFacts, 'id' | 'activityId'>[],
): Promise<ReadonlySet<string>> {
  if (jobs.length === 0) return new Set();
  const followed = await db
    .selectFrom('jobs')
    .select('job_id')
    .where((where) =>
      where(
        where.fn('lower', ['job_id']),
        'in',
        jobs.map(({ id }) => id.toLowerCase()),
      ),
    )
    .where('request_id', 'is not', null)
    .execute();
  const known = new Set(followed.map(({ job_id }) => job_id.toLowerCase()));
  const activities = jobs.flatMap(({ activityId }) => activityId?.toLowerCase() ?? []);
  // Azure may list a job before its operation has told the attempt which job it became.
  const attempts =
    activities.length === 0 ? [] : await db.selectFrom('attempts').select('id').where('id', 'in', activities).execute();
  const sent = new Set(attempts.map(({ id }) => id));
  const isOurs = ({ id, activityId }: Pick<JobFacts, 'id' | 'activityId'>) =>
    known.has(id.toLowerCase()) || (activityId !== undefined && sent.has(activityId.toLowerCase()));
  return new Set(jobs.filter(isOurs).map(({ id }) => id));
}
