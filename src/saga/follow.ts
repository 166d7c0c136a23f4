import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { StoredError } from '../kernel/stored.ts';
import { failStep } from '../requests/close-request.ts';
import { explainRefusal, jobFailure, jobLost } from '../requests/request-view.ts';
import { hasEnded } from '../requests/rules/jobs.ts';
import { endedJobsOfStep, followJob, jobOfStep } from '../store/jobs.ts';
import { lockRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { type AttemptRow, isUnchanged, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { endStep, failOrSkipStep } from './end.ts';
import { isListed, listedFrom } from './rules/reconcile.ts';
import { recordSecondJob, wakeSecondJobSearch } from './second-jobs.ts';
import type { SagaServices } from './services.ts';
import { postOverdue, postStuck } from './stalls.ts';
import { type AtStep, type FindResult, type StepInput, writeResult } from './step-handler.ts';
import { stopJobTimer } from './stop.ts';

/** Time between two reads of an accepted attempt without a job, unless Azure names another (world seconds). */
const betweenReadsSeconds = 20;
/** Shortest time between two reads of an operation, as they share 150 calls an hour (world seconds). */
const leastSeconds = 10;
/** The vault's watch reads a new job soon, so that the thread shows movement (world seconds). */
const firstReadSeconds = 15;
/** Azure takes 10 to 45 s from "cancelling" to "cancelled" (world seconds). */
const effectSeconds = 15;
/**
 * Reads in a row that find no effect before an accepted attempt is given up: about ten minutes, well beyond any lag
 * seen.
 */
const emptyReadsToGiveUp = 30;
/** Failure of an attempt given up this way: nothing proves that it has ended. */
export const effectMissing = 'effect-missing';
/** Failure of an attempt that ended with an unknown result; the failure of its step says what is in the way. */
const effectUnread = 'effect-unread';
/** Failure of an attempt that was sent several times under one id and got no answer, with no effect seen. */
export const unanswered = 'azure.unanswered';
/**
 * Failures of attempts that are not proven to have ended. `jobLost`: Azure no longer knew the job, and may know it
 * again.
 */
export const unproven: readonly string[] = [effectMissing, effectUnread, jobLost, unanswered];

/** Follows an accepted attempt without an operation: reads its effect until it is there. */
export async function followEffect(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const found = await findEffect(services, at, attempt);
  await services.store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    if (await applyFindResult(services, tx, at, attempt, found)) return;
    await readEffectAgain(services, tx, at, attempt, found, betweenReadsSeconds);
  });
}

/** Counts a read that saw no effect of an accepted attempt, and reads again later. */
async function readEffectAgain(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: AttemptRow,
  found: FindResult<unknown>,
  waitSeconds: number,
): Promise<void> {
  // An unreadable answer proves nothing: only "not there" counts.
  const looks = attempt.empty_looks + (found.kind === 'absent' ? 1 : 0);
  if (looks >= emptyReadsToGiveUp) {
    const failure = { code: effectMissing, params: {} };
    await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
    await failOrSkipStep(services, tx, at, failure);
    return;
  }
  await updateAttempt(tx, attempt.id, { empty_looks: looks });
  await postStuck(services, tx, at, found.kind === 'unknown' ? found.failure : undefined);
  tx.wake('step', at.request.id, inSeconds(tx.now(), waitSeconds));
}

/** "Succeeded" of an operation only means that the job exists; from then on the job is followed. */
export async function followOperation(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { azure, inventory, store, clock, log } = services;
  const vault = await inventory.knownVault(at.plan.target.vaultId);
  const look = await azure.operations.get(vault, attempt.operation_id ?? '').catch((error: unknown) => {
    const failure = asFailure(error);
    log.warn({ requestId: at.request.id, failure }, 'an operation could not be read');
    // Another read would not help, e.g. because a right is missing: only the job can tell.
    return isPassing(failure) ? { state: 'in-progress' as const, unread: failure } : { state: 'unknown' as const };
  });
  const jobId = 'jobId' in look ? look.jobId : undefined;
  const hasJob = services.stepHandlers.of(at.step).job !== 'none';
  // An operation that Azure no longer knows, or that names no job, may have left a job all the same. A step without
  // jobs can only be judged by its effect.
  const unproven = look.state === 'unknown' || (look.state === 'succeeded' && !(hasJob && jobId));
  // An earlier unanswered send may be running too, or be the reason why this operation failed. Azure also reports
  // "Failed" for operations whose job runs.
  const isDoubtful =
    unproven || (look.state === 'failed' && hasJob) || (look.state !== 'in-progress' && attempt.sends > 1);
  const pollBegan = clock.now();
  const found = isDoubtful ? await findEffect(services, at, attempt) : undefined;
  const failure = look.state === 'failed' ? await explainRefusal(services, at.plan, look.failure) : undefined;
  await store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    if (hasJob && look.state === 'succeeded' && jobId) {
      const seen = jobsIn(found);
      const jobIds = seen.some((id) => id.toLowerCase() === jobId.toLowerCase()) ? seen : [...seen, jobId];
      if (jobIds.length > 1) return followFirstJob(services, tx, at, attempt, jobIds);
      return startFollowing(services, tx, at, attempt, jobId);
    }
    if (failure) {
      if (found && (await applyFindResult(services, tx, at, attempt, found))) return;
      const unread = found?.kind === 'unknown' && isPassing(found.failure) ? found.failure : undefined;
      await postStuck(services, tx, at, unread);
      if (unread) return tx.wake('step', at.request.id, inSeconds(tx.now(), betweenReadsSeconds));
      if (found && !isListed(attempt.sent_at, pollBegan)) {
        return tx.wake('step', at.request.id, listedFrom(attempt.sent_at));
      }
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
      if (hasJob) wakeSecondJobSearch(tx, at.request.id);
      await failOrSkipStep(services, tx, at, failure);
      return;
    }
    const wait = Math.max(leastSeconds, ('retryAfterSeconds' in look && look.retryAfterSeconds) || betweenReadsSeconds);
    if (found) {
      if (await applyFindResult(services, tx, at, attempt, found)) return;
      return readEffectAgain(services, tx, at, attempt, found, wait);
    }
    const unreadNow = 'unread' in look ? look.unread : undefined;
    await postStuck(services, tx, at, unreadNow);
    if (!unreadNow) await postOverdue(services, tx, at);
    // Azure is working on it, so earlier reads that saw nothing no longer count.
    if (!unreadNow && attempt.empty_looks > 0) await updateAttempt(tx, attempt.id, { empty_looks: 0 });
    tx.wake('step', at.request.id, inSeconds(clock.now(), wait));
  });
}

