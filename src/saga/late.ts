import { v5 } from 'uuid';
import { isSuspicious } from '../i18n/failure-text.ts';
import { clockSlackSeconds } from '../kernel/attempt-times.ts';
import { inSeconds, minuteUtc } from '../kernel/clock.ts';
import { reading } from '../kernel/errors.ts';
import { lostCommitsTold } from '../store/lost-commits.ts';
import { updateRequest } from '../store/requests.ts';
import {
  type AttemptRow,
  insertAttempt,
  isUnchanged,
  listAttempts,
  updateAttempt,
  updateStep,
} from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { applyFindResult, findEffect, stillToFollow, unproven } from './follow.ts';
import { type PreflightResult, preflight, unread } from './preflight.ts';
import { commitsLost } from './rules/is-passing.ts';
import { believableFrom } from './rules/reconcile.ts';
import { lookForSecondJobs } from './second-jobs.ts';
import type { SagaServices } from './services.ts';
import type { AtStep, FindResult } from './step-handler.ts';

/** If we are killed before the answer is written, this is when `find` is asked (world seconds). */
const firstFindSeconds = 30;

/** Another try than the one that would be sent has acted. Without a row the database knows nothing of it but its number. */
export type Late = { kind: 'late'; found: FindResult<unknown> } & (
  | { attempt: AttemptRow }
  | { attempt?: never; number: number }
);

/**
 * What the preflight says of a send, unless another try has come already, or nobody can tell.
 * @param next number of the attempt that would be opened, or of the one after that which is to be sent once more
 * @param again that one
 */
export async function verdictOf(
  services: SagaServices,
  at: AtStep,
  next: number,
  again?: AttemptRow,
): Promise<PreflightResult | Late> {
  const late = await findLate(services, at);
  if (late && late.found.kind !== 'unknown') return late;
  const forgotten = await findForgotten(services, at, next);
  if (forgotten && forgotten.found.kind !== 'unknown') return forgotten;
  const found = (late ?? forgotten)?.found;
  const verdict = await preflight(services, at, again);
  // What seems to stand against it may be what that has made, and the next step must not act beside it. Only the clock ends
  // it all the same.
  const isOver = verdict.kind === 'stop' && verdict.late;
  return found?.kind === 'unknown' && verdict.kind !== 'later' && !isOver ? unread(found.failure) : verdict;
}

/**
 * What was given up may have come after all, and what nobody could read may be read now: before its step is tried again
 * all of that is looked at once more, as a second send would act twice. The try after it may have failed for its sake.
 * @returns undefined where each is proven to have ended, or is still not there
 */
async function findLate(services: SagaServices, at: AtStep): Promise<Late | undefined> {
  let nobodyKnows: Late | undefined;
  for (const attempt of await listAttempts(services.store.db, at.step.id)) {
    if (!mayHaveActed(attempt)) continue;
    const found = await stillToFollow(services.store.db, at, await findEffect(services, at, attempt));
    if (found.kind === 'absent' || found.kind === 'too-late') continue;
    // One that came to nothing has ended; what a stranger made in its name is told before anything else is sent.
    if (found.kind === 'failed' && !isSuspicious(found.failure)) continue;
    if (found.kind !== 'unknown') return { kind: 'late', attempt, found };
    nobodyKnows ??= { kind: 'late', attempt, found };
  }
  return nobodyKnows;
}

/** Whether an attempt that is over may still show that it has acted: nothing proves that it never did. */
export function mayHaveActed({ state, failure, held, sends, operation_id, job_id }: AttemptRow): boolean {
  if (state !== 'refused' && state !== 'failed') return false;
  // What a stranger made in its name was told, and stays: the next has a name of its own.
  if (state === 'failed' && failure && isSuspicious(failure)) return false;
  // What became of its first send nobody knows: it may be what the last one was refused for, or failed for.
  if (sends > 1) return true;
  // Its answer was lost, and only what was not seen of it speaks for that it was never there.
  if (state === 'refused') return held !== null;
  // Azure took it, and no job of it was seen: an operation says "Failed" of a job that runs, too.
  if (operation_id !== null && job_id === null) return true;
  return failure === null || unproven.includes(failure.code);
}

/**
 * So many numbers are looked at. What Azure refuses for now takes a new one with each try, for hours, and a list of jobs
 * shows them all at once; of what has a name each is one more call.
 */
const mostForgotten = { jobs: 1000, named: 5 };

/**
 * A database that was restored to an earlier moment, or that lost commits while processes ran, knows nothing of what was
 * sent since. The attempt that is opened next would have the same id, so of a request that is older than that, or than
 * this process, it is looked for before it is sent, and so are those after it, as Azure may have refused the first ones. Of
 * what else is found, nobody could tell whose it is, and it does no harm twice.
 * @param first number of the attempt that would be opened
 * @returns undefined where it is not there
 */
