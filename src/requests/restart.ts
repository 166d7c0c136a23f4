import { randomUUID } from 'node:crypto';
import { powerActions } from '../access/rules/actions.ts';
import { nameOf } from '../kernel/arm-id.ts';
import type { Person } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Need } from '../kernel/permissions.ts';
import { findRequest } from '../store/requests.ts';
import { insertSteps, type StepRow, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { assigneeOf } from './assignee.ts';
import type { RequestKinds } from './request-kind.ts';
import { failedStep, goOn, lockedStep, waitAgain } from './retry.ts';
import { isRestartable } from './retry-offer.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

/** What brings a machine up that did not come up: a person asks for them after the steps of the plan. */
export const restartSteps = ['deallocate-vm', 'start-vm'] as const;

/**
 * What taking the machine off its host and starting it takes. It stands in no plan that was signed: it changes nothing
 * of what was made, and is an act of its own, by a person who is named and on the rights of who asked for the restore.
 */
function restartNeeds(requestKinds: RequestKinds, plan: StoredPlan): Need[] {
  const scope = requestKinds.of(plan).retry?.restart.vm(plan);
  return scope === undefined ? [] : Object.values(powerActions).map((action) => ({ action, scope }));
}

/** What a step takes besides what the plan says of it. */
export function furtherNeeds(requestKinds: RequestKinds, plan: StoredPlan, kind: string): Need[] {
  // Both before each: a machine that could not be started again is not taken off its host.
  return restartSteps.some((one) => one === kind) ? restartNeeds(requestKinds, plan) : [];
}

/**
 * Whether a restart may be asked for, by Azure as well. To be asked before the transaction that writes it.
 * @throws as restartMachine, not-allowed, denied, not-known, EligibleError, restart-right-missing, azure.*
 */
export async function requireRestartable(services: RequestServices, id: string, by: Person): Promise<void> {
  const { store, clock, access, requestKinds } = services;
  const { request, plan, step } = await failedStep(store.db, requestKinds, {
    request: await findRequest(store.db, id),
    id,
    by,
    now: clock.now(),
  });
  if (!isRestartable(requestKinds, plan, step)) throw new CodedError('not-restartable', { id });
  const needs = restartNeeds(requestKinds, plan);
  const assignee = assigneeOf(request);
  if (assignee.objectId.toLowerCase() === by.objectId.toLowerCase())
    return access.require(assignee.objectId, needs, true);
  // An approver's own rights add nothing: it is done on behalf of who carries the restore.
  const [lacks] = await access.missing(assignee.objectId, needs, true);
  if (!lacks) return;
  const params = { name: assignee.name, action: lacks.action, vm: nameOf(lacks.scope) };
  throw new CodedError('restart-right-missing', params);
}

/**
 * A machine that does not come up is deallocated and started, and then looked at again. `requireRestartable` comes first.
 * @throws as retryStep, not-restartable
 */
export async function restartMachine(services: RequestServices, tx: Tx, id: string, by: Person): Promise<void> {
  const { request, plan, step, steps } = await lockedStep(services, tx, id, by);
  if (!isRestartable(services.requestKinds, plan, step)) throw new CodedError('not-restartable', { id });
  await makeRoom(tx, steps, step);
  await waitAgain(tx, step, null);
  await goOn(tx, request, by, { step: 'restart' });
}

/** Two steps of their own before the one that failed, so that each is sent once and has its time on the card. */
async function makeRoom(tx: Tx, steps: readonly StepRow[], before: StepRow): Promise<void> {
  const later = steps.filter(({ position }) => position >= before.position);
  // From the end, since no two steps of a request may stand in one place.
  for (const step of later.toReversed())
    await updateStep(tx, step.id, { position: step.position + restartSteps.length });
  await insertSteps(
    tx,
    restartSteps.map((kind, index) => ({
      id: randomUUID(),
      request_id: before.request_id,
      position: before.position + index,
      kind,
    })),
  );
}
