import { mostDeviations } from '../domain/addendum.ts';
import { sameDeviations } from '../domain/rebuild/deviation.ts';
import { askAddendum } from '../services/addenda.ts';
import type { Services } from '../services/services.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, kindOf } from './at-step.ts';
import { type Deviates, unsigned } from './step-kind.ts';
import { stopStep } from './stop-step.ts';

/**
 * What a step found beyond the signed plan is put to one more vote; where none can be had the step fails with it.
 * @param request as it is locked
 */
export async function takeDeviations(
  services: Services,
  tx: Tx,
  at: AtStep,
  request: RequestRow,
  found: Deviates,
): Promise<void> {
  if (!isVotable(at, request, found)) return stopStep(services, tx, at, unsigned(found));
  const { deviations } = found;
  await askAddendum(services, tx, { request, step: at.step }, { kind: 'deviations', deviations });
}

function isVotable({ step, agreed }: AtStep, { requirement }: RequestRow, { deviations }: Deviates): boolean {
  // What nobody had to approve has nobody to ask, and what only tidies is not worth asking for.
  if (!requirement || kindOf(step).tidies) return false;
  if (deviations.length === 0 || deviations.length > mostDeviations) return false;
  // A step that refuses what was just agreed to would have people vote for ever.
  return !sameDeviations(deviations, agreed);
}
