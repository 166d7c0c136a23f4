import { nameOf } from '../kernel/arm-id.ts';
import { newNonce } from '../kernel/chat.ts';
import { minuteUtc } from '../kernel/clock.ts';
import { asFailure, CodedError, type Failure } from '../kernel/errors.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { StoredError } from '../kernel/stored.ts';
import { closeRequest } from '../requests/close-request.ts';
import { definitionProblem } from '../requests/definition.ts';
import { notifyRoleEnds } from '../requests/request-messages.ts';
import { restartRights } from '../requests/retry.ts';
import { assigneeOf, type StoredPlan } from '../requests/stored-request.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { type AttemptRow, hasEarlierTry } from '../store/steps.ts';
import type { SagaServices } from './services.ts';
import type { AtStep, Needed } from './step-handler.ts';
import { isLeft, stopFailure } from './stop.ts';

/** Whether a step may be sent now. later: Azure did not answer (`failure` says why), or the step has to wait. */
export type PreflightResult =
  | { kind: 'go' }
  | { kind: 'later'; seconds: number; failure?: Failure }
  | Extract<Needed<unknown>, { kind: 'no' | 'deviates' }>
  /** late: a deadline has passed, or the request was stopped, which nobody can mend. */
  | { kind: 'stop'; state: 'void' | 'failed' | 'expired' | 'stopped'; failure: Failure; late?: true };

/** Time until the preflight is repeated while Azure does not answer (world seconds). */
const repeatSeconds = 30;
/** Time until a step is asked again whether it has anything to do, if that cannot be told yet (world seconds). */
const needSeconds = 20;

/**
 * Checks each send, the first of an attempt and each repeat: whether the request was stopped, deadline, whether there is anything to do, effects,
 * rights, red findings. Effects that differ from the signed ones void the approval. A lost right or a missing place may
 * come back, so there the step fails and can be retried under the same approval while its effects are the same.
 * @param attempt the attempt to be sent once more; absent for a new one
 */
export async function preflight(services: SagaServices, at: AtStep, attempt?: AttemptRow): Promise<PreflightResult> {
  if (await isLeft(services, at)) {
    return { kind: 'stop', state: 'stopped', failure: stopFailure(at.request), late: true };
  }
  const passed = await pastDeadline(services, at, attempt);
  if (passed) return { kind: 'stop', ...passed, late: true };
  try {
    const needed = (await services.stepHandlers.of(at.step).needed?.(services, at)) ?? { kind: 'yes' };
    if (needed.kind === 'later') return { kind: 'later', seconds: needed.seconds ?? needSeconds };
    if (needed.kind === 'stop') return { kind: 'stop', state: 'failed', failure: needed.failure };
    if (needed.kind !== 'yes') return needed;
    return (await obstacle(services, at)) ?? { kind: 'go' };
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof StoredError) throw error;
    const result = unread(asFailure(error));
    if (result.kind === 'later') {
      const { failure } = result;
      services.log.warn({ requestId: at.request.id, failure }, 'the preflight of a step waits for Azure');
    }
    return result;
  }
}

/** The result when something the preflight needs could not be read. */
export function unread(failure: Failure): Extract<PreflightResult, { kind: 'later' | 'stop' }> {
  if (isPassing(failure)) return { kind: 'later', seconds: repeatSeconds, failure };
  // Waiting would not mend it, e.g. when the bot lost its right to read or a firewall blocks it.
  return { kind: 'stop', state: 'failed', failure };
}

async function pastDeadline(services: SagaServices, { request, step, plan }: AtStep, attempt: AttemptRow | undefined) {
  // A request's leftovers are removed whenever that is possible, as are copies made by another request that must not
  // stay.
  if (services.stepHandlers.of(step).tidies || services.requestKinds.of(plan).lifecycle?.stoppable === false)
    return undefined;
  return passedDeadline(
    {
      id: request.id,
      beginBy: request.begin_by,
      retryBy: request.retry_by,
      // Earlier steps may have had nothing to do; then the request has sent nothing.
      first: !(await hasEarlierTry(services.store.db, step)),
      retried: step.retried_at !== null,
      ...(attempt && { openedAt: attempt.opened_at }),
    },
    services.clock.now(),
  );
}

