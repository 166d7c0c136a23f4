import { inSeconds } from '../kernel/clock.ts';
import { asFailure, CodedError } from '../kernel/errors.ts';
import type { JobFacts } from '../kernel/facts.ts';
import { StoredError } from '../kernel/stored.ts';
import { failStep } from '../requests/close-request.ts';
import { explainRefusal, jobFailure, jobLost } from '../requests/explain-failure.ts';
import { hasEnded } from '../requests/rules/jobs.ts';
import { endedJobsOfStep, followJob, jobOfStep } from '../store/jobs.ts';
import { lockRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { type AttemptRow, isUnchanged, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { endStep, failOrSkipStep } from './end.ts';
import { isPassing } from './rules/is-passing.ts';
import { isListed, listedFrom } from './rules/reconcile.ts';
import { lookForSecondJobs, noteSecond } from './second-jobs.ts';
import type { SagaServices } from './services.ts';
import { sayOverdue, sayStuck } from './stalls.ts';
import { type AtStep, type FindResult, type StepInput, writeResult } from './step-handler.ts';

/** Between two looks at what was accepted and has no job, where Azure names no other distance (world seconds). */
const betweenLooksSeconds = 20;
/** Operation reads share 150 calls an hour: never asked oftener than this (world seconds). */
const leastSeconds = 10;
/** The vault's watch looks at a new job soon, so that the thread shows movement (world seconds). */
const firstLookSeconds = 15;
/** Azure takes 10 to 45 s from "cancelling" to "cancelled" (world seconds). */
const effectSeconds = 15;
/** So many looks in a row that see nothing of what Azure took: about ten minutes, well beyond any lag seen. */
const looksToGiveUp = 30;
/** The failure of an attempt that was given up so: nothing proves that it has ended. */
export const effectMissing = 'effect-missing';
/** The failure of an attempt that has ended, and nobody can tell how; its step's tells what is in the way. */
const effectUnread = 'effect-unread';
/** Asked for several times under one id, it never answered, and nothing was seen. */
export const unanswered = 'azure.unanswered';
/** What nothing proves to have ended: `jobLost` is that of one whose job Azure no longer knew, and may know again. */
export const unproven: readonly string[] = [effectMissing, effectUnread, jobLost, unanswered];

/** Azure took it and named no operation: what it makes is looked at until it is there. */
export async function followEffect(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const found = await findEffect(services, at, attempt);
  await services.store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    if (await applyFindResult(services, tx, at, attempt, found)) return;
    await lookAgain(services, tx, at, attempt, found, betweenLooksSeconds);
  });
}

/** Azure took it, and this look saw nothing of it. */
async function lookAgain(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: AttemptRow,
  found: FindResult<unknown>,
  waitSeconds: number,
): Promise<void> {
  // An unreadable answer proves nothing: only "not there" counts.
  const looks = attempt.empty_looks + (found.kind === 'absent' ? 1 : 0);
  if (looks >= looksToGiveUp) {
    const failure = { code: effectMissing, params: {} };
    await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
    await failOrSkipStep(services, tx, at, failure);
    return;
  }
  await updateAttempt(tx, attempt.id, { empty_looks: looks });
  await sayStuck(services, tx, at, found.kind === 'unknown' ? found.failure : undefined);
  tx.wake('step', at.request.id, inSeconds(tx.now(), waitSeconds));
}

/** "Succeeded" of an operation only means that the job exists; from then on the job is followed. */
export async function followOperation(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { azure, inventory, store, clock, log } = services;
  const vault = await inventory.vault(at.plan.target.vaultId);
  const look = await azure.operations.get(vault, attempt.operation_id ?? '').catch((error: unknown) => {
    const failure = asFailure(error);
    log.warn({ requestId: at.request.id, failure }, 'an operation could not be read');
    // e.g. a right that is missing: only the job tells then.
    return isPassing(failure) ? { state: 'in-progress' as const, unread: failure } : { state: 'unknown' as const };
  });
  const jobId = 'jobId' in look ? look.jobId : undefined;
  const hasJob = services.stepHandlers.of(at.step).job !== 'none';
  // An operation that Azure no longer knows, or that names no job, left its job all the same; without a job only the
  // effect tells.
  const unproven = look.state === 'unknown' || (look.state === 'succeeded' && !(hasJob && jobId));
  // What was sent before it, without an answer, may be at work too, or be why its operation failed. An operation says
  // "Failed" of a job that runs, too.
  const isDoubtful =
    unproven || (look.state === 'failed' && hasJob) || (look.state !== 'in-progress' && attempt.sends > 1);
  const lookBegan = clock.now();
  const found = isDoubtful ? await findEffect(services, at, attempt) : undefined;
  const failure = look.state === 'failed' ? await explainRefusal(services, at.plan, look.failure) : undefined;
  await store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    if (hasJob && look.state === 'succeeded' && jobId) {
      const seen = jobsIn(found);
      const jobIds = seen.some((id) => id.toLowerCase() === jobId.toLowerCase()) ? seen : [...seen, jobId];
      if (jobIds.length > 1) return tellOfTwo(services, tx, at, attempt, jobIds);
      return startFollowing(services, tx, at, attempt, jobId);
    }
    if (failure) {
      if (found && (await applyFindResult(services, tx, at, attempt, found))) return;
      const unread = found?.kind === 'unknown' && isPassing(found.failure) ? found.failure : undefined;
      await sayStuck(services, tx, at, unread);
      if (unread) return tx.wake('step', at.request.id, inSeconds(tx.now(), betweenLooksSeconds));
      if (found && !isListed(attempt.sent_at, lookBegan)) {
        return tx.wake('step', at.request.id, listedFrom(attempt.sent_at));
      }
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
      if (hasJob) lookForSecondJobs(tx, at.request.id);
      await failOrSkipStep(services, tx, at, failure);
      return;
    }
    const wait = Math.max(leastSeconds, ('retryAfterSeconds' in look && look.retryAfterSeconds) || betweenLooksSeconds);
    if (found) {
      if (await applyFindResult(services, tx, at, attempt, found)) return;
      return lookAgain(services, tx, at, attempt, found, wait);
    }
    const unreadNow = 'unread' in look ? look.unread : undefined;
    await sayStuck(services, tx, at, unreadNow);
    if (!unreadNow) await sayOverdue(services, tx, at);
    // Azure is at it: what was not there before need not have been.
    if (!unreadNow && attempt.empty_looks > 0) await updateAttempt(tx, attempt.id, { empty_looks: 0 });
    tx.wake('step', at.request.id, inSeconds(clock.now(), wait));
  });
}