/** Starts to follow a job: the vault's watch reads it from now on, and wakes the request whenever it changes. */
async function startFollowing(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  jobId: string,
): Promise<void> {
  const { target } = at.plan;
  const { job } = services.stepHandlers.of(at.step);
  if (job === 'none') throw new Error(`step ${at.step.id} starts no job`);
  const now = tx.now();
  await updateAttempt(tx, attempt.id, { state: 'accepted', job_id: jobId });
  const facts: JobFacts = {
    vaultId: target.vaultId,
    id: jobId,
    vmName: target.vmName,
    containerName: target.containerName,
    operation: job,
    status: 'InProgress',
    startedAt: now,
    activityId: attempt.id,
    cancellable: false,
    errors: [],
    tasks: [],
    properties: {},
  };
  await followJob(tx, facts, { requestId: at.request.id, stepId: at.step.id });
  tx.audit({
    event: 'job.followed',
    requestId: at.request.id,
    vmName: at.request.vm_name,
    planHash: at.request.hash,
    details: { jobId, clientRequestId: attempt.id, step: at.step.kind },
  });
  tx.wake('watch', target.vaultId, inSeconds(now, firstReadSeconds));
}

/** Updates the card when the job changes; an ended job ends the step in the same transaction. */
export async function followJobOfStep(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { db } = services.store;
  const isOver = attempt.sends > 1 && (await jobOfStep(db, at.step.id))?.ended_at;
  const other = isOver ? await jobsToFollow(db, at, await findEffect(services, at, attempt)) : undefined;
  await services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    const row = await jobOfStep(tx.db, at.step.id);
    if (!row) throw new Error(`attempt ${attempt.id} has a job that is not followed`);
    if (locked?.stopped_at && !row.ended_at) tx.wake('timer', `${stopJobTimer}:${at.request.id}`);
    // The watch has stored what it read of the job, so the card must be drawn again.
    tx.changed(at.request.id);
    if (!row.ended_at) return;
    if (attempt.sends === 1) return endWithJob(services, tx, at, attempt, row.facts);
    // After a second send of one id, the job of the unanswered send may turn up as late as this.
    const unread = other?.kind === 'unknown' && isPassing(other.failure) ? other.failure : undefined;
    await postStuck(services, tx, at, unread);
    if (!other || unread) return tx.wake('step', at.request.id, inSeconds(tx.now(), betweenReadsSeconds));
    const jobIds = jobsIn(other);
    const isDone = hasSucceeded(row.facts);
    // A job that failed did so because the other one was running, and that one still runs: only one has acted.
    if (jobIds.length > 0 && isDone) await reportSecondJobs(tx, at, [row.job_id, ...jobIds]);
    if (jobIds.length > 0 && row.facts.status === 'Cancelled') await reportSecondJobs(tx, at, [...jobIds, row.job_id]);
    if (jobIds.length > 0 && !isDone) await applyFindResult(services, tx, at, attempt, other);
    else await endWithJob(services, tx, at, attempt, row.facts);
  });
}

function hasSucceeded({ status }: JobFacts): boolean {
  return status === 'Completed' || status === 'CompletedWithWarnings';
}

export function jobsIn(found: FindResult<unknown> | undefined): string[] {
  if (found?.kind === 'found') return [found.jobId];
  return found?.kind === 'several' ? found.jobIds : [];
}

