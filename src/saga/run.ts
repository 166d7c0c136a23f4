import { sharedReader } from '../access/contacts.ts';
import { failureText } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import { inSeconds } from '../kernel/clock.ts';
import { asFailure } from '../kernel/errors.ts';
import { NewerStoredError, StoredError } from '../kernel/stored.ts';
import { addendaOf } from '../requests/addenda.ts';
import { currentStep, isWhole, nextAfterStop } from '../requests/rules/stop.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { findOpenAddendum } from '../store/approvals.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { lastAttempt, listSteps, type StepRow, updateStep } from '../store/steps.ts';
import { closeStopped, closeSucceeded, endByPreflight, takeDeviations } from './end.ts';
import { followEffect, followJobOfStep, followOperation } from './follow.ts';
import { acceptLateResult, findLate, readVerdict, writeAttempt } from './late.ts';
import { activateDefinition } from './preflight.ts';
import { callSpan, reconcileAttempt, sendAttempt } from './reconcile.ts';
import { isLate, isTaken } from './rules/reconcile.ts';
import type { SagaServices } from './services.ts';
import { postStuck } from './stalls.ts';
import type { AtStep } from './step-handler.ts';
import { isStoppedSince, stoppableSteps } from './stop.ts';

/** Time until a look is repeated if we are killed before its result is written (world seconds). */
const againSeconds = 20;

/**
 * Takes a request one move further: from the first step that is not done, and where its last attempt stands. Every move
 * reads the rows again and commits its own next wake-up, so it may be killed anywhere and called any number of times.
 */
export async function advanceRequest(services: SagaServices, requestId: string): Promise<void> {
  const { db } = services.store;
  const request = await findRequest(db, requestId);
  if (request?.state !== 'approved' && request?.state !== 'running') return;
  const stored = await readPlan(services, request);
  if (!stored) throw new Error(`request ${requestId} has no plan`);
  // A definition has no steps: it comes into force.
  if (services.requestKinds.of(stored.body).definition) return activateDefinition(services, requestId, stored.body);
  const steps = await listSteps(db, requestId);
  const seen = request.stopped_at ? await stoppableSteps(services, db, request) : [];
  const step = request.stopped_at ? nextAfterStop(seen)?.row : currentStep(steps);
  const atStep = { request, plan: stored.body, results: resultsOf(request, steps) };
  const left = currentStep(seen)?.row;
  if (
    left &&
    left !== step &&
    (await followsLate(services, { ...atStep, step: left, agreed: (await addendaOf(db, left)).agreed }))
  )
    return;
  if (!step) {
    const isCutShort = request.stopped_at && !isWhole(seen);
    return isCutShort ? closeStopped(services, requestId) : closeSucceeded(services, requestId);
  }
  const attempt = await lastAttempt(db, step.id);
  const { isAsked, agreed } = await addendaOf(db, step);
  const at = { ...atStep, step, agreed };
  switch (attempt?.state) {
    case undefined:
    case 'refused':
      // The vote on the deviation wakes it, or the vote's deadline.
      if (isAsked) return;
      return beginAttempt(services, at, (attempt?.number ?? 0) + 1);
    case 'open':
      return reconcileAttempt(services, at, attempt);
    case 'accepted':
      if (attempt.job_id) return followJobOfStep(services, at, attempt);
      return attempt.operation_id ? followOperation(services, at, attempt) : followEffect(services, at, attempt);
    case 'failed':
      // The step is being retried: its last attempt has ended, or was given up and is looked for first.
      if (isAsked) return;
      // A retried step counts as running while it checks whether it has anything to do.
      if (step.state === 'waiting' || step.retried_at) return beginAttempt(services, at, attempt.number + 1);
      throw new Error(`attempt ${attempt.id} has failed but step ${step.id} has not`);
    case 'succeeded':
      // The transaction that ends an attempt also writes its step's state.
      throw new Error(`attempt ${attempt.id} has ended but step ${step.id} has not`);
  }
}

/**
 * Looks whether an earlier try of a step that a stop leaves has acted after it was given up. What it did is followed to
 * its end, and until Azure can be read the request stays open.
 * @returns false if nothing of it is there
 */
async function followsLate(services: SagaServices, at: AtStep): Promise<boolean> {
  const { id } = at.request;
  const late = await findLate(services, at);
  if (!late) return false;
  await services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    if (locked?.state !== 'running') return;
    if (late.found.kind !== 'unknown') return acceptLateResult(services, tx, at, late);
    await postStuck(services, tx, at, late.found.failure);
    tx.wake('step', id, inSeconds(tx.now(), againSeconds));
  });
  return true;
}

