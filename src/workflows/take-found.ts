import { asFailure, CodedError } from '../domain/errors.ts';
import { failStep } from '../services/fail-step.ts';
import { explainRefusal } from '../services/refusal.ts';
import { editRequestCards, postToThread } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { type AttemptRow, updateAttempt, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { endStep } from './end-step.ts';
import { startFollowing } from './follow-job.ts';
import type { Found } from './step-kind.ts';
import { wishOf } from './step-wish.ts';

/** Azure takes 10 to 45 s from "cancelling" to "cancelled" (world seconds). */
const effectSeconds = 15;
/** Between two looks at what has no job (world seconds). */
const usualSeconds = 20;

/** Asks what an attempt has come to; a failure in the catalogue's words where it has any. */
export async function lookFor(services: Services, at: AtStep, attempt: AttemptRow): Promise<Found> {
  try {
    const found = await kindOf(at.step).find(services, { ...at, attempt });
    if (found.kind !== 'failed') return found;
    return { ...found, failure: await explainRefusal(services, at.plan, found.failure) };
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'unknown', failure: asFailure(error) };
    throw error;
  }
}

/**
 * Writes what `find` saw, if it saw the attempt's effect or its end.
 * @returns false where it saw neither: the caller decides how long to believe that
 */
export async function takeFound(
  services: Services,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  found: Found,
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
      await goOnWaiting(services, tx, at, attempt, found);
      return true;
    case 'failed':
    case 'too-late':
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure: toJson(found.failure) });
      await failStep(services, tx, at, found.failure, 'result' in found ? found.result : undefined);
      return true;
    case 'absent':
    case 'unknown':
      return false;
  }
}

/** An attempt has acted: its job is followed, or, without a job of its own, its step is done. */
async function goOnAfter(services: Services, tx: Tx, at: AtStep, attempt: Pick<AttemptRow, 'id'>, jobId: string) {
  if (kindOf(at.step).job !== 'none') return startFollowing(services, tx, at, attempt, jobId);
  await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: tx.now() });
  await endStep(services, tx, at, { state: 'done', result: { jobId } });
  // Whoever follows that job shall see soon what became of it.
  tx.wake('watch', at.plan.target.vaultId, inSeconds(tx.now(), effectSeconds));
}

/** It has no job to follow and is not over: asked again, with its percentage on the card. */
async function goOnWaiting(
  services: Services,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  found: Extract<Found, { kind: 'working' }>,
): Promise<void> {
  await updateAttempt(tx, attempt.id, { state: 'accepted', empty_looks: 0 });
  if (found.percent !== undefined) {
    await updateStep(tx, at.step.id, { result: toJson({ ...wishOf(at.step), percent: found.percent }) });
    await editRequestCards(services, tx, at.request.id);
  }
  tx.wake('step', at.request.id, inSeconds(tx.now(), found.retryAfterSeconds ?? usualSeconds));
}

/** Two jobs of one id: the first is followed, and everyone is told of the other. */
async function tellOfTwo(services: Services, tx: Tx, at: AtStep, attempt: Pick<AttemptRow, 'id'>, jobIds: string[]) {
  const { request } = at;
  const [first, ...others] = jobIds;
  if (!first) throw new Error('several jobs without one');
  await goOnAfter(services, tx, at, attempt, first);
  tx.audit({ event: 'attempt.doubled', requestId: request.id, vmName: request.vm_name, details: { jobs: jobIds } });
  await postToThread(services, tx, request.id, {
    code: 'two-jobs',
    params: { id: request.id, first, others: others.join(', ') },
  });
}
