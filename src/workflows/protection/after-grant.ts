import type { StoredPlan } from '../../services/stored-plan.ts';
import type { StepAt, StepKind } from '../step-kind.ts';

/** A step that may have waited for access to keys: the request's plan is then the grant's, and its own lies in it. */
export function afterGrant(step: StepKind): StepKind {
  const own = <At extends StepAt<StoredPlan>>(at: At): At =>
    at.plan.kind === 'grant-access' && at.plan.next ? { ...at, plan: at.plan.next } : at;
  const { needed } = step;
  return {
    job: step.job,
    ...(needed && { needed: (services, at) => needed(services, own(at)) }),
    send: (services, at) => step.send(services, own(at)),
    find: (services, at) => step.find(services, own(at)),
  };
}
