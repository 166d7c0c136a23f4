import { v5 } from 'uuid';
import { isSuspicious } from '../i18n/failure-text.ts';
import { clockSlackSeconds } from '../kernel/attempt-times.ts';
import { inSeconds, minuteUtc } from '../kernel/clock.ts';
import { tryRead } from '../kernel/errors.ts';
import { commitsLost } from '../kernel/is-passing.ts';
import { lostCommitsAt } from '../store/idempotency-keys.ts';
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
import { applyFindResult, findEffect, jobsToFollow, unproven } from './follow.ts';
import { type PreflightResult, preflight, unread } from './preflight.ts';
import { believableFrom } from './rules/reconcile.ts';
import { wakeSecondJobSearch } from './second-jobs.ts';
import type { SagaServices } from './services.ts';
import type { AtStep, FindResult } from './step-handler.ts';

/** When `find` is asked if we are killed before the answer is written (world seconds). */
const firstFindSeconds = 30;

/** Another attempt than the next one has acted. If the database lost its row, only the number is known. */
export type Late = { kind: 'late'; found: FindResult<unknown> } & (
  | { attempt: AttemptRow }
  | { attempt?: never; number: number }
);

/**
 * The preflight's verdict on a send, unless another attempt has acted already, or that cannot be told.
 * @param next number of the attempt that would be opened, or of the one after `again`
 * @param again attempt to be sent once more
 */
export async function readVerdict(
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
  // The preflight may object to something that the unread attempt made, and the next step must not act beside it. So
  // only the clock's verdict counts.
  const isOver = verdict.kind === 'stop' && verdict.late;
  return found?.kind === 'unknown' && verdict.kind !== 'later' && !isOver ? unread(found.failure) : verdict;
}

/**
 * Finds an earlier attempt that acted after it was given up, or that can only now be read. Sending again would act
 * twice, so all of them are read before the step is tried again. Later attempts may have failed because of an earlier
 * one.
 * @returns undefined if each has provably ended, or still shows no effect
 */
export async function findLate(services: SagaServices, at: AtStep): Promise<Late | undefined> {
  let unreadable: Late | undefined;
  for (const attempt of await listAttempts(services.store.db, at.step.id)) {
    if (!mayHaveActed(attempt)) continue;
    const found = await jobsToFollow(services.store.db, at, await findEffect(services, at, attempt));
    if (found.kind === 'absent' || found.kind === 'too-late') continue;
    // An attempt that came to nothing has ended. Something that a stranger made in its name is told before the next
    // send.
    if (found.kind === 'failed' && !isSuspicious(found.failure)) continue;
    if (found.kind !== 'unknown') return { kind: 'late', attempt, found };
    unreadable ??= { kind: 'late', attempt, found };
  }
  return unreadable;
}

/** Whether an ended attempt may still turn out to have acted, since nothing proves that it never did. */
export function mayHaveActed({ state, failure, held, sends, operation_id, job_id }: AttemptRow): boolean {
  if (state !== 'refused' && state !== 'failed') return false;
  // People were told of a stranger's resource in its name, which stays; the next attempt has another name.
  if (state === 'failed' && failure && isSuspicious(failure)) return false;
  // Nobody knows what became of its first send. It may be why the last one was refused or failed.
  if (sends > 1) return true;
  // Its answer was lost, and the only evidence against it is that nothing was seen.
  if (state === 'refused') return held !== null;
  // Azure accepted it and no job was seen, but Azure also reports "Failed" for operations whose job runs.
  if (operation_id !== null && job_id === null) return true;
  return failure === null || unproven.includes(failure.code);
}

/**
 * How many attempt numbers are looked for. While Azure refuses a step, each try takes a new number, for hours. One list
 * of jobs shows them all; named resources cost one call each.
 */
const mostForgotten = { jobs: 1000, named: 5 };

/**
 * Finds attempts that the database has forgotten: it was restored to an earlier moment, or lost commits while processes
 * ran. The next attempt would have the same id as a forgotten one. So for a request older than that loss, or than this
 * process, the next numbers are looked for before a send; several of them, as Azure may have refused the first. Other
 * effects cannot be told apart from those of strangers, and do no harm twice.
 * @param first number of the attempt that would be opened
 * @returns undefined if none of them is there
 */
