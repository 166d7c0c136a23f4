import { unlessLate } from '../azure/http-client.ts';
import type { AuditEvent } from '../i18n/audit-event.ts';
import { inSeconds, secondsBetween } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { StoredError } from '../kernel/stored.ts';
import { notifyHeldSend } from '../requests/request-messages.ts';
import { explainRefusal } from '../requests/request-view.ts';
import { assigneeOf } from '../requests/stored-request.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, openAttempt, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { holdsRunKey } from '../store/wakeups.ts';
import { endByPreflight, failOrSkipStep, takeDeviations } from './end.ts';
import { applyFindResult, findEffect, unanswered } from './follow.ts';
import { acceptLateResult, type Late, readVerdict } from './late.ts';
import type { PreflightResult } from './preflight.ts';
import {
  afterDecision,
  type Clearance,
  isLate,
  isLateSend,
  needsPreflight,
  type Observation,
  type Reconciliation,
  reconcile,
  type Situation,
} from './rules/reconcile.ts';
import { wakeSecondJobSearch } from './second-jobs.ts';
import type { SagaServices } from './services.ts';
import { postStuck } from './stalls.ts';
import { type AtStep, type FindResult, type Sent, unapprovable } from './step-handler.ts';
import { isStoppedSince } from './stop.ts';

/** Time from a repeated send to the next read (world seconds). */
const afterSendSeconds = 20;
/** Time until an operation is first read: Azure takes 2 to 32 s to turn it into a job (world seconds). */
const firstReadSeconds = 5;
/** Time that `find` gets after an unclear answer (world seconds). */
const unclearSeconds = 15;
/** Time until a throttled send without a hint is repeated (world seconds). */
const throttledSeconds = 60;

/** Refusals after which nothing was done and a retry may succeed. The timeout is that of a read before the send. */
const transientWhenSent = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout']);
/** Azure rejected a token that the sign-in service had just given, as their clocks differ. The next one is no older. */
const expiredToken = 'ExpiredAuthenticationToken';

/** Settles an attempt whose answer is unclear, or was not written since we were killed: `find` decides, never hope. */
export async function reconcileAttempt(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, store } = services;
  const pollBegan = clock.now();
  const found = await findEffect(services, at, attempt);
  const situation = {
    attempt: openAttempt(attempt),
    observation: toObservation(found),
    pollBegan,
    timeoutMs: callSpan(services),
  };
  const verdict = needsPreflight(situation) ? await readVerdict(services, at, attempt.number + 1, attempt) : undefined;
  const verdictAt = clock.now();
  const resend = await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (!locked || !(await isUnchanged(tx, attempt))) return undefined;
    // The verdict of a process that froze is out of date. It may also concern the rights of somebody who no longer
    // carries the request.
    const isTakenOver = assigneeOf(locked).objectId !== assigneeOf(at.request).objectId;
    const isFresh =
      !isTakenOver && !isStoppedSince(at.request, locked) && !isLate(verdictAt, tx.now(), situation.timeoutMs);
    const fresh = isFresh ? verdict : undefined;
    const clearance = fresh && clearanceOf(fresh);
    const seen = { ...situation, now: tx.now(), ...(clearance && { clearance }) };
    return carryOut(services, tx, { at, locked, attempt, found, verdict: fresh, situation: seen }, reconcile(seen));
  });
  if (resend) await sendAttempt(services, at, resend);
}

function toObservation({ kind }: FindResult<unknown>): Observation {
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

/** @returns the attempt to be sent once more under its id */
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
  await postStuck(services, tx, at, unreadOf(found, verdict));
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
      wakeSecondJobSearch(tx, request.id);
      tx.wake('step', request.id, inSeconds(tx.now(), afterSendSeconds));
      return { ...attempt, ...again };
    }
    case 'hold': {
      const failure = failureOf(verdict);
      await updateAttempt(tx, attempt.id, { ...changeOf(decision, situation), held: failure });
      audit('attempt.held', { failure: failure.code });
      // Whoever stopped the request reads on its card that it ends.
      if (!locked.stopped_at) await notifyHeldSend(services, tx, request.id, { kind: holdOf(verdict), failure });
      tx.wake('step', request.id, decision.until);
      return undefined;
    }
    case 'end':
      // The effect is believed absent, but a network may hold a call even longer.
      wakeSecondJobSearch(tx, request.id);
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
        // The attempt has provably ended. Only now may deviations be put to a vote, or another attempt be followed.
        if (verdict.kind === 'late') await acceptLateResult(services, tx, at, verdict);
        else if (verdict.kind === 'deviates') await takeDeviations(services, tx, at, locked, verdict);
        else await endByPreflight(services, tx, at, verdict);
      }
      return undefined;
  }
}

