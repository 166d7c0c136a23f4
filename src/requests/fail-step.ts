import type { Failure } from '../kernel/errors.ts';
import { toJson } from '../store/columns.ts';
import { updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { auditSuspicion, type FailedStep } from './audit-suspicion.ts';
import { closeRequest } from './close-request.ts';
import type { RequestServices } from './services.ts';

/**
 * A step has failed for good: what it made stays, and the thread says so.
 * @param options.closes what its request comes to: nobody tries again what was cancelled, is void or came too late
 * @param options.result what it made all the same, as its row keeps it
 */
export async function failStep(
  services: RequestServices,
  tx: Tx,
  at: FailedStep,
  failure: Failure,
  { closes = 'failed', result }: { closes?: 'failed' | 'cancelled' | 'expired' | 'void'; result?: unknown } = {},
): Promise<void> {
  const { request, step } = at;
  await updateStep(tx, step.id, {
    state: 'failed',
    ended_at: tx.now(),
    failure,
    ...(result !== undefined && { result: toJson(result) }),
  });
  auditSuspicion(tx, at, failure);
  await closeRequest(services, tx, request.id, closes, failure);
  const timer = services.requestKinds.of(request).lifecycle?.failureTimer?.(failure);
  if (timer) tx.wake('timer', `${timer}:${request.id} ${tx.now().toISOString()}`, tx.now());
}
