import { unlessLate } from '../azure/http-client.ts';
import type { AuditEvent } from '../i18n/audit-event.ts';
import { inSeconds, secondsBetween } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { StoredError } from '../kernel/stored.ts';
import { assigneeOf } from '../requests/assignee.ts';
import { explainRefusal } from '../requests/explain-failure.ts';
import { tellHeld } from '../requests/request-messages.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, openAttempt, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { holdsKey } from '../store/wakeups.ts';
import { endByPreflight, failOrSkipStep, takeDeviations } from './end.ts';
import { applyFindResult, findEffect, unanswered } from './follow.ts';
import { type Late, takeLate, verdictOf } from './late.ts';
import type { PreflightResult } from './preflight.ts';
import {
  afterDecision,
  type Clearance,
  isLate,
  isLateSend,
  needsPreflight,
  type Reconciliation,
  reconcile,
  type Sight,
  type Situation,
} from './rules/reconcile.ts';
import { lookForSecondJobs } from './second-jobs.ts';
import type { SagaServices } from './services.ts';
import { sayStuck } from './stalls.ts';
import { type AtStep, type FindResult, type Sent, unsigned } from './step-handler.ts';

/** After a send the next look (world seconds). */
const afterSendSeconds = 20;
/** The first look at an operation: Azure takes 2 to 32 s to turn it into a job. */
const firstLookSeconds = 5;
/** After an unclear answer `find` gets this long before its first look. */
const unclearSeconds = 15;
/** A throttled send without any hint is tried again after this. */
const throttledSeconds = 60;

/** Nothing was done, and the next try may go through. A timeout is one of what the step reads first. */
const transientWhenSent = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout']);
/** A token that was good for the sign-in service: clocks differ. The next one is not older. */
const expiredToken = 'ExpiredAuthenticationToken';

/** After an unclear answer (or a kill before the answer was written) `find` decides, never hope. */
export async function reconcileAttempt(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, store } = services;
  const lookBegan = clock.now();
  const found = await findEffect(services, at, attempt);
  const situation = {
    attempt: openAttempt(attempt),
    sight: sightOf(found),
    lookBegan,
    timeoutMs: callSpan(services),
  };
  const verdict = needsPreflight(situation) ? await verdictOf(services, at, attempt.number + 1, attempt) : undefined;
  const verdictAt = clock.now();
  const resend = await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (!locked || !(await isUnchanged(tx, attempt))) return undefined;
    // What a process that froze in between was told is no longer true, and the rights that it looked at may be those of
    // somebody who no longer carries it.
    const isTakenOver = assigneeOf(locked).objectId !== assigneeOf(at.request).objectId;
    const isFresh = !isTakenOver && !isLate(verdictAt, tx.now(), situation.timeoutMs);
    const fresh = isFresh ? verdict : undefined;
    const clearance = fresh && clearanceOf(fresh);
    const seen = { ...situation, now: tx.now(), ...(clearance && { clearance }) };
    return carryOut(services, tx, { at, locked, attempt, found, verdict: fresh, situation: seen }, reconcile(seen));
  });
  if (resend) await sendAttempt(services, at, resend);
}

function sightOf({ kind }: FindResult<unknown>): Sight {
  return kind === 'absent' || kind === 'unknown' ? kind : 'seen';
}

type Verdict = PreflightResult | Late;

function clearanceOf({ kind }: Verdict): Clearance {
  if (kind === 'no' || kind === 'late') return 'unneeded';
  return kind === 'deviates' ? 'stop' : kind;
}

type Settled = {
  at: AtStep;
  locked: RequestRow;
  attempt: AttemptRow;
  found: FindResult<unknown>;
  verdict: Verdict | undefined;
  situation: Situation;
};