/** Why this look could not tell whether the attempt was sent, or may be sent again. */
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
  if (verdict?.kind === 'deviates') return unapprovable(verdict);
  throw new Error(`nothing stands in the way: ${verdict?.kind}`);
}

/**
 * Sends an attempt whose row is committed. A process that froze in between sends nothing: `find` counts on every change
 * starting in time, and another process may have sent this one again. The wake-up committed with the row settles it.
 */
export async function sendAttempt(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, log } = services;
  if (isLateSend(attempt.sent_at, clock.now(), callSpan(services))) {
    log.warn({ requestId: at.request.id, attempt: attempt.id }, 'too late to send an attempt; it is settled');
    return;
  }
  // The alert "a change without an audit row" compares these lines, and those of azure/tell-questions, with the bot's
  // entries in Azure's activity log. The first line of a request also says how long it waited since its approval.
  const { id: requestId, state, updated_at } = at.request;
  const waited = state === 'approved' && { waitedSeconds: secondsBetween(updated_at, clock.now()) };
  log.info({ requestId, step: at.step.kind, clientRequestId: attempt.id, ...waited }, 'a change is sent to Azure');
  await recordOutcome(services, at, attempt, await send(services, at, attempt));
}

/** Longest time that a call to Azure may take (world milliseconds). */
export function callSpan({ clock, config }: SagaServices): number {
  return clock.worldSpan(config.azureTimeoutMs);
}

/**
 * Sends an attempt. A step's reads before its send may fail; then nothing was sent. A send itself never throws a coded
 * error.
 */
async function send(services: SagaServices, at: AtStep, attempt: AttemptRow): Promise<Sent> {
  const { clock, stepHandlers, store } = services;
  // The process that has taken over may have a clock ahead of ours, and send again before we count as late.
  const isLateNow = async () =>
    !(await holdsRunKey(store.db)) || isLateSend(attempt.sent_at, clock.now(), callSpan(services));
  try {
    return await unlessLate(isLateNow, () => stepHandlers.of(at.step).send(services, { ...at, attempt }));
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError) throw error;
    return { kind: 'refused', failure: asFailure(error) };
  }
}

const comesBack = ({ code, params }: Failure) => transientWhenSent.has(code) || params.azureCode === expiredToken;

/** Stores what Azure answered to a send, or that nothing was sent, and the next wake-up, in one transaction. */
async function recordOutcome(services: SagaServices, at: AtStep, attempt: AttemptRow, outcome: Sent): Promise<void> {
  const { store, clock, log } = services;
  const { request, step } = at;
  // An earlier unanswered send may be running, and be the reason for this refusal.
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
    await postStuck(services, tx, at, passing);
    if (outcome.kind === 'accepted') {
      await updateAttempt(tx, attempt.id, { state: 'accepted', operation_id: outcome.operationId ?? null });
      tx.audit({
        ...audit,
        event: 'attempt.accepted',
        details: { ...details, operationId: outcome.operationId ?? null },
      });
      tx.wake('step', request.id, inSeconds(clock.now(), firstReadSeconds));
    } else if (outcome.kind === 'unclear') {
      tx.audit({ ...audit, event: 'attempt.unclear', details: { ...details, failure: outcome.failure.code } });
      tx.wake('step', request.id, inSeconds(clock.now(), unclearSeconds));
    } else if (outcome.kind === 'deviates') {
      const failure = unapprovable(outcome);
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
