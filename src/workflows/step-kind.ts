import type { FindOutcome, SendOutcome } from '../azure/outcome.ts';
import type { Failure } from '../domain/errors.ts';
import type { Services } from '../services/services.ts';
import type { RequestKind, StoredOf, StoredPlan } from '../services/stored-plan.ts';
import type { AttemptRow } from '../store/steps.ts';

/** What shows that a step was already done. too-late: it can no longer be done, and nothing more is sent. */
export type Found = FindOutcome | { kind: 'too-late'; failure: Failure };

/**
 * A step that changes Azure. `send` is called once per committed attempt, with the attempt's id as client request id;
 * `find` shows whether an attempt whose answer was lost has acted.
 */
type StepOf<Plan extends StoredPlan> = {
  /** A step that starts a job ends with it. One without a job of its own is done once `find` finds its effect. */
  job: 'Backup' | 'Restore' | 'none';
  send(services: Services, plan: Plan, attempt: Pick<AttemptRow, 'id'>): Promise<SendOutcome>;
  find(services: Services, plan: Plan, attempt: Pick<AttemptRow, 'id' | 'opened_at'>): Promise<Found>;
};

export type StepKind = StepOf<StoredPlan>;

/** A step for requests of one kind. */
export function stepOf<Kind extends RequestKind>(kind: Kind, step: StepOf<StoredOf<Kind>>): StepKind {
  return {
    job: step.job,
    send: (services, plan, attempt) => step.send(services, narrowed(plan, kind), attempt),
    find: (services, plan, attempt) => step.find(services, narrowed(plan, kind), attempt),
  };
}

function narrowed<Kind extends RequestKind>(plan: StoredPlan, kind: Kind): StoredOf<Kind> {
  if (plan.kind !== kind) throw new Error(`a step of ${kind} in a request of ${plan.kind}`);
  return plan as StoredOf<Kind>;
}
