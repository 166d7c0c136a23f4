import type { Failure } from '../kernel/errors.ts';
import { askAddendum } from '../requests/addenda.ts';
import { auditStep, auditSuspicion, closeRequest, failStep } from '../requests/close-request.ts';
import { requestView } from '../requests/request-view.ts';
import { mostDeviations, sameDeviations } from '../requests/rules/addendum.ts';
import { lockRequest, type RequestRow } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import { updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { PreflightResult } from './preflight.ts';
import type { SagaServices } from './services.ts';
import { type AtStep, type Deviates, unapprovable, writeResult } from './step-handler.ts';
import { stopFailure } from './stop.ts';

/** Closes a stopped request once nothing of it is under way and what it left is tidied. */
export async function closeStopped(services: SagaServices, requestId: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request?.state !== 'running') return;
    const { afterStop: after, temporary } = services.requestKinds.of(request).lifecycle ?? {};
    const found = await requestView(tx.db, services.requestKinds, requestId, tx.now());
    const made = found?.view.steps.some((step) => step.made);
    const left = made ? temporary && ('gone' as const) : ('nothing' as const);
    await closeRequest(services, tx, requestId, 'cancelled', stopFailure(request, left));
    if (after) tx.wake('timer', `${after.timer}:${requestId}`);
  });
}

/** Closes a request whose steps are all done: the card says so, and one reply mentions the requester. */
export async function closeSucceeded(services: SagaServices, requestId: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request?.state !== 'running') return;
    await closeRequest(services, tx, requestId, 'succeeded', null);
  });
}

/**
 * Ends a request that has nothing under way: it expired, or is void because an effect changed. Nothing more is sent.
 */
async function closeUnsent(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  { state, failure }: { state: 'expired' | 'void'; failure: Failure },
): Promise<void> {
  // A waiting step has not begun, so it has not failed.
  if (at.step.state === 'waiting') await closeRequest(services, tx, at.request.id, state, failure);
  else await failStep(services, tx, at, failure, { closes: state });
}

/**
 * Ends a step: the card says so and the next step begins.
 */
export async function endStep(
  { stepHandlers }: Pick<SagaServices, 'stepHandlers'>,
  tx: Tx,
  { request, step }: AtStep,
  end: {
    state: 'done' | 'skipped';
    result?: unknown;
    proves?: Record<string, unknown> | undefined;
  },
): Promise<void> {
  const now = tx.now();
  const handler = stepHandlers.of(step);
  await updateStep(tx, step.id, {
    state: end.state,
    ended_at: now,
    result: end.result === undefined ? null : toJson(writeResult(handler, end.result)),
  });
  const told = end.state === 'done' && end.result !== undefined ? handler.tells?.(end.result) : undefined;
  auditStep(tx, { request, step }, end.state, { ...told, ...end.proves });
  tx.wake('step', request.id, now);
}

/**
 * Fails the request of a step that cannot go on. A step that only tidies is skipped instead, and says what it left
 * behind.
 * @param made.result what the step made although it failed, as its row stores it
 */
export async function failOrSkipStep(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  failure: Failure,
  made?: { result?: unknown },
): Promise<void> {
  const { tidies, tells } = services.stepHandlers.of(at.step);
  if (!tidies)
    return failStep(services, tx, at, failure, {
      ...made,
      ...(made?.result !== undefined && { told: tells?.(made.result) }),
    });
  auditSuspicion(tx, at, failure);
  await endStep(services, tx, at, { state: 'skipped', result: { left: true, refused: failure } });
}

/** Ends a step that the preflight stopped or found unneeded. Nothing of the step may be under way. */
export async function endByPreflight(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  verdict: Exclude<PreflightResult, { kind: 'go' | 'later' | 'deviates' }>,
): Promise<void> {
  switch (verdict.kind) {
    case 'no':
      return endStep(services, tx, at, {
        state: verdict.state ?? 'skipped',
        result: verdict.result,
        proves: verdict.proves,
      });
    case 'stop': {
      const { state, failure } = verdict;
      // Nothing of it was sent, so it counts as never begun.
      if (state === 'stopped') {
        await updateStep(tx, at.step.id, { state: 'waiting', started_at: null });
        return tx.wake('step', at.request.id);
      }
      if (state === 'failed' || services.stepHandlers.of(at.step).tidies)
        return failOrSkipStep(services, tx, at, failure);
      return closeUnsent(services, tx, at, { state, failure });
    }
  }
}

/**
 * Puts what a step found beyond the signed plan to one more vote. If no vote is possible, the step fails.
 * @param request the locked row
 */
export async function takeDeviations(
  services: SagaServices,
  tx: Tx,
  at: AtStep,
  request: RequestRow,
  found: Deviates,
): Promise<void> {
  if (!isVotable(services, at, request, found)) return failOrSkipStep(services, tx, at, unapprovable(found));
  const { deviations } = found;
  await askAddendum(services, tx, { request, step: at.step }, { kind: 'deviations', deviations });
}

function isVotable(
  services: SagaServices,
  { step, agreed }: AtStep,
  { requirement }: RequestRow,
  { deviations }: Deviates,
): boolean {
  // A request without approval has nobody to ask, and tidying is not worth a vote.
  if (!requirement || services.stepHandlers.of(step).tidies) return false;
  if (deviations.length === 0 || deviations.length > mostDeviations) return false;
  // A step that refuses what was just agreed to would have people vote for ever.
  return !sameDeviations(deviations, agreed);
}
