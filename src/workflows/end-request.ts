import type { Failure } from '../domain/errors.ts';
import { closeRequest } from '../services/close-request.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { lockRequest } from '../store/requests.ts';
import { updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { AtStep } from './at-step.ts';

/** All steps are done: the card says so and one reply mentions the requester. */
export async function finishRequest(services: Services, requestId: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request?.state !== 'running') return;
    await closeRequest(services, tx, requestId, 'succeeded', null);
  });
}

/** Ends a request of whose step nothing is under way: expired, or void because an effect moved. Nothing more is sent. */
export async function endUnsent(
  services: Services,
  tx: Tx,
  { request, step }: AtStep,
  { state, failure }: { state: 'expired' | 'void'; failure: Failure },
): Promise<void> {
  if (step.state === 'running') {
    await updateStep(tx, step.id, { state: 'failed', ended_at: tx.now(), failure: toJson(failure) });
  }
  await closeRequest(services, tx, request.id, state, failure);
}

export async function cancelRequest(services: Services, tx: Tx, at: AtStep, failure: Failure): Promise<void> {
  await updateStep(tx, at.step.id, { state: 'failed', ended_at: tx.now(), failure: toJson(failure) });
  await closeRequest(services, tx, at.request.id, 'cancelled', failure);
}