/** The job is known: its vault's watch reads it from now on and wakes the request whenever it moves. */
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
  tx.wake('watch', target.vaultId, inSeconds(now, firstLookSeconds));
}

/** The job moved or ended: the card follows; an ended job ends the step in the same transaction. */
export async function followJobOfStep(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { db } = services.store;
  const isOver = attempt.sends > 1 && (await jobOfStep(db, at.step.id))?.ended_at;
  const other = isOver ? await stillToFollow(db, at, await findEffect(services, at, attempt)) : undefined;
  await services.store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    const row = await jobOfStep(tx.db, at.step.id);
    if (!row) throw new Error(`attempt ${attempt.id} has a job that is not followed`);
    // The watch wrote what it saw of the job.
    tx.changed(at.request.id);
    if (!row.ended_at) return;
    if (attempt.sends === 1) return endWithJob(services, tx, at, attempt, row.facts);
    // Of one id that was sent twice: the job of a send without an answer may turn up as late as this.
    const unread = other?.kind === 'unknown' && isPassing(other.failure) ? other.failure : undefined;
    await sayStuck(services, tx, at, unread);
    if (!other || unread) return tx.wake('step', at.request.id, inSeconds(tx.now(), betweenLooksSeconds));
    const jobIds = jobsIn(other);
    const isDone = hasSucceeded(row.facts);
    // Where it failed it did so for the other's sake, and one is at work as ever.
    if (jobIds.length > 0 && isDone) await sayTwo(tx, at, [row.job_id, ...jobIds]);
    if (jobIds.length > 0 && row.facts.status === 'Cancelled') await sayTwo(tx, at, [...jobIds, row.job_id]);
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

/** Of what was found, the jobs that its step has not yet followed to their end. */
export async function stillToFollow(
  db: Db,
  { step }: AtStep,
  found: FindResult<unknown>,
): Promise<FindResult<unknown>> {
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
    // Azure no longer knows it: how it ended nobody can tell.
    event: hasEnded(job.status) ? 'job.ended' : 'job.lost',
    requestId: at.request.id,
    vmName: at.request.vm_name,
    planHash: at.request.hash,
    details: { jobId: job.id, status: job.status, activityId: job.activityId ?? null },
  });
  const meant = job.status === 'Failed' && services.stepHandlers.of(at.step).meantToFail?.(job) === true;
  if (meant || hasSucceeded(job)) {
    await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: now });
    const { id: jobId, status, properties } = job;
    const result = { jobId, status, startedAt: job.startedAt.toISOString(), properties };
    return endStep(services, tx, at, { state: 'done', result, toldByJob: true });
  }
  const failure = jobFailure(job);
  await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: now, failure });
  await failStep(services, tx, at, failure, { closes: job.status === 'Cancelled' ? 'cancelled' : 'failed' });
}

/** Asks what an attempt has come to; a failure in the catalogue's words where it has any. */
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
 * Writes what `find` saw, if it saw the attempt's effect or its end.
 * @returns false where it saw neither: the caller decides how long to believe that
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
      await tellOfTwo(services, tx, at, attempt, found.jobIds);
      return true;
    case 'done':
      await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: tx.now() });
      await endStep(services, tx, at, { state: 'done', result: found.result });
      return true;
    case 'working':
      await sayStuck(services, tx, at, undefined);
      await sayOverdue(services, tx, at);
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

/** An attempt has acted: its job is followed, or, without a job of its own, its step is done. */
async function goOnAfter(services: SagaServices, tx: Tx, at: AtStep, attempt: Pick<AttemptRow, 'id'>, jobId: string) {
  if (services.stepHandlers.of(at.step).job !== 'none') return startFollowing(services, tx, at, attempt, jobId);
  await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: tx.now() });
  await endStep(services, tx, at, { state: 'done', result: { jobId } });
  // Whoever follows that job shall see soon what became of it.
  tx.wake('watch', at.plan.target.vaultId, inSeconds(tx.now(), effectSeconds));
}

/** It has no job to follow and is not over: asked again. */
async function goOnWaiting(
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  found: Extract<FindResult, { kind: 'working' }>,
): Promise<void> {
  await updateAttempt(tx, attempt.id, { state: 'accepted', empty_looks: 0 });
  tx.wake('step', at.request.id, inSeconds(tx.now(), found.retryAfterSeconds ?? betweenLooksSeconds));
}

/** Two jobs of one id: the first is followed, and everyone is told of the other. */
async function tellOfTwo(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  jobIds: string[],
) {
  const [first] = jobIds;
  if (!first) throw new Error('several jobs without one');
  await goOnAfter(services, tx, at, attempt, first);
  await sayTwo(tx, at, jobIds);
}

async function sayTwo(tx: Tx, { request, step }: AtStep, [followed, ...others]: string[]) {
  await noteSecond(tx, request, { step: step.kind, followed, others });
}
