import { isLate } from '../domain/saga/reconcile.ts';
import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { findOpenAddendum } from '../store/addenda.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import { type AttemptRow, insertAttempt, lastAttempt, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { attemptId } from './attempt-id.ts';
import { preflight } from './preflight.ts';
import { callSpan, sendAttempt } from './send-attempt.ts';
import { startStep } from './start-step.ts';
import { stopBefore } from './stop-step.ts';
import { takeDeviations } from './take-deviations.ts';

/** If we are killed before the answer is written, this is when `find` is asked (world seconds). */
const firstFindSeconds = 30;

/**
 * Looks again at what was approved, commits an attempt, and only then sends it. Whatever Azure answers, or does not,
 * the attempt's row decides what may happen next.
 */
export async function beginAttempt(services: Services, waiting: AtStep, number: number): Promise<void> {
  const { store, clock } = services;
  const at = kindOf(waiting.step).needed ? await startStep(services, waiting) : waiting;
  if (!at) return;
  const verdict = await preflight(services, at);
  const verdictAt = clock.now();
  const opened = await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, at.request.id);
    if (locked?.state !== 'approved' && locked?.state !== 'running') return undefined;
    // Another worker may have opened this attempt, or asked for a vote, between our look and our lock.
    if (await findOpenAddendum(tx.db, at.request.id)) return undefined;
    if (((await lastAttempt(tx.db, at.step.id))?.number ?? 0) >= number) return undefined;
    if (verdict.kind === 'later') {
      tx.wake('step', at.request.id, inSeconds(tx.now(), verdict.seconds));
      return undefined;
    }
    // A process that froze in between knows nothing of what was taken away meanwhile.
    if (isLate(verdictAt, tx.now(), callSpan(services))) {
      tx.wake('step', at.request.id);
      return undefined;
    }
    if (verdict.kind === 'go') return open(services, tx, at, number);
    if (verdict.kind === 'deviates') await takeDeviations(services, tx, at, locked, verdict);
    else await stopBefore(services, tx, at, verdict);
    return undefined;
  });
  if (opened) await sendAttempt(services, at, opened);
}

async function open(services: Services, tx: Tx, { request, step }: AtStep, number: number): Promise<AttemptRow> {
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
  await editRequestCards(services, tx, request.id);
  tx.wake('step', request.id, inSeconds(tx.now(), firstFindSeconds));
  tx.wake('timer', `role-end:${request.id}`);
  return attempt;
}
