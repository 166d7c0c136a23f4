import type { Kysely, OrderByItemBuilder, Selectable, Updateable } from 'kysely';
import { z } from 'zod/v4';
import type { JobFacts } from '../kernel/facts.ts';
import { defineStored, lenient, momentSchema } from '../kernel/stored.ts';
import { toJson } from './rows.ts';
import type { Db, Schema } from './schema.ts';
import type { JobTable } from './tables/jobs.ts';
import type { Tx } from './transaction.ts';

export type JobRow = Omit<Selectable<JobTable>, 'facts'> & { facts: JobFacts };

/** A job's key as it was written when it was followed: Azure's spelling of ids varies between answers. */
export type JobKey = Pick<JobRow, 'vault_id' | 'job_id'>;

/** facts undefined: the stored observation cannot be read; Azure reports it anew. */
export type RunningJob = Omit<JobRow, 'facts'> & { facts: JobFacts | undefined };

const endedStatuses = ['Completed', 'CompletedWithWarnings', 'Failed', 'Cancelled'];

/**
 * Follows a job: its vault's watch reads it until it has ended. Following it twice changes nothing, except that a
 * job that Azure did not know for a while is read again.
 */
export async function followJob(
  tx: Tx,
  facts: JobFacts,
  of: { requestId: string; stepId: string } | undefined,
): Promise<void> {
  const now = tx.now();
  await tx.db
    .insertInto('jobs')
    .values({
      vault_id: facts.vaultId,
      job_id: facts.id,
      request_id: of?.requestId ?? null,
      step_id: of?.stepId ?? null,
      facts: toJson(storedJob.write(facts)),
      status: facts.status,
      first_seen_at: now,
      seen_at: now,
      detail_at: null,
      moved_at: now,
      stalled_at: null,
      ended_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['vault_id', 'job_id'])
        .doUpdateSet({ seen_at: now, moved_at: now, detail_at: null, stalled_at: null, ended_at: null })
        .where('jobs.ended_at', 'is not', null)
        .where('jobs.status', 'not in', endedStatuses),
    )
    .execute();
  if (of) tx.changed(of.requestId);
}

/**
 * Records a look at the job; the history gets a row only if the job changed.
 * @param look asked: for its own answer, whether or not it came
 */
export async function recordJob(
  tx: Tx,
  key: JobKey,
  facts: JobFacts,
  look: { moved: boolean; asked: boolean; ended: boolean },
): Promise<void> {
  const now = tx.now();
  await updateJob(tx, key, {
    facts: toJson(storedJob.write(facts)),
    status: facts.status,
    seen_at: now,
    ...(look.asked && { detail_at: now }),
    ...(look.moved && { moved_at: now, stalled_at: null }),
    ...(look.ended && { ended_at: now }),
  });
  if (!look.moved) return;
  const { vault_id, job_id } = key;
  await tx.db
    .insertInto('job_history')
    .values({ vault_id, job_id, at: now, status: facts.status, percent: facts.percent ?? null })
    .execute();
}

/**
 * Records that Azure did not know the job.
 * @param lost it is no longer followed; its status stays the last one Azure gave
 */
export async function recordMissing(tx: Tx, key: JobKey, lost: boolean): Promise<void> {
  const now = tx.now();
  await updateJob(tx, key, { detail_at: now, ...(lost && { ended_at: now }) });
}

/**
 * A look that wrote nothing would be the last: its watch would take the job for ended, and its request would wait
 * for ever.
 */
async function updateJob(tx: Tx, { vault_id, job_id }: JobKey, change: Updateable<JobTable>): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('jobs')
    .set(change)
    .where('vault_id', '=', vault_id)
    .where('job_id', '=', job_id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Error(`job ${job_id} is not followed in ${vault_id}`);
}

/** @throws NewerStoredError: a newer version watches its vault */
export async function runningJobs(db: Kysely<Schema>, vaultId: string): Promise<RunningJob[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('vault_id', '=', vaultId)
    .where('ended_at', 'is', null)
    .orderBy('first_seen_at')
    .orderBy('job_id')
    .execute();
  return rows.map((row) => ({ ...row, facts: lenient(storedJob).parse(row.facts) }));
}

/** Number of watched vaults of a subscription, and why: their looks share its hourly limit. */
export async function watchedVaults(
  db: Kysely<Schema>,
  subscriptionId: string,
): Promise<{ busy: number; subscribed: number }> {
  const within = `/subscriptions/${subscriptionId}/%`;
  const busy = db
    .selectFrom('jobs')
    .select((e) => e.fn.count<number>('vault_id').distinct().as('count'))
    .where('ended_at', 'is', null)
    .where('vault_id', 'ilike', within);
  const subscribed = db
    .selectFrom('subscriptions')
    .select((e) => e.fn.count<number>('vault_id').distinct().as('count'))
    .where('vault_id', 'ilike', within);
  const [{ count: ours }, { count: told }] = [
    await busy.executeTakeFirstOrThrow(),
    await subscribed.executeTakeFirstOrThrow(),
  ];
  return { busy: Number(ours), subscribed: Number(told) };
}

