import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { powerActions } from '../access/rules/actions.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { newNonce, type Person } from '../kernel/chat.ts';
import { minuteUtc } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Need } from '../kernel/permissions.ts';
import { defineStored } from '../kernel/stored.ts';
import { listVotes } from '../store/approvals.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { toJson } from '../store/rows.ts';
import type { Db } from '../store/schema.ts';
import { insertSteps, listSteps, type StepRow, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { RequestKinds } from './request-kind.ts';
import type { RequestServices } from './services.ts';
import { assigneeOf, belongsTo, type StoredPlan } from './stored-request.ts';

/**
 * Retries a failed step alone, under the same approval. The preflight checks before the send that the plan is still as
 * signed.
 * @param size to deploy with instead
 * @throws unknown-request, not-failed, retry-never, retry-over, retry-not-yours, retry-size, retry-size-step
 */
export async function retryStep(
  services: RequestServices,
  tx: Tx,
  id: string,
  by: Person,
  size?: string,
): Promise<void> {
  const { request, plan, step } = await lockedStep(services, tx, id, by);
  const wanted = size === undefined ? undefined : checkedSize(services, id, plan, step, size);
  await waitAgain(tx, step, wanted === undefined ? null : { size: wanted });
  await goOn(tx, request, by, { step: step.kind, ...(wanted !== undefined && { size: wanted }) });
}

async function lockedStep({ requestKinds }: Pick<RequestServices, 'requestKinds'>, tx: Tx, id: string, by: Person) {
  return failedStep(tx.db, requestKinds, { request: await lockRequest(tx, id), id, by, now: tx.now() });
}

/** @throws unknown-request, not-failed, retry-never, retry-over, retry-not-yours */
async function failedStep(
  db: Db,
  kinds: RequestKinds,
  { request, id, by, now }: { request: RequestRow | undefined; id: string; by: Person; now: Date },
) {
  const plan = (await findPlan(db, kinds, id))?.body;
  if (!request || !plan) throw new CodedError('unknown-request', { id });
  const steps = await listSteps(db, id);
  const step = steps.find(({ state }) => state === 'failed');
  if (request.state !== 'failed' || !step) throw new CodedError('not-failed', { id });
  await requireConcerned(db, request, by);
  requireRetryTime(request, now);
  return { request, plan, steps, step };
}

/** @throws retry-never, retry-over */
export function requireRetryTime({ id, vm_name: vm, retry_by: until }: RequestRow, now: Date): void {
  if (!until) throw new CodedError('retry-never', { id, vm });
  if (now >= until) throw new CodedError('retry-over', { id, until: minuteUtc(until) });
}

/** Only the requester, the assignee and those who approved may retry: the approval rests on nobody else's word. */
async function requireConcerned(db: Db, request: RequestRow, by: Person): Promise<void> {
  const votes = await listVotes(db, request.id);
  const approvers = votes.filter(({ decision }) => decision === 'approve').map(({ voter_oid }) => voter_oid);
  if (belongsTo(request, by.objectId) || approvers.some((oid) => oid.toLowerCase() === by.objectId.toLowerCase()))
    return;
  throw new CodedError('retry-not-yours', { id: request.id, name: assigneeOf(request).name });
}

/** Sets the step to waiting again. Its attempts stay, so that the next one gets a number and an id of its own. */
async function waitAgain(tx: Tx, step: StepRow, choice: RetryChoice | null): Promise<void> {
  await updateStep(tx, step.id, {
    state: 'waiting',
    started_at: null,
    ended_at: null,
    failure: null,
    result: choice && toJson(storedRetryChoice.write(choice)),
    retried_at: tx.now(),
  });
}

async function goOn(tx: Tx, request: RequestRow, by: Person, details: Record<string, unknown>) {
  await updateRequest(tx, request.id, { state: 'running', nonce: newNonce(), failure: null, ended_at: null });
  tx.audit({
    actor: by,
    event: 'request.retried',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details,
  });
  tx.wake('step', request.id);
}

/** @throws retry-size-step, retry-size */
function checkedSize(
  { requestKinds }: RequestServices,
  id: string,
  plan: StoredPlan,
  step: StepRow,
  size: string,
): string {
  const approved = retrySizes(requestKinds, plan, step)?.approved;
  if (!approved) throw new CodedError('retry-size-step', { id });
  const found = approved.find((one) => one.toLowerCase() === size.toLowerCase());
  if (!found) throw new CodedError('retry-size', { id, size, sizes: approved.join(', ') || '-' });
  return found;
}

/** Steps that restart a machine which did not come up. A person asks for them; they are not in the plan. */
export const restartSteps = { 'deallocate-vm': 'left', 'start-vm': 'follows' } as const;
const restartKinds = Object.keys(restartSteps);

/**
 * Rights for deallocating and starting the machine. No signed plan contains this: it changes nothing of what was made,
 * and is an act of its own by a named person, on the rights of the assignee.
 */
function restartNeeds(requestKinds: RequestKinds, plan: StoredPlan): Need[] {
  const scope = requestKinds.of(plan).retry?.restart.vm(plan);
  return scope === undefined ? [] : Object.values(powerActions).map((action) => ({ action, scope }));
}

/** Rights that a step needs beyond the plan's. */
export function restartRights(requestKinds: RequestKinds, plan: StoredPlan, kind: string): Need[] {
  // Both are required before each: a machine that could not be started again must not be deallocated.
  return restartKinds.includes(kind) ? restartNeeds(requestKinds, plan) : [];
}

/**
 * Checks that a restart may be asked for, with Azure too. Call it before the transaction that writes it.
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
  // An approver's own rights add nothing: the restart is done on behalf of the assignee.
  const [lacks] = await access.missing(assignee.objectId, needs, true);
  if (!lacks) return;
  const params = { name: assignee.name, action: lacks.action, vm: nameOf(lacks.scope) };
  throw new CodedError('restart-right-missing', params);
}

/**
 * Deallocates and starts a machine that does not come up, and then verifies it again. Call `requireRestartable` first.
 * @throws as retryStep, not-restartable
 */
export async function restartMachine(services: RequestServices, tx: Tx, id: string, by: Person): Promise<void> {
  const { request, plan, step, steps } = await lockedStep(services, tx, id, by);
  if (!isRestartable(services.requestKinds, plan, step)) throw new CodedError('not-restartable', { id });
  await insertRestart(tx, steps, step);
  await waitAgain(tx, step, null);
  await goOn(tx, request, by, { step: 'restart' });
}

/** Inserts two steps before the failed one, so that each is sent once and has its time on the card. */
async function insertRestart(tx: Tx, steps: readonly StepRow[], before: StepRow): Promise<void> {
  const later = steps.filter(({ position }) => position >= before.position);
  // From the end, since no two steps of a request may have one position.
  for (const step of later.toReversed())
    await updateStep(tx, step.id, { position: step.position + restartKinds.length });
  await insertSteps(
    tx,
    restartKinds.map((kind, index) => ({
      id: randomUUID(),
      request_id: before.request_id,
      position: before.position + index,
      kind,
    })),
  );
}

/** The ways to retry a request's failed step. */
export type RetryOffer = {
  step: StepRow;
  /** Approved sizes that may be tried instead; empty if another size would not help. */
  sizes: string[];
  /** The machine was made and does not come up: it may be deallocated and started. */
  restart: boolean;
};

/** undefined: nothing failed, or the approval no longer covers a retry. */
export function retryOffer(
  kinds: RequestKinds,
  request: Pick<RequestRow, 'state' | 'retry_by'>,
  plan: StoredPlan,
  steps: readonly StepRow[],
  now: Date,
): RetryOffer | undefined {
  const step = steps.find(({ state }) => state === 'failed');
  if (request.state !== 'failed' || !step || !request.retry_by || now >= request.retry_by) return undefined;
  return { step, sizes: retrySizes(kinds, plan, step)?.offered ?? [], restart: isRestartable(kinds, plan, step) };
}

function retrySizes(kinds: RequestKinds, plan: StoredPlan, step: StepRow) {
  return kinds.of(plan).retry?.sizes(plan, step);
}

/** Whether the machine of a failed step may be deallocated and started again. */
export function isRestartable(kinds: RequestKinds, plan: StoredPlan, { failure }: Pick<StepRow, 'failure'>): boolean {
  const restart = kinds.of(plan).retry?.restart;
  return failure !== null && restart?.vm(plan) !== undefined && restart.mends(failure);
}

/** The choice made for the retry of a step. It is stored as the step's result until that has one. */
const storedRetryChoice = defineStored('retry choice', z.object({ size: z.string().optional() }));

type RetryChoice = z.infer<typeof storedRetryChoice.schema>;

/** @throws NewerStoredError, stored.unreadable */
export function parseRetryChoice({ result }: { result: unknown }): RetryChoice {
  const { size } = storedRetryChoice.parse(result ?? {});
  return size === undefined ? {} : { size };
}
