import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import { z } from 'zod/v4';
import type { Failure } from '../kernel/errors.ts';
import { failureColumn, parseFailure, type WithFailures } from './rows.ts';
import { isSameAttempt } from './rules/open-attempt.ts';
import type { Schema } from './schema.ts';
import type { AttemptTable, StepTable } from './tables/requests.ts';
import type { Tx } from './transaction.ts';

export type StepRow = Omit<Selectable<StepTable>, 'failure'> & { failure: Failure | null };
export type AttemptRow = Omit<Selectable<AttemptTable>, 'failure' | 'held'> & {
  failure: Failure | null;
  held: Failure | null;
};

/** @throws NewerStoredError, stored.unreadable */
function parseStep(row: Selectable<StepTable>): StepRow {
  return { ...row, failure: parseFailure(row.failure) };
}

/** @throws NewerStoredError, stored.unreadable */
function parseAttempt(row: Selectable<AttemptTable>): AttemptRow {
  return { ...row, failure: parseFailure(row.failure), held: parseFailure(row.held) };
}

export async function insertSteps(
  tx: Tx,
  steps: Pick<StepRow, 'id' | 'request_id' | 'position' | 'kind'>[],
): Promise<void> {
  // A definition has no steps.
  if (steps.length === 0) return;
  await tx.db
    .insertInto('steps')
    .values(
      steps.map((step) => ({
        ...step,
        state: 'waiting' as const,
        started_at: null,
        ended_at: null,
        failure: null,
        result: null,
        retried_at: null,
      })),
    )
    .execute();
}

/** A request's steps in the order in which they run. */
export async function listSteps(db: Kysely<Schema>, requestId: string): Promise<StepRow[]> {
  const rows = await db
    .selectFrom('steps')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('position')
    .execute();
  return rows.map(parseStep);
}

export async function findStep(db: Kysely<Schema>, id: string): Promise<StepRow | undefined> {
  const row = await db.selectFrom('steps').selectAll().where('id', '=', id).executeTakeFirst();
  return row && parseStep(row);
}

export async function updateStep(
  tx: Tx,
  id: string,
  { failure, ...change }: WithFailures<Updateable<StepTable>, 'failure'>,
): Promise<void> {
  const step = await tx.db
    .updateTable('steps')
    .set({ ...change, failure: failureColumn(failure) })
    .where('id', '=', id)
    .returning('request_id')
    .executeTakeFirst();
  if (step) tx.changed(step.request_id);
}

/**
 * The attempt that is under way or has acted, otherwise the last: an attempt that was given up may have reached
 * Azure after all, with later attempts behind it.
 */
export async function lastAttempt(db: Kysely<Schema>, stepId: string): Promise<AttemptRow | undefined> {
  const row = await db
    .selectFrom('attempts')
    .selectAll()
    .where('step_id', '=', stepId)
    .orderBy(({ eb }) => eb('state', 'in', ['refused', 'failed']))
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row && parseAttempt(row);
}

/**
 * Whether an attempt has not changed since it was read. Check it under the request's lock before acting on it: a
 * process that froze may have lost its key to another, which has gone on meanwhile.
 */
export async function isUnchanged(tx: Tx, read: AttemptRow): Promise<boolean> {
  const now = await tx.db.selectFrom('attempts').selectAll().where('id', '=', read.id).executeTakeFirst();
  return now !== undefined && isSameAttempt(openAttempt(read), openAttempt(parseAttempt(now)));
}

/** The attempt as the rules read it. */
export function openAttempt({ state, sent_at, sends, empty_looks, looked_at, held }: AttemptRow) {
  return { state, sentAt: sent_at, sends, emptyLooks: empty_looks, lookedAt: looked_at, held: held !== null };
}