/**
 * Reads a plan. One that cannot be read stops only its own request: its thread is told once, and the run is repeated.
 */
async function readPlan(services: SagaServices, { id, conversation_id, thread_id }: RequestRow) {
  const { store, requestKinds } = services;
  try {
    return await findPlan(store.db, requestKinds, id);
  } catch (error) {
    if (!(error instanceof StoredError) || error instanceof NewerStoredError) throw error;
    await store.transaction(async (tx) => {
      if (await claimKey(tx, `unreadable ${id}`)) return;
      const { language } = await sharedReader(services, tx.db, conversation_id);
      const text = `${id}: ${failureText(texts(language), asFailure(error))}`;
      tx.post({
        conversationId: conversation_id,
        ...(thread_id && { threadId: thread_id }),
        subject: id,
        body: { text },
      });
    });
    throw error;
  }
}

/** What a stopped request tidies may be of a step that was cut short. */
function resultsOf({ stopped_at }: RequestRow, steps: readonly StepRow[]): Record<string, unknown> {
  const counts = (state: StepRow['state']) => state === 'done' || (state === 'failed' && stopped_at !== null);
  const ended = steps.filter(({ state, result }) => counts(state) && result !== null);
  return Object.fromEntries(ended.map(({ kind, result }) => [kind, result]));
}

/**
 * Runs the preflight, commits an attempt, and only then sends it. Whatever Azure answers, or does not, the attempt's
 * row decides what may happen next.
 */
async function beginAttempt(services: SagaServices, waiting: AtStep, number: number): Promise<void> {
  const { store, clock } = services;
  const { needed } = services.stepHandlers.of(waiting.step);
  // A request ends at once if it is stopped before its first send, even while the preflight runs.
  const isFirst = waiting.request.state === 'approved';
  const at = needed && !isFirst ? await startStep(services, waiting) : waiting;
  if (!at) return;
  const verdict = await readVerdict(services, at, number);
  const verdictAt = clock.now();
  const opened = await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (locked?.state !== 'approved' && locked?.state !== 'running') return undefined;
    if (isStoppedSince(at.request, locked)) {
      tx.wake('step', at.request.id);
      return undefined;
    }
    // Another worker may have opened this attempt, or asked for a vote, between our look and our lock.
    if (await findOpenAddendum(tx.db, at.request.id)) return undefined;
    if (isTaken(await lastAttempt(tx.db, at.step.id), number)) return undefined;
    if (verdict.kind === 'late') {
      await acceptLateResult(services, tx, at, verdict);
      return undefined;
    }
    if (verdict.kind === 'later') {
      await postStuck(services, tx, at, verdict.failure);
      tx.wake('step', at.request.id, inSeconds(tx.now(), verdict.seconds));
      return undefined;
    }
    // A process that froze knows nothing of rights that were lost meanwhile. Its preflight may also have read the
    // rights of somebody who no longer carries the request.
    const isTakenOver = assigneeOf(locked).objectId !== assigneeOf(at.request).objectId;
    if (isTakenOver || isLate(verdictAt, tx.now(), callSpan(services))) {
      tx.wake('step', at.request.id);
      return undefined;
    }
    // The preflight passed, but the send may be refused for the same passing reason, so a wait isn't declared over
    // here.
    if (verdict.kind === 'go') return writeAttempt(tx, at, number);
    await postStuck(services, tx, at, undefined);
    if (verdict.kind === 'no' && locked.state === 'approved')
      await updateRequest(tx, at.request.id, { state: 'running' });
    if (verdict.kind === 'deviates') await takeDeviations(services, tx, at, locked, verdict);
    else await endByPreflight(services, tx, at, verdict);
    return undefined;
  });
  if (opened) await sendAttempt(services, at, opened);
}

/**
 * Marks a step as running while it checks whether it has anything to do: that may take minutes, and its time is
 * measured.
 * @returns undefined if the request has ended meanwhile
 */
async function startStep(services: SagaServices, at: AtStep): Promise<AtStep | undefined> {
  if (at.step.state !== 'waiting') return at;
  return services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (locked?.state !== 'approved' && locked?.state !== 'running') return undefined;
    if (isStoppedSince(at.request, locked)) {
      tx.wake('step', at.request.id);
      return undefined;
    }
    const started = { state: 'running' as const, started_at: tx.now() };
    await updateStep(tx, at.step.id, started);
    if (locked.state === 'approved') await updateRequest(tx, at.request.id, { state: 'running' });
    tx.wake('step', at.request.id, inSeconds(tx.now(), againSeconds));
    return { ...at, step: { ...at.step, ...started } };
  });
}
