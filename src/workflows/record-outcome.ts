import type { Failure } from '../domain/errors.ts';
import { explainRefusal } from '../services/refusal.ts';
import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { lockRequest } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, updateAttempt } from '../store/steps.ts';
import { type AtStep, inSeconds } from './at-step.ts';
import { type Sent, unsigned } from './step-kind.ts';
import { stopStep } from './stop-step.ts';
import { takeDeviations } from './take-deviations.ts';

/** The first look at an operation: Azure takes 2 to 32 s to turn it into a job. */
const firstLookSeconds = 5;
/** After an unclear answer `find` gets this long before its first look. */
const unclearSeconds = 15;
/** A throttled send without any hint is tried again after this. */
const throttledSeconds = 60;

/** Nothing was done, and the next try may go through. A timeout is one of what the step reads first. */
const passing = new Set(['azure.throttled', 'azure.unreachable', 'azure.timeout']);
/** A token that was good for the sign-in service: clocks differ. The next one is not older. */
const expiredToken = 'ExpiredAuthenticationToken';

const comesBack = ({ code, params }: Failure) => passing.has(code) || params.azureCode === expiredToken;

/** Writes what Azure answered to a send, or that nothing was sent, with the next wake-up, in one transaction. */
export async function recordOutcome(services: Services, at: AtStep, attempt: AttemptRow, outcome: Sent): Promise<void> {
  const { store, clock, log } = services;
  const { request, step } = at;
  const refusal = outcome.kind === 'refused' ? await explainRefusal(services, at.plan, outcome.failure) : undefined;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, request.id);
    if (!locked || !(await isUnchanged(tx, attempt))) {
      log.warn(
        { requestId: request.id, attempt: attempt.id, outcome: outcome.kind },
        'another process went on from here',
      );
      return;
    }
    const details = { step: step.kind, number: attempt.number, clientRequestId: attempt.id };
    const audit = { requestId: request.id, vmName: request.vm_name, planHash: request.hash };
    if (outcome.kind === 'accepted') {
      await updateAttempt(tx, attempt.id, { state: 'accepted', operation_id: outcome.operationId ?? null });
      tx.audit({
        ...audit,
        event: 'attempt.accepted',
        details: { ...details, operationId: outcome.operationId ?? null },
      });
      tx.wake('step', request.id, inSeconds(clock.now(), firstLookSeconds));
    } else if (outcome.kind === 'unclear') {
      tx.audit({ ...audit, event: 'attempt.unclear', details: { ...details, failure: outcome.failure.code } });
      tx.wake('step', request.id, inSeconds(clock.now(), unclearSeconds));
    } else if (outcome.kind === 'deviates') {
      const failure = unsigned(outcome);
      await updateAttempt(tx, attempt.id, { state: 'refused', ended_at: tx.now(), failure: toJson(failure) });
      tx.audit({ ...audit, event: 'attempt.not-sent', details: { ...details, failure: failure.code } });
      await takeDeviations(services, tx, at, locked, outcome);
    } else {
      await updateAttempt(tx, attempt.id, {
        state: 'refused',
        ended_at: tx.now(),
        failure: toJson(outcome.failure),
      });
      tx.audit({ ...audit, event: 'attempt.refused', details: { ...details, failure: outcome.failure.code } });
      if (comesBack(outcome.failure)) {
        tx.wake('step', request.id, inSeconds(clock.now(), outcome.retryAfterSeconds ?? throttledSeconds));
      } else {
        await stopStep(services, tx, at, refusal ?? outcome.failure);
      }
    }
    await editRequestCards(services, tx, request.id);
  });
}