export async function insertAttempt(
  tx: Tx,
  row: Pick<Insertable<AttemptTable>, 'id' | 'step_id' | 'number'>,
): Promise<AttemptRow> {
  const now = tx.now();
  const inserted = await tx.db
    .insertInto('attempts')
    .values({
      ...row,
      state: 'open',
      opened_at: now,
      sent_at: now,
      sends: 1,
      empty_looks: 0,
      looked_at: null,
      operation_id: null,
      job_id: null,
      failure: null,
      held: null,
      ended_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return parseAttempt(inserted);
}

export async function updateAttempt(
  tx: Tx,
  id: string,
  { failure, held, ...change }: WithFailures<Updateable<AttemptTable>, 'failure' | 'held'>,
): Promise<void> {
  await tx.db
    .updateTable('attempts')
    .set({ ...change, failure: failureColumn(failure), held: failureColumn(held) })
    .where('id', '=', id)
    .execute();
}

/**
 * Ids of the jobs of a request's attempts, earliest first, failed attempts included; last those that gave way to
 * another with the same id, or that nobody follows beside it (`attempt.doubled`).
 */
export async function jobsOfAttempts(
  db: Kysely<Schema>,
  requestId: string,
): Promise<{ kind: string; jobId: string; openedAt: Date; endedAt: Date | null }[]> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('steps', 'steps.id', 'attempts.step_id')
    .select(['steps.kind', 'attempts.job_id', 'attempts.opened_at', 'attempts.ended_at'])
    .where('steps.request_id', '=', requestId)
    .orderBy('attempts.opened_at')
    .execute();
  // When one id was sent twice, the attempt names the job that is followed now; an earlier one was followed before.
  const followed = await db
    .selectFrom('jobs')
    .innerJoin('steps', 'steps.id', 'jobs.step_id')
    .innerJoin('attempts', 'attempts.step_id', 'steps.id')
    .select((e) => ['steps.kind', 'jobs.job_id', e.fn.max('attempts.opened_at').as('opened_at'), 'jobs.ended_at'])
    .where('steps.request_id', '=', requestId)
    .whereRef('attempts.opened_at', '<=', 'jobs.first_seen_at')
    .groupBy(['steps.kind', 'jobs.job_id', 'jobs.ended_at'])
    .execute();
  const seconds = (await secondJobs(db, requestId)).flatMap(({ kind, others }) => {
    const opened_at = rows.find((row) => row.kind === kind)?.opened_at;
    return opened_at ? others.map((job_id) => ({ kind, job_id, opened_at, ended_at: null })) : [];
  });
  const told = new Set<string>();
  return [...rows, ...followed, ...seconds].flatMap(({ kind, job_id, opened_at, ended_at }) => {
    const key = job_id?.toLowerCase();
    if (job_id === null || key === undefined || told.has(key)) return [];
    told.add(key);
    return [{ kind, jobId: job_id, openedAt: opened_at, endedAt: ended_at }];
  });
}

const storedSecondJobs = z.object({ step: z.string(), followed: z.string().nullable(), others: z.array(z.string()) });

/** Unfollowed jobs in Azure of a request's steps, from its audit; `followed`: the followed job of the same step. */
export async function secondJobs(
  db: Kysely<Schema>,
  requestId: string,
): Promise<{ kind: string; followed: string | null; others: string[] }[]> {
  const rows = await db
    .selectFrom('audit')
    .select('details')
    .where('request_id', '=', requestId)
    .where('event', '=', 'attempt.doubled')
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ details }) => {
    const { data } = storedSecondJobs.safeParse(details);
    return data ? [{ kind: data.step, followed: data.followed, others: data.others }] : [];
  });
}

export type SentAttempt = {
  id: string;
  state: AttemptRow['state'];
  jobId: string | null;
  stepId: string;
  kind: string;
  requestId: string;
};

/** The attempts among these ids that were opened since a time. */
export async function listSent(db: Kysely<Schema>, ids: readonly string[], since: Date): Promise<SentAttempt[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('attempts')
    .innerJoin('steps', 'steps.id', 'attempts.step_id')
    .select([
      'attempts.id',
      'attempts.state',
      'attempts.job_id as jobId',
      'attempts.step_id as stepId',
      'steps.kind',
      'steps.request_id as requestId',
    ])
    .where('attempts.id', 'in', [...ids])
    .where('attempts.opened_at', '>=', since)
    .execute();
}

/** Requests that have opened an attempt since a time. */
export async function requestsSentSince(db: Kysely<Schema>, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('steps', 'steps.id', 'attempts.step_id')
    .select('steps.request_id')
    .distinct()
    .where('attempts.opened_at', '>=', since)
    .execute();
  return rows.map(({ request_id }) => request_id);
}

/** Lower-case ids of all jobs that were followed for a step, latest first. */
export async function followedJobs(db: Kysely<Schema>, stepId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('jobs')
    .select('job_id')
    .where('step_id', '=', stepId)
    .orderBy('first_seen_at', 'desc')
    .execute();
  return rows.map(({ job_id }) => job_id.toLowerCase());
}

/** All attempts of a step, earliest first. */
export async function listAttempts(db: Kysely<Schema>, stepId: string): Promise<AttemptRow[]> {
  const rows = await db.selectFrom('attempts').selectAll().where('step_id', '=', stepId).orderBy('number').execute();
  return rows.map(parseAttempt);
}

/** Whether an earlier step of the same request was tried, or retried. */
export async function hasEarlierTry(
  db: Kysely<Schema>,
  { request_id, position }: Pick<StepRow, 'request_id' | 'position'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('steps')
    .leftJoin('attempts', 'attempts.step_id', 'steps.id')
    .select('steps.id')
    .where('steps.request_id', '=', request_id)
    .where('steps.position', '<', position)
    .where(({ or, eb }) => or([eb('attempts.id', 'is not', null), eb('steps.retried_at', 'is not', null)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ids of attempts at a kind of step opened since a time: Azure returns them as the activity ids of their jobs. */
export async function attemptsSince(db: Kysely<Schema>, kind: string, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('attempts')
    .innerJoin('steps', 'steps.id', 'attempts.step_id')
    .select('attempts.id')
    .where('steps.kind', '=', kind)
    .where('attempts.opened_at', '>=', since)
    .execute();
  return rows.map(({ id }) => id);
}

/** The request of an attempt: a job is recognised by its activity id, from its first second. */
export async function requestOfAttempt(db: Kysely<Schema>, attemptId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('attempts')
    .innerJoin('steps', 'steps.id', 'attempts.step_id')
    .select('steps.request_id')
    .where('attempts.id', '=', attemptId.toLowerCase())
    .executeTakeFirst();
  return row?.request_id;
}