/** @returns the attempt that is to be sent once more under its id. */
async function carryOut(
  services: SagaServices,
  tx: Tx,
  { at, locked, attempt, found, verdict, situation }: Settled,
  decision: Reconciliation,
): Promise<AttemptRow | undefined> {
  const { request } = at;
  const audit = (event: AuditEvent, details: Record<string, unknown>) =>
    tx.audit({
      event,
      requestId: request.id,
      vmName: request.vm_name,
      planHash: request.hash,
      details: { step: at.step.kind, clientRequestId: attempt.id, ...details },
    });
  await sayStuck(services, tx, at, unreadOf(found, verdict));
  switch (decision.kind) {
    case 'take':
      await applyFindResult(services, tx, at, attempt, found);
      return undefined;
    case 'wait':
      await updateAttempt(tx, attempt.id, changeOf(decision, situation));
      tx.wake('step', request.id, decision.until);
      return undefined;
    case 'send': {
      const again = { ...changeOf(decision, situation), held: null };
      await updateAttempt(tx, attempt.id, again);
      audit('attempt.sent-again', { sends: again.sends });
      lookForSecondJobs(tx, request.id);
      tx.wake('step', request.id, inSeconds(tx.now(), afterSendSeconds));
      return { ...attempt, ...again };
    }
    case 'hold': {
      const failure = failureOf(verdict);
      await updateAttempt(tx, attempt.id, { ...changeOf(decision, situation), held: failure });
      audit('attempt.held', { failure: failure.code });
      await tellHeld(services, tx, request.id, { kind: holdOf(verdict), failure });
      tx.wake('step', request.id, decision.until);
      return undefined;
    }
    case 'end':
      // "Not there" is believed, and a network may hold a call for longer.
      lookForSecondJobs(tx, request.id);
      if (decision.why === 'unanswered') {
        const failure = { code: unanswered, params: { times: attempt.sends } };
        await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure });
        await failOrSkipStep(services, tx, at, failure);
      } else {
        if (!verdict || verdict.kind === 'go' || verdict.kind === 'later') throw new Error('ended without a reason');
        const failure = verdict.kind === 'no' || verdict.kind === 'late' ? null : failureOf(verdict);
        await updateAttempt(tx, attempt.id, {
          state: 'refused',
          ended_at: tx.now(),
          failure,
        });
        audit('attempt.not-sent', { failure: failure?.code ?? null, sends: attempt.sends });
        // Proven ended: only now may more than was signed be put to people, and another try be followed in its place.
        if (verdict.kind === 'late') await takeLate(services, tx, at, verdict);
        else if (verdict.kind === 'deviates') await takeDeviations(services, tx, at, locked, verdict);
        else await endByPreflight(services, tx, at, verdict);
      }
      return undefined;
  }
}

/** Why this look learned nothing of whether it was sent, or may be once more. */
function unreadOf(found: FindResult<unknown>, verdict: Verdict | undefined): Failure | undefined {
  if (found.kind === 'unknown') return found.failure;
  return verdict?.kind === 'later' ? verdict.failure : undefined;
}

function changeOf(decision: Parameters<typeof afterDecision>[1], situation: Situation) {
  const { sentAt, sends, emptyLooks, lookedAt } = afterDecision(situation.attempt, decision, situation);
  return { sent_at: sentAt, sends, empty_looks: emptyLooks, looked_at: lookedAt };
}

function holdOf(verdict: Verdict | undefined): 'late' | 'ends' | 'mendable' {
  if (verdict?.kind !== 'stop') return 'mendable';
  if (verdict.late) return 'late';
  return verdict.state === 'failed' ? 'mendable' : 'ends';
}

function failureOf(verdict: Verdict | undefined): Failure {
  if (verdict?.kind === 'stop') return verdict.failure;
  if (verdict?.kind === 'deviates') return unsigned(verdict);
  throw new Error(`nothing stands in the way: ${verdict?.kind}`);
}

/**
 * Sends an attempt whose row has just been committed. A process that froze in between sends nothing: `find` counts on
 * every change to begin at its time, and another process may have sent this one again. The wake-up that was committed
 * with the row has it settled.
 */
export async function sendAttempt(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, log } = services;
  if (isLateSend(attempt.sent_at, clock.now(), callSpan(services))) {
    log.warn({ requestId: at.request.id, attempt: attempt.id }, 'too late to send an attempt; it is settled');
    return;
  }
  // The alert "a change without an audit row" compares these lines, and those of azure/tell-questions, with what Azure's
  // activity log shows of the bot.
  // The first of a request also tells how long that waited since its approval.
  const { id: requestId, state, updated_at } = at.request;
  const waited = state === 'approved' && { waitedSeconds: secondsBetween(updated_at, clock.now()) };
  log.info({ requestId, step: at.step.kind, clientRequestId: attempt.id, ...waited }, 'a change is sent to Azure');
  await recordOutcome(services, at, attempt, await send(services, at, attempt));
}

