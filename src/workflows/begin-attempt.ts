import type { Failure } from '../domain/errors.ts';
import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import { insertAttempt, lastAttempt, updateStep } from '../store/steps.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { attemptId } from './attempt-id.ts';
import { endRequest } from './end-request.ts';
import { settleNeed } from './is-needed.ts';
import { lookAgain } from './look-again.ts';
import { sendAttempt } from './send-attempt.ts';
import { stopStep } from './stop-step.ts';

/** Until Azure answers again a check is repeated at this distance (world seconds). */
const repeatCheckSeconds = 30;

/**
 * Looks again at what was approved, commits an attempt, and only then sends it. Whatever Azure answers, or does not,
 * the attempt's row decides what may happen next.
 */
export async function beginAttempt(services: Services, at: AtStep, number: number): Promise<void> {
  const { store, clock } = services;
  const { request, step } = at;
  if (
    number === 1 &&
    step.position === 0 &&
    request.state === 'approved' &&
    request.begin_by &&
    clock.now() > request.begin_by
  ) {
    return endRequest(services, request.id, { state: 'expired', failure: { code: 'begin-expired', params: {} } });
  }
  if (!(await settleNeed(services, at))) return;
  const verdict = await lookAgain(services, at);
  if (verdict.kind === 'later') {
    await store.transaction((tx) => tx.wake('step', request.id, inSeconds(clock.now(), repeatCheckSeconds)));
    return;
  }
  if (verdict.kind === 'stop' && (verdict.state === 'failed' || kindOf(step).tidies))
    return failHere(services, at, verdict.failure);
  if (verdict.kind === 'stop') {
    return endRequest(services, request.id, { state: verdict.state, failure: verdict.failure });
  }
  const id = attemptId(request.id, step.id, number);
  const opened = await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, request.id);
    if (locked?.state !== 'approved' && locked?.state !== 'running') return undefined;
    // Another worker may have opened this attempt between our look and our lock.
    if (((await lastAttempt(tx.db, step.id))?.number ?? 0) >= number) return undefined;
    const attempt = await insertAttempt(tx, { id, step_id: step.id, number });
    if (step.state === 'waiting') await updateStep(tx, step.id, { state: 'running', started_at: tx.now() });
    if (locked.state === 'approved') await updateRequest(tx, request.id, { state: 'running' });
    tx.audit({
      event: 'attempt.opened',
      requestId: request.id,
      vmName: request.vm_name,
      planHash: request.hash,
      details: { step: step.kind, number, clientRequestId: id },
    });
    await editRequestCards(services, tx, request.id);
    // If we are killed before the answer is written, this is when `find` is asked.
    tx.wake('step', request.id, inSeconds(clock.now(), repeatCheckSeconds));
    return attempt;
  });
  if (opened) await sendAttempt(services, at, opened);
}

/** Nothing was sent, and what stands in the way may be mended: the step may be tried again. */
async function failHere(services: Services, at: AtStep, failure: Failure): Promise<void> {
  await services.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (locked?.state === 'approved' || locked?.state === 'running') await stopStep(services, tx, at, failure);
  });
}
