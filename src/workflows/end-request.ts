import type { RequestState } from '../domain/approval.ts';
import type { Failure } from '../domain/errors.ts';
import { newNonce } from '../services/nonce.ts';
import { editRequestCards, postToRequester } from '../services/request-messages.ts';
import { hasScreen } from '../services/retry-offer.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import { updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { AtStep } from './at-step.ts';
import { auditSuspicion } from './audit-suspicion.ts';

/** All steps are done: the card says so and one reply mentions the requester. */
export async function finishRequest(services: Services, requestId: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request?.state !== 'running') return;
    await end(services, tx, requestId, 'succeeded', null);
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
  await end(services, tx, request.id, state, failure);
}

/** A step has failed for good: what it made stays, and the thread says so. */
export async function failStep(
  services: Services,
  tx: Tx,
  at: AtStep,
  failure: Failure,
  result?: unknown,
): Promise<void> {
  await updateStep(tx, at.step.id, {
    state: 'failed',
    ended_at: tx.now(),
    failure: toJson(failure),
    ...(result !== undefined && { result: toJson(result) }),
  });
  auditSuspicion(tx, at, failure);
  await end(services, tx, at.request.id, 'failed', failure);
  // Fetching the picture is a call to Azure, which no transaction waits for.
  if (hasScreen(failure)) tx.wake('timer', `screen:${at.request.id} ${tx.now().toISOString()}`, tx.now());
}

export async function cancelRequest(services: Services, tx: Tx, at: AtStep, failure: Failure): Promise<void> {
  await updateStep(tx, at.step.id, { state: 'failed', ended_at: tx.now(), failure: toJson(failure) });
  await end(services, tx, at.request.id, 'cancelled', failure);
}

async function end(
  services: Services,
  tx: Tx,
  requestId: string,
  state: Extract<RequestState, 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'void'>,
  failure: Failure | null,
): Promise<void> {
  await updateRequest(tx, requestId, {
    state,
    nonce: newNonce(),
    failure: failure && toJson(failure),
    ended_at: tx.now(),
  });
  const found = failure?.params.found;
  tx.audit({
    event: `request.${state}`,
    requestId,
    // What somebody may have slipped in is kept, also where the card and the blob change later.
    details: failure ? { failure: failure.code, ...(found !== undefined && { found }) } : {},
  });
  await editRequestCards(services, tx, requestId);
  await postToRequester(services, tx, requestId);
}