/** How long a call to Azure may take (world milliseconds). */
export function callSpan({ clock, config }: SagaServices): number {
  return clock.worldSpan(config.azureTimeoutMs);
}

/** What a step reads before it sends may fail too: then nothing was sent. A send itself never throws a coded error. */
async function send(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<Sent> {
  const { clock, stepHandlers, store } = services;
  // Whoever has taken it over may go by a clock that is ahead of this one, and send it again before this one is late.
  const isLateNow = async () =>
    !(await holdsKey(store.db)) || isLateSend(attempt.sent_at, clock.now(), callSpan(services));
  try {
    return await unlessLate(isLateNow, () => stepHandlers.of(at.step).send(services, { ...at, attempt }));
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError) throw error;
    return { kind: 'refused', failure: asFailure(error) };
  }
}

const comesBack = ({ code, params }: Failure) => transientWhenSent.has(code) || params.azureCode === expiredToken;

/** Writes what Azure answered to a send, or that nothing was sent, with the next wake-up, in one transaction. */
async function recordOutcome(services: SagaServices, at: AtStep, attempt: AttemptRow, outcome: Sent): Promise<void> {
  const { store, clock, log } = services;
  const { request, step } = at;
  // It may be refused since what was sent before it, without an answer, is at work.
  const found = outcome.kind === 'refused' && attempt.sends > 1 ? await findEffect(services, at, attempt) : undefined;
  const refusal = outcome.kind === 'refused' ? await explainRefusal(services, at.plan, outcome.failure) : undefined;
  await store.recordEffect(async (tx) => {
    const locked = await lockRequest(tx, request.id);
    if (!locked || !(await isUnchanged(tx, attempt))) {
      log.warn(
        { requestId: request.id, attempt: attempt.id, outcome: outcome.kind },
        'another process went on from here',
      );
      return;
    }
    const details = { step: step.kind, number: attempt.number, clientRequestId: attempt.id };
    const audit = { requestId: request.id, vmName: request.vm_name, planHash: request.hash };
    const passing = outcome.kind === 'refused' && comesBack(outcome.failure) ? outcome.failure : undefined;
    await sayStuck(services, tx, at, passing);
    if (outcome.kind === 'accepted') {
      await updateAttempt(tx, attempt.id, { state: 'accepted', operation_id: outcome.operationId ?? null });
      tx.audit({
        ...audit,
        event: 'attempt.accepted',
        details: { ...details, operationId: outcome.operationId ?? null },
      });
      tx.wake('step', request.id, inSeconds(clock.now(), firstLookSeconds));
    } else if (outcome.kind === 'unclear') {
      tx.audit({ ...audit, event: 'attempt.unclear', details: { ...details, failure: outcome.failure.code } });
      tx.wake('step', request.id, inSeconds(clock.now(), unclearSeconds));
    } else if (outcome.kind === 'deviates') {
      const failure = unsigned(outcome);
      await updateAttempt(tx, attempt.id, { state: 'refused', ended_at: tx.now(), failure });
      tx.audit({ ...audit, event: 'attempt.not-sent', details: { ...details, failure: failure.code } });
      await takeDeviations(services, tx, at, locked, outcome);
    } else if (!found || !(await applyFindResult(services, tx, at, attempt, found))) {
      await updateAttempt(tx, attempt.id, {
        state: 'refused',
        ended_at: tx.now(),
        failure: outcome.failure,
      });
      tx.audit({ ...audit, event: 'attempt.refused', details: { ...details, failure: outcome.failure.code } });
      if (passing) {
        tx.wake('step', request.id, inSeconds(clock.now(), outcome.retryAfterSeconds ?? throttledSeconds));
      } else {
        await failOrSkipStep(services, tx, at, refusal ?? outcome.failure);
      }
    }
  });
}
