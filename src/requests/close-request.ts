import { isSuspicious } from '../i18n/failure-text.ts';
import { newNonce } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RequestState } from '../kernel/request.ts';
import { askForInventory } from '../machines/kept-lists.ts';
import { findMaker } from '../store/planned-request.ts';
import { findPlan, findRequest, lockRequest, type RequestRow, updateRequest } from '../store/requests.ts';
import { logUnread, toJson, whenUnread } from '../store/rows.ts';
import { type StepRow, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { notifyRequester, postRequestCards, postToRequester } from './request-messages.ts';
import type { RequestServices } from './services.ts';

/** Closes a request in its final state: its cards say so, and one reply mentions the requester. */
export async function closeRequest(
  services: RequestServices,
  tx: Tx,
  requestId: string,
  end: Extract<RequestState, 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'void'>,
  failure: Failure | null,
): Promise<void> {
  const row = await findRequest(tx.db, requestId);
  const lifecycle = row && services.requestKinds.of(row).lifecycle;
  const { notifies, within, failsWithin, protects, afterEnd: after } = lifecycle ?? {};
  const plan = notifies || within ? (await findPlan(tx.db, services.requestKinds, requestId))?.body : undefined;
  const outer = plan && within?.(plan);
  // A failure pages people, who have nothing to do about this one.
  const state = outer && failsWithin && end === 'failed' ? 'void' : end;
  await updateRequest(tx, requestId, {
    state,
    nonce: newNonce(),
    failure,
    ended_at: tx.now(),
  });
  if (row && plan && notifies) await notifyOtherThread(services, tx, row, state, notifies(plan, requestId));
  const maker = row && protects && state === 'succeeded' ? await findMaker(tx.db, row.vm_id) : undefined;
  if (maker) tx.changed(maker);
  if (after) {
    // The follow-up may undo what a retry of the failed step would build on.
    await updateRequest(tx, requestId, { retry_by: null });
    tx.wake('timer', `${after.timer}:${requestId}`, inSeconds(tx.now(), after.seconds));
  }
  if (row) askForInventory(tx, row.vault_id);
  const found = failure?.params.found;
  tx.audit({
    event: `request.${state}`,
    requestId,
    ...(row && { vmName: row.vm_name, planHash: row.hash }),
    // The audit records what a stranger may have slipped in, even if card and blob change later.
    details: failure ? { failure: failure.code, ...(found !== undefined && { found }) } : {},
  });
  if (row && outer) {
    if (state === 'succeeded') return;
    if (failsWithin) return letRunOn(services, tx, outer, failure);
    const { conversation_id: conversationId, thread_id, card_message_ids } = row;
    const here = { conversationId, ...(thread_id && { threadId: thread_id }) };
    // A failed one can be tried again.
    if (card_message_ids.length === 0) await postRequestCards(services, tx, requestId, [here]);
  }
  await postToRequester(services, tx, requestId);
}

/** Notes on a stopped request why what is under way could not be cut short: until its end its card says that. */
async function letRunOn({ log }: RequestServices, tx: Tx, id: string, failure: Failure | null): Promise<void> {
  // The end stands even if that request cannot be read.
  const tell = whenUnread((error) => logUnread(log, error, { requestId: id }));
  const request = await lockRequest(tx, id).catch(tell);
  if (request?.state === 'running') await updateRequest(tx, id, { failure });
}

/** Redraws the card of another request that shows this end, and tells its thread if that is another one. */
async function notifyOtherThread(
  services: RequestServices,
  tx: Tx,
  row: RequestRow,
  state: RequestState,
  { request: shown, says }: { request: string; says: Failure },
): Promise<void> {
  tx.changed(shown);
  if (state !== 'succeeded') return;
  // The end stands even if that request cannot be read, and so cannot be told.
  const tell = whenUnread((error) => logUnread(services.log, error, { requestId: shown }));
  const other = await findRequest(tx.db, shown).catch(tell);
  if (!other) return;
  if (other.conversation_id === row.conversation_id && other.thread_id === row.thread_id) return;
  await notifyRequester(services, tx, shown, says);
}

/**
 * Fails a step for good: what it made stays, and the thread says so.
 * @param options.closes state of its request; one that is cancelled, void or expired is not retried
 * @param options.result what the step made although it failed, as its row stores it
 * @param options.told what its audit row states of that
 */
export async function failStep(
  services: RequestServices,
  tx: Tx,
  at: FailedStep,
  failure: Failure,
  {
    closes = 'failed',
    result,
    told,
  }: {
    closes?: 'failed' | 'cancelled' | 'expired' | 'void';
    result?: unknown;
    told?: Record<string, unknown> | undefined;
  } = {},
): Promise<void> {
  const { request, step } = at;
  await updateStep(tx, step.id, {
    state: 'failed',
    ended_at: tx.now(),
    failure,
    ...(result !== undefined && { result: toJson(result) }),
  });
  auditStep(tx, at, 'failed', { ...told, failure: failure.code });
  auditSuspicion(tx, at, failure);
  // A stopped request still tidies, and closes after that.
  if ((await findRequest(tx.db, request.id))?.stopped_at) return tx.wake('step', request.id);
  await closeRequest(services, tx, request.id, closes, failure);
  const timer = services.requestKinds.of(request).lifecycle?.failureTimer?.(failure);
  if (timer) tx.wake('timer', `${timer}:${request.id} ${tx.now().toISOString()}`, tx.now());
}

/** A failed step and its request. */
type FailedStep = {
  request: Pick<RequestRow, 'id' | 'kind' | 'vm_name' | 'hash'>;
  step: Pick<StepRow, 'id' | 'kind' | 'started_at'>;
};

/** Audits the end of a step, with its beginning and what it found. */
export function auditStep(
  tx: Tx,
  { request, step }: FailedStep,
  state: 'done' | 'skipped' | 'failed',
  found: Record<string, unknown>,
): void {
  const { id: requestId, vm_name: vmName, hash: planHash } = request;
  const startedAt = step.started_at?.toISOString();
  const details = { ...found, step: step.kind, ...(startedAt && { startedAt }) };
  tx.audit({ event: `step.${state}`, requestId, vmName, planHash, details });
}

/** Audits what a stranger may have written between two steps, for those who investigate. */
export function auditSuspicion(tx: Tx, { request, step }: FailedStep, failure: Failure): void {
  if (!isSuspicious(failure)) return;
  tx.audit({
    event: 'step.suspicious',
    requestId: request.id,
    vmName: request.vm_name,
    planHash: request.hash,
    details: { step: step.kind, failure: failure.code, ...failure.params },
  });
}
