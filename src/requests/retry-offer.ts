import type { RequestRow } from '../store/requests.ts';
import type { StepRow } from '../store/steps.ts';
import type { RequestKinds } from './request-kind.ts';
import type { StoredPlan } from './stored-plan.ts';

/** What may be done about a request's failed step. */
export type RetryOffer = {
  step: StepRow;
  /** Sizes that were approved and may be tried instead; empty where another size would not help. */
  sizes: string[];
  /** The machine was made and does not come up: it may be deallocated and started. */
  restart: boolean;
};

/** undefined: nothing failed, or the approval no longer covers another try. */
export function retryOffer(
  kinds: RequestKinds,
  request: Pick<RequestRow, 'state' | 'retry_by'>,
  plan: StoredPlan,
  steps: readonly StepRow[],
  now: Date,
): RetryOffer | undefined {
  const step = steps.find(({ state }) => state === 'failed');
  if (request.state !== 'failed' || !step || !request.retry_by || now >= request.retry_by) return undefined;
  return { step, sizes: sizesFor(kinds, plan, step)?.offered ?? [], restart: isRestartable(kinds, plan, step) };
}

/** Which sizes there are is for the kind to say: it knows what its plan allows. */
export function sizesFor(kinds: RequestKinds, plan: StoredPlan, step: StepRow) {
  return kinds.of(plan).retry?.sizes(plan, step);
}

/** Whether the machine that a failed step is about may be taken off its host and started again. */
export function isRestartable(kinds: RequestKinds, plan: StoredPlan, { failure }: Pick<StepRow, 'failure'>): boolean {
  const restart = kinds.of(plan).retry?.restart;
  return failure !== null && restart?.vm(plan) !== undefined && restart.mends(failure);
}