async function findForgotten(services: SagaServices, at: AtStep, first: number): Promise<Late | undefined> {
  const { clock, config, store, stepHandlers } = services;
  const { named } = stepHandlers.of(at.step);
  // The process may freeze after its look, which proves nothing about later.
  const pollBegan = clock.now();
  const lostAt = await store.lostCommitsAt();
  const isOfBefore = (date: Date | undefined) => date !== undefined && at.request.created_at < date;
  if (!isOfBefore(clock.begun) && !isOfBefore(lostAt)) return undefined;
  const numbers = await tryRead(() => numbersToCheck(services, at, first));
  if (numbers.kind === 'unread')
    return { kind: 'late', number: first, found: { kind: 'unknown', failure: numbers.failure } };
  for (const number of numbers.value) {
    const id = attemptId(at.request.id, at.step.id, number);
    const found = await findEffect(services, at, { id, number, opened_at: at.request.created_at, sends: 1 });
    const isOurs = named ? found.kind !== 'absent' : found.kind === 'found' || found.kind === 'several';
    if (isOurs || found.kind === 'unknown') return { kind: 'late', number, found };
  }
  // A send from right before the commits were lost may not be visible yet.
  const until = isOfBefore(lostAt) && lostAt && believableFrom(lostAt, clock.worldSpan(config.azureTimeoutMs));
  if (!until || pollBegan >= until) return undefined;
  return {
    kind: 'late',
    number: first,
    found: { kind: 'unknown', failure: { code: commitsLost, params: { id: at.request.id, until: minuteUtc(until) } } },
  };
}

async function numbersToCheck({ azure, inventory, stepHandlers }: SagaServices, at: AtStep, first: number) {
  const { job, named } = stepHandlers.of(at.step);
  if (job === 'none') return named ? numbersFrom(first, mostForgotten.named) : [];
  const numbers = numbersFrom(first, mostForgotten.jobs);
  const vault = await inventory.knownVault(at.plan.target.vaultId);
  const since = inSeconds(at.request.created_at, -clockSlackSeconds);
  const jobs = await azure.jobs.list(vault, { operation: job, since });
  const known = new Set(jobs.flatMap(({ activityId }) => activityId?.toLowerCase() ?? []));
  return numbers.filter((number) => known.has(attemptId(at.request.id, at.step.id, number)));
}

function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/**
 * Goes on with an attempt that acted late, or fails the step with what a stranger made in its name. Call it under the
 * request's lock.
 */
export async function acceptLateResult(services: SagaServices, tx: Tx, at: AtStep, late: Late): Promise<void> {
  const { found } = late;
  if (late.attempt && !(await isUnchanged(tx, late.attempt))) return tx.wake('step', at.request.id);
  const attempt = late.attempt ?? (await writeAttempt(tx, at, late.number));
  const now = tx.now();
  if (at.step.state === 'waiting') await updateStep(tx, at.step.id, { state: 'running', started_at: now });
  await updateAttempt(tx, attempt.id, { state: 'accepted', ended_at: null, failure: null, empty_looks: 0 });
  // With these two nobody knows whose effect it is.
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

/** Opens an attempt. Its row is committed before anything is sent. */
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
  // A send whose row was lost may still be held up on its way.
  const lostAt = await lostCommitsAt(tx.db);
  if (lostAt && request.created_at < lostAt) wakeSecondJobSearch(tx, request.id);
  tx.wake('timer', `role-end:${request.id}`);
  return attempt;
}

/** Strongroom's own UUIDv5 namespace. Changing it would make attempts in flight unrecognisable. */
const namespace = '6f1f8a3e-5a0c-4f0e-9a56-0a5b8f0c7d21';

/** Id of an attempt: always the same for one request, step and number, so that a repeated send is recognised. */
export function attemptId(requestId: string, stepId: string, number: number): string {
  return v5(`${requestId}/${stepId}/${number}`, namespace);
}
