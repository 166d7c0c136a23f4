import type { Failure } from '../domain/errors.ts';
import {
  afterDecision,
  type Clearance,
  type Decision,
  isLate,
  needsPreflight,
  reconcile,
  type Sight,
  type Situation,
} from '../domain/saga/reconcile.ts';
import { tellHeld } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, openAttempt, updateAttempt } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, inSeconds } from './at-step.ts';
import { preflight, type Verdict } from './preflight.ts';
import { callSpan, sendAttempt } from './send-attempt.ts';
import { type Found, unsigned } from './step-kind.ts';
import { stopBefore, stopStep } from './stop-step.ts';
import { takeDeviations } from './take-deviations.ts';
import { lookFor, takeFound } from './take-found.ts';

/** After a send the next look (world seconds). */
const afterSendSeconds = 20;

/** After an unclear answer (or a kill before the answer was written) `find` decides, never hope. */
export async function settleAttempt(services: Services, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { clock, store } = services;
  const probedAt = clock.now();
  const found = await lookFor(services, at, attempt);
  const situation = {
    attempt: openAttempt(attempt),
    sight: sightOf(found),
    probedAt,
    timeoutMs: callSpan(services),
  };
  const verdict = needsPreflight(situation) ? await preflight(services, at, attempt) : undefined;
  const verdictAt = clock.now();
  const resend = await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (!locked || !(await isUnchanged(tx, attempt))) return undefined;
    // What a process that froze in between was told is no longer true.
    const fresh = verdict && !isLate(verdictAt, tx.now(), situation.timeoutMs) ? verdict : undefined;
    const clearance = fresh && clearanceOf(fresh);
    const seen = { ...situation, now: tx.now(), ...(clearance && { clearance }) };
    return carryOut(services, tx, { at, locked, attempt, found, verdict: fresh, situation: seen }, reconcile(seen));
  });
  if (resend) await sendAttempt(services, at, resend);
}

function sightOf({ kind }: Found): Sight {
  return kind === 'absent' || kind === 'unknown' ? kind : 'seen';
}

function clearanceOf({ kind }: Verdict): Clearance {
  if (kind === 'no') return 'unneeded';
  return kind === 'deviates' ? 'stop' : kind;
}

type Settled = {
  at: AtStep;
  locked: RequestRow;
  attempt: AttemptRow;
  found: Found;
  verdict: Verdict | undefined;
  situation: Situation;
};

/** @returns the attempt that is to be sent once more under its id. */
async function carryOut(
  services: Services,
  tx: Tx,
  { at, locked, attempt, found, verdict, situation }: Settled,
  decision: Decision,
): Promise<AttemptRow | undefined> {
  const { request } = at;
  const audit = (event: string, details: Record<string, unknown>) =>
    tx.audit({
      event,
      requestId: request.id,
      vmName: request.vm_name,
      planHash: request.hash,
      details: { step: at.step.kind, clientRequestId: attempt.id, ...details },
    });
  switch (decision.kind) {
    case 'take':
      await takeFound(services, tx, at, attempt, found);
      return undefined;
    case 'wait':
      await updateAttempt(tx, attempt.id, changeOf(decision, situation));
      tx.wake('step', request.id, decision.until);
      return undefined;
    case 'send': {
      const again = { ...changeOf(decision, situation), held: null };
      await updateAttempt(tx, attempt.id, again);
      audit('attempt.sent-again', { sends: again.sends });
      tx.wake('step', request.id, inSeconds(tx.now(), afterSendSeconds));
      return { ...attempt, ...again };
    }
    case 'hold': {
      const failure = failureOf(verdict);
      await updateAttempt(tx, attempt.id, { ...changeOf(decision, situation), held: toJson(failure) });
      audit('attempt.held', { failure: failure.code });
      await tellHeld(services, tx, request.id, failure);
      tx.wake('step', request.id, decision.until);
      return undefined;
    }
    case 'end':
      if (decision.why === 'unanswered') {
        const failure = { code: 'azure.unanswered', params: { times: attempt.sends } };
        await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure: toJson(failure) });
        await stopStep(services, tx, at, failure);
      } else {
        if (!verdict || verdict.kind === 'go' || verdict.kind === 'later') throw new Error('ended without a reason');
        const failure = verdict.kind === 'no' ? null : failureOf(verdict);
        await updateAttempt(tx, attempt.id, {
          state: 'refused',
          ended_at: tx.now(),
          failure: failure && toJson(failure),
        });
        audit('attempt.not-sent', { failure: failure?.code ?? null, sends: attempt.sends });
        // Proven ended: only now may more than was signed be put to people.
        if (verdict.kind === 'deviates') await takeDeviations(services, tx, at, locked, verdict);
        else await stopBefore(services, tx, at, verdict);
      }
      return undefined;
  }
}

function changeOf(decision: Parameters<typeof afterDecision>[1], situation: Situation) {
  const { sentAt, sends, emptyLooks, lookedAt } = afterDecision(situation.attempt, decision, situation);
  return { sent_at: sentAt, sends, empty_looks: emptyLooks, looked_at: lookedAt };
}

function failureOf(verdict: Verdict | undefined): Failure {
  if (verdict?.kind === 'stop') return verdict.failure;
  if (verdict?.kind === 'deviates') return unsigned(verdict);
  throw new Error(`nothing stands in the way: ${verdict?.kind}`);
}