/** Those of the found jobs that the step has not yet followed to their end. */
export async function jobsToFollow(db: Db, { step }: AtStep, found: FindResult<unknown>): Promise<FindResult<unknown>> {
  if (found.kind !== 'found' && found.kind !== 'several') return found;
  const ended = await endedJobsOfStep(db, step.id);
  const jobIds = jobsIn(found).filter((id) => !ended.has(id.toLowerCase()));
  const [jobId] = jobIds;
  if (jobId === undefined) return { kind: 'absent' };
  return jobIds.length === 1 ? { kind: 'found', jobId } : { kind: 'several', jobIds };
}

async function endWithJob(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: AttemptRow,
  job: JobFacts,
): Promise<void> {
  const now = tx.now();
  tx.audit({
    // Azure no longer knows the job, so nobody can tell how it ended.
    event: hasEnded(job.status) ? 'job.ended' : 'job.lost',
    requestId: at.request.id,
    vmName: at.request.vm_name,
    planHash: at.request.hash,
    details: { jobId: job.id, status: job.status, activityId: job.activityId ?? null },
  });
  const meant = job.status === 'Failed' && services.stepHandlers.of(at.step).meantToFail?.(job) === true;
  const { id: jobId, status, properties } = job;
  const result = { jobId, status, startedAt: job.startedAt.toISOString(), properties };
  if (meant || hasSucceeded(job)) {
    await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: now });
    return endStep(services, tx, at, { state: 'done', result });
  }
  const failure = jobFailure(job);
  await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: now, failure });
  // A job that was cut short may have left something, which a stopped request tidies.
  await failStep(services, tx, at, failure, {
    closes: job.status === 'Cancelled' ? 'cancelled' : 'failed',
    ...(at.request.stopped_at && { result: writeResult(services.stepHandlers.of(at.step), result) }),
  });
}

/** Finds out what has become of an attempt; failures are in the catalogue's words where it has any. */
export async function findEffect(
  services: SagaServices,
  at: AtStep,
  attempt: StepInput<unknown>['attempt'],
): Promise<FindResult<unknown>> {
  try {
    const found = await services.stepHandlers.of(at.step).find(services, { ...at, attempt });
    if (found.kind !== 'failed') return found;
    return { ...found, failure: await explainRefusal(services, at.plan, found.failure) };
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError) throw error;
    return { kind: 'unknown', failure: asFailure(error) };
  }
}

/**
 * Stores what `find` saw, if it saw the attempt's effect or its end.
 * @returns false if it saw neither: the caller decides how long to believe that
 */
export async function applyFindResult(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  found: FindResult<unknown>,
): Promise<boolean> {
  switch (found.kind) {
    case 'found':
      await goOnAfter(services, tx, at, attempt, found.jobId);
      return true;
    case 'several':
      await followFirstJob(services, tx, at, attempt, found.jobIds);
      return true;
    case 'done':
      await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: tx.now() });
      await endStep(services, tx, at, { state: 'done', result: found.result });
      return true;
    case 'working':
      await postStuck(services, tx, at, undefined);
      await postOverdue(services, tx, at);
      await goOnWaiting(tx, at, attempt, found);
      return true;
    case 'failed':
    case 'too-late':
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure: found.failure });
      await failOrSkipStep(services, tx, at, found.failure, {
        ...('result' in found && { result: writeResult(services.stepHandlers.of(at.step), found.result) }),
      });
      return true;
    case 'unread': {
      const failure = { code: effectUnread, params: {} };
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
      await failOrSkipStep(services, tx, at, found.failure);
      return true;
    }
    case 'absent':
    case 'unknown':
      return false;
  }
}

/** Goes on after an attempt that has acted: its job is followed or, for a step without jobs, the step is done. */
async function goOnAfter(services: SagaServices, tx: Tx, at: AtStep, attempt: Pick<AttemptRow, 'id'>, jobId: string) {
  if (services.stepHandlers.of(at.step).job !== 'none') return startFollowing(services, tx, at, attempt, jobId);
  await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: tx.now() });
  await endStep(services, tx, at, { state: 'done', result: { jobId } });
  // The watch that follows this job should soon see what became of it.
  tx.wake('watch', at.plan.target.vaultId, inSeconds(tx.now(), effectSeconds));
}

/** Asks again later about work that has no job to follow and is not over. */
async function goOnWaiting(
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  found: Extract<FindResult, { kind: 'working' }>,
): Promise<void> {
  await updateAttempt(tx, attempt.id, { state: 'accepted', empty_looks: 0 });
  tx.wake('step', at.request.id, inSeconds(tx.now(), found.retryAfterSeconds ?? betweenReadsSeconds));
}

/** Follows the first of two jobs with one id, and tells everyone of the other. */
async function followFirstJob(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  jobIds: string[],
) {
  const [first] = jobIds;
  if (!first) throw new Error('several jobs without one');
  await goOnAfter(services, tx, at, attempt, first);
  await reportSecondJobs(tx, at, jobIds);
}

async function reportSecondJobs(tx: Tx, { request, step }: AtStep, [followed, ...others]: string[]) {
  await recordSecondJob(tx, request, { step: step.kind, followed, others });
}
