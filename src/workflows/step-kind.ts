import type { FindOutcome, SendOutcome } from '../azure/outcome.ts';
import type { StoredPlan } from '../services/planning.ts';
import type { Services } from '../services/services.ts';
import type { AttemptRow } from '../store/steps.ts';

/**
 * A step that changes Azure. `send` is called once per committed attempt, with the attempt's id as client request id;
 * `find` shows whether an attempt whose answer was lost has acted.
 */
export type StepKind = {
  send(services: Services, plan: StoredPlan, attempt: Pick<AttemptRow, 'id'>): Promise<SendOutcome>;
  find(services: Services, plan: StoredPlan, attempt: Pick<AttemptRow, 'id' | 'opened_at'>): Promise<FindOutcome>;
};