async function obstacle(services: SagaServices, at: AtStep): Promise<PreflightResult | undefined> {
  // The step touches only what the request made and recorded, so nobody needs a right for it.
  if (services.stepHandlers.of(at.step).tidies === 'recorded') return undefined;
  const { request, plan, results } = at;
  const standing = await definitionObstacle(services, request);
  if (standing) return { kind: 'stop', state: 'void', failure: standing };
  // Only the kind knows how its plan is made again, and what else stops a step.
  const kind = services.requestKinds.of(plan);
  const again = await kind.replan(services, plan, { requestId: request.id, results });
  if (again.kind !== 'same') return { kind: 'stop', state: 'void', failure: again.failure };
  const needs = [...again.needs, ...restartRights(services.requestKinds, plan, at.step.kind)];
  const assignee = assigneeOf(request);
  const [lost] = await services.access.missing(assignee.objectId, needs, true);
  if (lost) {
    const { action, scope, reason } = lost;
    const params = { id: request.id, name: assignee.name, action };
    const failure: Failure =
      reason.kind === 'denied'
        ? { code: 'requester-denied', params: { ...params, denial: reason.name, scope: nameOf(scope) } }
        : { code: 'requester-lost-right', params };
    return { kind: 'stop', state: 'failed', failure };
  }
  const against = await kind.obstacle?.(services, plan, at);
  return against && { kind: 'stop', state: 'failed', failure: against };
}

type Dates = {
  /** Id of the request. */
  id: string;
  beginBy: Date | null;
  retryBy: Date | null;
  /** Nothing of the request was tried before this step. */
  first: boolean;
  /** Somebody asked for a retry after the step had failed. */
  retried: boolean;
  /** When the attempt to be sent once more was opened; absent for a new one. */
  openedAt?: Date;
};

type Passed = { state: 'expired' | 'failed'; failure: Failure };

/** How long after its first send an id may be sent once more (docs/reliability.md), whatever `RETRY_MINUTES` says. */
export const resendHours = 24;

/**
 * The deadline that a send has passed, if any. The deadline to begin bounds the first step until something is known to
 * have been sent; a lost answer is not known. The deadline for retries bounds what somebody asked for again. A later
 * step follows the one before it whenever that ends, but its own send is not repeated days later.
 */
export function passedDeadline(dates: Dates, now: Date): Passed | undefined {
  const { id, beginBy, retryBy, first, retried, openedAt } = dates;
  if (retried) {
    if (!retryBy || now <= retryBy) return undefined;
    return { state: 'failed', failure: { code: 'retry-over', params: { id, until: minuteUtc(retryBy) } } };
  }
  if (first) {
    if (!beginBy || now <= beginBy) return undefined;
    return { state: 'expired', failure: { code: 'begin-expired', params: {} } };
  }
  if (!openedAt || now.getTime() <= openedAt.getTime() + resendHours * 3_600_000) return undefined;
  return { state: 'failed', failure: { code: 'resend-over', params: { hours: resendHours } } };
}

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
async function definitionObstacle(
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

/** Time to extend an activation that somebody else has to approve, or to find a colleague (world ms). */
const warnBeforeMs = 30 * 60_000;

/**
 * Warns the assignee of a running request once before a role that its steps need ends. After an extension, the new end
 * gets a warning of its own.
 */
export async function warnRoleEnd(services: SagaServices, id: string): Promise<void> {
  const { store, access } = services;
  const request = await findRequest(store.db, id);
  const plan = await findPlan(store.db, services.requestKinds, id);
  if (!request || !plan || !isAtWork(request)) return;
  const { objectId } = assigneeOf(request);
  // Only the plan says which rights the request needs, and only its kind reads the plan.
  const needs = services.requestKinds.of(plan.body).needs(plan.body);
  const end = await access.firstEnd(objectId, needs);
  // The role has ended and was not restored: the button that offers a takeover stays.
  if (!end && request.role_ends_at && (await access.missing(objectId, needs, true)).length > 0) return;
  await store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    // A new assignee has roles of their own, and a wake-up of their own for them.
    if (!locked || !isAtWork(locked) || assigneeOf(locked).objectId !== objectId) return;
    const warnAt = end && new Date(end.at.getTime() - warnBeforeMs);
    if (!end || !warnAt || tx.now() < warnAt) {
      if (locked.role_ends_at) {
        await updateRequest(tx, id, { role_ends_at: null });
      }
      if (warnAt) tx.wake('timer', `role-end:${id}`, warnAt);
      return;
    }
    if (end.at > tx.now()) tx.wake('timer', `role-end:${id}`, end.at);
    if (locked.role_ends_at?.getTime() === end.at.getTime()) return;
    await updateRequest(tx, id, { role_ends_at: end.at });
    await notifyRoleEnds(services, tx, locked, end);
  });
}

function isAtWork({ state }: { state: string }): boolean {
  return state === 'approved' || state === 'running';
}