/**
 * Records that the thread was notified of a stalled job.
 * @returns false: it was notified before, or the job has ended
 */
export async function markStalled(tx: Tx, { vault_id, job_id }: JobKey): Promise<boolean> {
  const job = await tx.db
    .updateTable('jobs')
    .set({ stalled_at: tx.now() })
    .where('vault_id', '=', vault_id)
    .where('job_id', '=', job_id)
    .where('stalled_at', 'is', null)
    .where('ended_at', 'is', null)
    .returning('request_id')
    .executeTakeFirst();
  if (job?.request_id) tx.changed(job.request_id);
  return job !== undefined;
}

/** The request and step that a job is followed for. */
export function findJob(
  db: Kysely<Schema>,
  jobId: string,
): Promise<Pick<JobRow, 'vault_id' | 'request_id' | 'step_id'> | undefined> {
  return db
    .selectFrom('jobs')
    .select(['vault_id', 'request_id', 'step_id'])
    .where((where) => where(where.fn('lower', ['job_id']), '=', jobId.toLowerCase()))
    .executeTakeFirst();
}

/** Requests that jobs are followed for, by the job's id in lower case. */
export async function requestsOfJobs(db: Db, jobIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (jobIds.length === 0) return new Map();
  const ids = jobIds.map((id) => id.toLowerCase());
  const rows = await db
    .selectFrom('jobs')
    .select(['job_id', 'request_id'])
    .where((where) => where(where.fn('lower', ['job_id']), 'in', ids))
    .execute();
  return new Map(rows.flatMap(({ job_id, request_id }) => (request_id ? [[job_id.toLowerCase(), request_id]] : [])));
}

const lastEnded = (order: OrderByItemBuilder) => order.desc().nullsFirst();

/**
 * The followed job of a step, otherwise the one that ended last: a job that Azure did not know for a while may be
 * followed again after another has ended.
 * @throws NewerStoredError, stored.unreadable
 */
export async function jobOfStep(db: Kysely<Schema>, stepId: string): Promise<JobRow | undefined> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('step_id', '=', stepId)
    .orderBy('ended_at', lastEnded)
    .orderBy('first_seen_at', 'desc')
    .executeTakeFirst();
  return row && { ...row, facts: storedJob.parse(row.facts) };
}

/** `jobOfStep` for several steps; steps without a job are left out. @throws NewerStoredError, stored.unreadable */
export async function jobsOfSteps(db: Kysely<Schema>, stepIds: readonly string[]): Promise<Map<string, JobRow>> {
  if (stepIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('jobs')
    .distinctOn('step_id')
    .selectAll()
    .where('step_id', 'in', [...stepIds])
    .orderBy('step_id')
    .orderBy('ended_at', lastEnded)
    .orderBy('first_seen_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.step_id ?? '', { ...row, facts: storedJob.parse(row.facts) }]));
}

/** Lower-case ids of the jobs that a step followed to their end. */
export async function endedJobsOfStep(db: Kysely<Schema>, stepId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('jobs')
    .select('job_id')
    .where('step_id', '=', stepId)
    .where('ended_at', 'is not', null)
    .where('status', 'in', endedStatuses)
    .execute();
  return new Set(rows.map(({ job_id }) => job_id.toLowerCase()));
}

/**
 * Ids of the jobs among these that were started from chat: their own threads report them. Azure spells GUIDs in a
 * list differently from those it was sent or that an operation named.
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
  // Azure may list a job before its operation has reported to the attempt which job it became.
  const attempts =
    activities.length === 0 ? [] : await db.selectFrom('attempts').select('id').where('id', 'in', activities).execute();
  const sent = new Set(attempts.map(({ id }) => id));
  const isOurs = ({ id, activityId }: Pick<JobFacts, 'id' | 'activityId'>) =>
    known.has(id.toLowerCase()) || (activityId !== undefined && sent.has(activityId.toLowerCase()));
  return new Set(jobs.filter(isOurs).map(({ id }) => id));
}

const jobStatus = z.enum([
  'InProgress',
  'Completed',
  'CompletedWithWarnings',
  'Failed',
  'Cancelling',
  'Cancelled',
  'Invalid',
]) satisfies z.ZodType<JobFacts['status']>;

/** The last observation of a followed job. */
export const storedJob = defineStored(
  'job',
  z.object({
    vaultId: z.string(),
    id: z.string(),
    vmName: z.string(),
    containerName: z.string(),
    operation: z.string(),
    status: jobStatus,
    startedAt: momentSchema,
    endedAt: momentSchema.optional(),
    activityId: z.string().optional(),
    cancellable: z.boolean(),
    errors: z.array(
      z.object({
        code: z.number().optional(),
        title: z.string(),
        message: z.string(),
        recommendations: z.array(z.string()),
      }),
    ),
    percent: z.number().optional(),
    remainingSeconds: z.number().optional(),
    tasks: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string().optional() })),
    properties: z.record(z.string(), z.string()),
  }),
);
