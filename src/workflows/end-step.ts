import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { AtStep } from './at-step.ts';

/** A step without a job is over: the card says so and the next one begins. */
export async function endStep(
  services: Services,
  tx: Tx,
  { request, step }: AtStep,
  end: { state: 'done' | 'skipped'; result?: unknown },
): Promise<void> {
  const now = tx.now();
  await updateStep(tx, step.id, {
    state: end.state,
    ended_at: now,
    result: end.result === undefined ? null : toJson(end.result),
  });
  tx.audit({
    event: `step.${end.state}`,
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind },
  });
  await editRequestCards(services, tx, request.id);
  tx.wake('step', request.id, now);
}
