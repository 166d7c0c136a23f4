import type { Failure } from '../kernel/errors.ts';
import { writePage } from '../pager/pages.ts';
import { isToldByHand } from '../requests/request-kind.ts';
import { tellStuck } from '../requests/request-messages.ts';
import { claimedSince, claimKey, freeKey } from '../store/idempotency-keys.ts';
import type { Tx } from '../store/transaction.ts';
import { commitsLost } from './rules/is-passing.ts';
import type { SagaServices } from './services.ts';
import type { AtStep } from './step-handler.ts';

/** Shorter outages are Azure's daily bread, and people would learn to read past it (world ms). */
const patienceMs = 30 * 60_000;

/**
 * A step that only waits because something cannot be read, or is refused each time that it is sent, is said once in its
 * thread, with why: its card shows nothing of it. Call it at each look and each answer to a send, under the request's lock.
 * @param failure undefined: this look could read all, or Azure may have taken the send, which ends the wait
 */
export async function sayStuck(
  services: SagaServices,
  tx: Tx,
  { request, step, plan }: AtStep,
  failure: Failure | undefined,
): Promise<void> {
  // What a person tries again is a wait of its own.
  const key = `stuck ${step.id} ${step.retried_at?.toISOString() ?? ''}`;
  if (!failure) return freeKey(tx, key);
  // It comes once in years, is over within minutes, and the alert wakes whoever is on call.
  if (failure.code === commitsLost) {
    if (!(await claimKey(tx, `${key} ${commitsLost} ${failure.params.until}`)))
      await tellStuck(services, tx, request.id, failure);
    return;
  }
  const since = await claimedSince(tx, key);
  if (tx.now().getTime() - since.getTime() < patienceMs) return;
  if (await claimKey(tx, `${key} told`)) return;
  const byHand = isToldByHand(services, plan) ? (['say.stuck.by-hand'] as const) : [];
  await tellStuck(services, tx, request.id, failure, 'say.stuck.step', ...byHand);
  await writePage(services, tx, request, 'stalled');
  tx.audit({
    event: 'step.stuck',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind, failure: failure.code },
  });
}
