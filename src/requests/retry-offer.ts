import type { Failure } from '../kernel/errors.ts';
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
  return { step, sizes: kinds.of(plan).otherSizes?.(plan, step) ?? [], restart: isRestartable(kinds, plan, step) };
}

/** The machine is there, and what is on its screen may say why it does not come up. */
const unwell = new Set([
  'rebuild.extension-failed',
  'rebuild.extension-agent-silent',
  'rebuild.verify-not-provisioned',
  'rebuild.verify-not-provisioned-yet',
  'rebuild.verify-not-encrypted',
  'rebuild.verify-agent-silent',
]);

export function hasScreen({ code }: Failure): boolean {
  return unwell.has(code);
}

/** Whether the machine that a failed step is about may be taken off its host and started again. */
export function isRestartable(kinds: RequestKinds, plan: StoredPlan, { failure }: Pick<StepRow, 'failure'>): boolean {
  if (!failure || kinds.of(plan).restartableVm?.(plan) === undefined) return false;
  return unwell.has(failure.code) || failure.code === 'rebuild.verify-deallocated';
}
