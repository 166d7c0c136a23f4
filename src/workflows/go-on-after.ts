import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { type AttemptRow, updateAttempt, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { startFollowing } from './follow-job.ts';

/** Azure takes 10 to 45 s from "cancelling" to "cancelled" (world seconds). */
const effectSeconds = 15;

/** An attempt has acted: its job is followed, or, without a job of its own, its step is done. */
export async function goOnAfter(
  services: Services,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  jobId: string,
): Promise<void> {
  if (kindOf(at.step).job !== 'none') return startFollowing(services, tx, at, attempt, jobId);
  const now = tx.now();
  const { request, step, plan } = at;
  await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: now });
  await updateStep(tx, step.id, { state: 'done', ended_at: now, result: toJson({ jobId }) });
  tx.audit({
    event: 'step.done',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { jobId, clientRequestId: attempt.id, step: step.kind },
  });
  await editRequestCards(services, tx, request.id);
  tx.wake('step', request.id, now);
  // Whoever follows that job shall see soon what became of it.
  tx.wake('watch', plan.target.vaultId, inSeconds(now, effectSeconds));
}
