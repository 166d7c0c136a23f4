import { newNonce } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { closeRequest } from '../requests/close-request.ts';
import { definitionProblem } from '../requests/definition.ts';
import type { StoredPlan } from '../requests/stored-plan.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { SagaServices } from './services.ts';

const dayMs = 24 * 60 * 60_000;

/** Brings an approved definition into force. It has no steps, and covers runs until its term ends. */
export async function activateDefinition(services: SagaServices, id: string, plan: StoredPlan): Promise<void> {
  const scope = services.requestKinds.of(plan).definition?.scope(plan);
  if (!scope) throw new Error(`request ${id} is no definition`);
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request?.state !== 'approved') return;
    if (request.begin_by && tx.now() > request.begin_by) {
      return closeRequest(services, tx, id, 'expired', { code: 'begin-expired', params: {} });
    }
    const until = new Date(tx.now().getTime() + scope.days * dayMs);
    await updateRequest(tx, id, { state: 'running', in_force_until: until, nonce: newNonce() });
    tx.audit({
      event: 'standing.in-force',
      requestId: id,
      vmName: request.vm_name,
      planHash: request.hash,
      details: { until: until.toISOString() },
    });
    tx.wake('timer', `standing:${id}`, until);
    const inForce = services.requestKinds.of(plan).definition?.inForce;
    if (inForce) tx.wake('timer', `${inForce.timer}:${id}`);
  });
}

/** Ends a definition whose term is over: nothing more runs under it, and its thread says so. */
export async function endDefinition(services: SagaServices, id: string): Promise<void> {
  await services.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    const until = request?.in_force_until;
    if (request?.state !== 'running' || !until) return;
    if (tx.now() < until) return tx.wake('timer', `standing:${id}`, until);
    await closeRequest(services, tx, id, 'expired', { code: 'standing-ended', params: { id } });
  });
}

/** Why the definition of a run no longer allows its next step. The definition is read anew each time. */
export async function definitionObstacle(
  services: Pick<SagaServices, 'store' | 'requestKinds' | 'clock'>,
  { id, standing_id, standing_hash }: RequestRow,
): Promise<Failure | undefined> {
  const { store, requestKinds, clock } = services;
  if (standing_id === null) return undefined;
  const definition = await findRequest(store.db, standing_id);
  const plan = (await findPlan(store.db, requestKinds, id))?.body;
  if (!definition || !plan) return { code: 'standing-none', params: { id: standing_id } };
  const seen = { definition, signed: standing_hash ?? '', now: clock.now() };
  return definitionProblem(services, store.db, seen, plan);
}
