import type { Failure } from '../kernel/errors.ts';
import type { StepContext } from '../requests/request-kind.ts';
import type { Services } from '../services.ts';
import { findPlan } from '../store/requests.ts';
import { asDefinition } from './stored-definition.ts';
import type { StoredDrill } from './stored-drill.ts';

/** Whether a run has had all the time that its definition gives a copy: then nothing more is sent, and it is cleaned up. */
export async function findLifeOver(
  { store, requestKinds, clock }: Services,
  { target }: StoredDrill,
  { request }: StepContext,
): Promise<Failure | undefined> {
  const id = request.standing_id;
  const definition = id === null ? undefined : asDefinition((await findPlan(store.db, requestKinds, id))?.body);
  if (!definition) return undefined;
  const { lifeHours: hours } = definition.plan.effects;
  const isOver = clock.now().getTime() >= request.created_at.getTime() + hours * 60 * 60_000;
  return isOver ? { code: 'drill-life-over', params: { vm: target.vmName, hours } } : undefined;
}
