import { asFailure } from '../domain/errors.ts';
import { failStep } from '../services/fail-step.ts';
import { explainRefusal } from '../services/refusal.ts';
import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { lockRequest } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, updateAttempt } from '../store/steps.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { startFollowing } from './follow-job.ts';
import { lookFor, takeFound } from './take-found.ts';

/** Operation reads share 150 calls an hour: never asked oftener than this (world seconds). */
const leastSeconds = 10;
const usualSeconds = 20;

/** "Succeeded" of an operation only means that the job exists; from then on the job is followed. */
export async function followOperation(services: Services, at: AtStep, attempt: AttemptRow): Promise<void> {
  const { azure, inventory, store, clock, log } = services;
  const vault = await inventory.vault(at.plan.target.vaultId);
  const look = await azure.operations.get(vault, attempt.operation_id ?? '').catch((error: unknown) => {
    log.warn({ requestId: at.request.id, failure: asFailure(error) }, 'an operation could not be read');
    return { state: 'in-progress' as const };
  });
  const kind = kindOf(at.step);
  // An operation that Azure no longer knows left its job all the same; without a job only the effect tells.
  const unproven = look.state === 'unknown' || (look.state === 'succeeded' && kind.job === 'none');
  const found = unproven ? await lookFor(services, at, attempt) : undefined;
  const failure = look.state === 'failed' ? await explainRefusal(services, at.plan, look.failure) : undefined;
  await store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    const jobId = 'jobId' in look ? look.jobId : undefined;
    if (kind.job !== 'none' && look.state === 'succeeded' && jobId) {
      return startFollowing(services, tx, at, attempt, jobId);
    }
    if (found && (await takeFound(services, tx, at, attempt, found))) return;
    if (failure) {
      await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: tx.now(), failure: toJson(failure) });
      await failStep(services, tx, at, failure);
      return editRequestCards(services, tx, at.request.id);
    }
    const wait = Math.max(leastSeconds, ('retryAfterSeconds' in look && look.retryAfterSeconds) || usualSeconds);
    tx.wake('step', at.request.id, inSeconds(clock.now(), wait));
  });
}
