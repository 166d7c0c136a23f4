import type { Person } from '../kernel/chat.ts';
import { minuteUtc } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import { newNonce } from '../kernel/nonce.ts';
import { toJson } from '../store/columns.ts';
import { findPlan, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { listVotes } from '../store/votes.ts';
import { assigneeOf, belongsTo } from './assignee.ts';
import type { RequestKinds } from './request-kind.ts';
import { sizesFor } from './retry-offer.ts';
import { type RetryChoice, storedRetryChoice } from './rules/retry-choice.ts';
import type { RequestServices } from './services.ts';
import type { StoredPlan } from './stored-plan.ts';

/**
 * A failed step is tried again, alone, under the approval that there is. Whether the plan still is what was signed is
 * looked at before anything is sent.
 * @param size to deploy with instead
 * @throws unknown-request, not-failed, retry-over, retry-not-yours, retry-size, retry-size-step
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

export async function lockedStep(
  { requestKinds }: Pick<RequestServices, 'requestKinds'>,
  tx: Tx,
  id: string,
  by: Person,
) {
  return failedStep(tx.db, requestKinds, { request: await lockRequest(tx, id), id, by, now: tx.now() });
}

/** @throws unknown-request, not-failed, retry-over, retry-not-yours */
export async function failedStep(
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
  if (!request.retry_by || now >= request.retry_by) {
    throw new CodedError('retry-over', { id, until: minuteUtc(request.retry_by ?? request.created_at) });
  }
  return { request, plan, steps, step };
}

/** Who asked for it, carries it, or stood for it: nobody else's word is behind the approval. */
async function requireConcerned(db: Db, request: RequestRow, by: Person): Promise<void> {
  const votes = await listVotes(db, request.id);
  const approvers = votes.filter(({ decision }) => decision === 'approve').map(({ voter_oid }) => voter_oid);
  if (belongsTo(request, by.objectId) || approvers.some((oid) => oid.toLowerCase() === by.objectId.toLowerCase()))
    return;
  throw new CodedError('retry-not-yours', { id: request.id, name: assigneeOf(request).name });
}

/** The step waits again; its attempts stay, so that the next one gets a number and an id of its own. */
export async function waitAgain(tx: Tx, step: StepRow, choice: RetryChoice | null): Promise<void> {
  await updateStep(tx, step.id, {
    state: 'waiting',
    started_at: null,
    ended_at: null,
    failure: null,
    result: choice && toJson(storedRetryChoice.write(choice)),
    retried_at: tx.now(),
  });
}

export async function goOn(tx: Tx, request: RequestRow, by: Person, details: Record<string, unknown>) {
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
  const approved = sizesFor(requestKinds, plan, step)?.approved;
  if (!approved) throw new CodedError('retry-size-step', { id });
  const found = approved.find((one) => one.toLowerCase() === size.toLowerCase());
  if (!found) throw new CodedError('retry-size', { id, size, sizes: approved.join(', ') || '-' });
  return found;
}
