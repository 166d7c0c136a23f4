import type { Failure } from '../kernel/errors.ts';
import type { StepContext } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { findPlan, type RequestRow } from '../store/requests.ts';
import { listSteps } from '../store/steps.ts';
import { mostLifeHours } from './rules/drill-clock.ts';
import { asDefinition } from './stored-definition.ts';
import type { StoredDrill } from './stored-drill.ts';

const hourMs = 60 * 60_000;

/** Whether a drill has had all the time that a copy of it may live: then nothing more is sent, and it is cleaned up. */
export async function findLifeOver(
  services: RequestServices,
  { target }: StoredDrill,
  { request }: StepContext,
): Promise<Failure | undefined> {
  const life = await readLife(services, request);
  return life && services.clock.now() >= life.until ? lifeOver(target.vmName, life.hours) : undefined;
}

/** From the begin of a run, as its definition says; from the first step of a drill that was approved by itself. */
export async function readLife(
  { store, requestKinds }: Pick<RequestServices, 'store' | 'requestKinds'>,
  { id, standing_id: under, created_at }: RequestRow,
): Promise<{ until: Date; hours: number } | undefined> {
  if (under === null) {
    const [first] = await listSteps(store.db, id);
    return first?.started_at ? lasting(first.started_at, mostLifeHours) : undefined;
  }
  const definition = asDefinition((await findPlan(store.db, requestKinds, under))?.body);
  return definition && lasting(created_at, definition.plan.effects.lifeHours);
}

function lasting(from: Date, hours: number) {
  return { until: lifeEnd(from, hours), hours };
}

export function lifeEnd(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * hourMs);
}

export function lifeOver(vm: string, hours: number): Failure {
  return { code: 'drill-life-over', params: { vm, hours } };
}
