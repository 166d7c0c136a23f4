import type { StoredPlan } from '../../requests/stored-plan.ts';
import type { StepAt, StepHandler } from '../../saga/step-handler.ts';
import { asGrant } from '../stored.ts';

/** A step that may have waited for access to keys: the request's plan is then the grant's, and its own lies in it. */
export function afterGrant(step: StepHandler): StepHandler {
  const own = <At extends StepAt<StoredPlan>>(at: At): At => {
    const next = asGrant(at.plan)?.next;
    return next ? { ...at, plan: next } : at;
  };
  const { needed } = step;
  return {
    job: step.job,
    ...(step.result && { result: step.result }),
    ...(needed && { needed: (services, at) => needed(services, own(at)) }),
    send: (services, at) => step.send(services, own(at)),
    find: (services, at) => step.find(services, own(at)),
  };
}