async function findForgotten(services: SagaServices, at: AtStep, first: number): Promise<Late | undefined> {
  const { clock, config, store, stepHandlers } = services;
  const { named } = stepHandlers.of(at.step);
  const lostAt = await store.lostCommitsAt();
  const isOfBefore = (date: Date | undefined) => date !== undefined && at.request.created_at < date;
  if (!isOfBefore(clock.begun) && !isOfBefore(lostAt)) return undefined;
  const numbers = await reading(() => numbersToLookAt(services, at, first));
  if (numbers.kind === 'unread')
    return { kind: 'late', number: first, found: { kind: 'unknown', failure: numbers.failure } };
  for (const number of numbers.value) {
    const id = attemptId(at.request.id, at.step.id, number);
    const found = await findEffect(services, at, { id, number, opened_at: at.request.created_at, sends: 1 });
    const isOurs = named ? found.kind !== 'absent' : found.kind === 'found' || found.kind === 'several';
    if (isOurs || found.kind === 'unknown') return { kind: 'late', number, found };
  }
  // What was sent right before commits were lost need not be seen yet.
  const until = isOfBefore(lostAt) && lostAt && believableFrom(lostAt, clock.worldSpan(config.azureTimeoutMs));
  if (!until || clock.now() >= until) return undefined;
  return {
    kind: 'late',
    number: first,
    found: { kind: 'unknown', failure: { code: commitsLost, params: { id: at.request.id, until: minuteUtc(until) } } },
  };
}

async function numbersToLookAt({ azure, inventory, stepHandlers }: SagaServices, at: AtStep, first: number) {
  const { job, named } = stepHandlers.of(at.step);
  if (job === 'none') return named ? numbersFrom(first, mostForgotten.named) : [];
  const numbers = numbersFrom(first, mostForgotten.jobs);
  const vault = await inventory.vault(at.plan.target.vaultId);
  const since = inSeconds(at.request.created_at, -clockSlackSeconds);
  const jobs = await azure.jobs.list(vault, { operation: job, since });
  const known = new Set(jobs.flatMap(({ activityId }) => activityId?.toLowerCase() ?? []));
  return numbers.filter((number) => known.has(attemptId(at.request.id, at.step.id, number)));
}

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** It came after all: its step goes on from there, or fails with what a stranger made in its name. Call it under the request's lock. */
export async function takeLate(services: SagaServices, tx: Tx, at: AtStep, late: Late): Promise<void> {
  const { found } = late;
  if (late.attempt && !(await isUnchanged(tx, late.attempt))) return tx.wake('step', at.request.id);
  const attempt = late.attempt ?? (await writeAttempt(tx, at, late.number));
  const now = tx.now();
  if (at.step.state === 'waiting') await updateStep(tx, at.step.id, { state: 'running', started_at: now });
  await updateAttempt(tx, attempt.id, { state: 'accepted', ended_at: null, failure: null, empty_looks: 0 });
  // Nobody knows whose it is.
  if (found.kind !== 'failed' && found.kind !== 'unread') {
    tx.audit({
      event: 'attempt.found',
      requestId: at.request.id,
      vmName: at.request.vm_name,
      planHash: at.request.hash,
      details: { step: at.step.kind, number: attempt.number, clientRequestId: attempt.id },
    });
  }
  await applyFindResult(services, tx, at, attempt, found);
}

/** Its row is committed before it is sent. */
export async function writeAttempt(tx: Tx, { request, step }: AtStep, number: number): Promise<AttemptRow> {
  const id = attemptId(request.id, step.id, number);
  const attempt = await insertAttempt(tx, { id, step_id: step.id, number });
  if (step.state === 'waiting') await updateStep(tx, step.id, { state: 'running', started_at: tx.now() });
  if (request.state === 'approved') await updateRequest(tx, request.id, { state: 'running' });
  tx.audit({
    event: 'attempt.opened',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind, number, clientRequestId: id },
  });
  tx.wake('step', request.id, inSeconds(tx.now(), firstFindSeconds));
  // A send whose row is lost may be held on its way.
  const lostAt = await lostCommitsTold(tx.db);
  if (lostAt && request.created_at < lostAt) lookForSecondJobs(tx, request.id);
  tx.wake('timer', `role-end:${request.id}`);
  return attempt;
}

/** Strongroom's own UUIDv5 namespace; changing it would make attempts in flight unrecognisable. */
const namespace = '6f1f8a3e-5a0c-4f0e-9a56-0a5b8f0c7d21';

/** The same request, step and number always give the same id, so a repeated send is recognised by it. */
export function attemptId(requestId: string, stepId: string, number: number): string {
  return v5(`${requestId}/${stepId}/${number}`, namespace);
}
