import { newNonce, type Person } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import { withdrawAddendum } from '../requests/addenda.ts';
import { nextState } from '../requests/rules/approval.ts';
import { currentStep, nextAfterStop, type StoppableStep, whyUnstoppable } from '../requests/rules/stop.ts';
import { belongsTo, isInForce } from '../requests/stored-request.ts';
import { lockVoteSubject, readVoteSubject } from '../requests/vote-subject.ts';
import { findAsked } from '../requests/voting.ts';
import { listVotes } from '../store/approvals.ts';
import { findPlan, type RequestRow, updateRequest } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { type AttemptRow, lastAttempt, listSteps, type StepRow, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import type { SagaServices } from './services.ts';
import type { AtStep } from './step-handler.ts';

/** Kind of the timer, with the request's id, that asks Azure to cancel the job of a stopped request. */
export const stopJobTimer = 'stop-job';

type Steps = (StoppableStep & { row: StepRow; attempt: AttemptRow | undefined })[];

/** The steps of a request as the rules of stopping read them. */
export async function stoppableSteps(
  { requestKinds }: Pick<SagaServices, 'requestKinds'>,
  db: Db,
  request: RequestRow,
): Promise<Steps> {
  const rules = requestKinds.of(request).stepKinds;
  const steps = await listSteps(db, request.id);
  return Promise.all(
    steps.map(async (row) => {
      const isUnfinished = row.state === 'waiting' || row.state === 'running';
      const attempt = isUnfinished ? await lastAttempt(db, row.id) : undefined;
      const underWay = attempt?.state === 'open' || attempt?.state === 'accepted';
      // A step of a kind that only a newer version knows is left to finish.
      return { row, attempt, state: row.state, when: rules[row.kind] ?? ('finishes' as const), underWay };
    }),
  );
}

/**
 * Checks that a person may stop a request: its requester, whoever carries it, those who approved it or may, and
 * administrators. Call it before the transaction that stops it.
 * @throws stop-ended, not-your-request, not-your-taken-over
 */
export async function requireStopper(services: SagaServices, request: RequestRow, person: Person): Promise<void> {
  const { store, members } = services;
  const { id, requester_name: requester, holder_name: name } = request;
  if (belongsTo(request, person.objectId) || (await hasApproved(store.db, id, person))) return;
  if ((await members.isAdmin(person.objectId)) || (await mayApprove(services, request, person))) return;
  // Whose it is no longer matters then.
  if (!isOpen(request)) throw new CodedError('stop-ended', { id });
  if (name === null) throw new CodedError('not-your-request', { id, name: requester });
  throw new CodedError('not-your-taken-over', { id, requester, name });
}

async function hasApproved(db: Db, id: string, { objectId }: Person): Promise<boolean> {
  const votes = await listVotes(db, id);
  return votes.some((vote) => vote.decision === 'approve' && vote.voter_oid.toLowerCase() === objectId.toLowerCase());
}

async function mayApprove(services: SagaServices, request: RequestRow, { objectId }: Person): Promise<boolean> {
  const { store, approvers, clock, requestKinds } = services;
  const plan = (await findPlan(store.db, requestKinds, request.id))?.body;
  const asked = plan && (await findAsked(services, await readVoteSubject(store.db, request), plan));
  if (!asked) return false;
  try {
    return (await approvers.requireGroups(asked, objectId, clock.now())).length > 0;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

function isOpen({ state }: RequestRow): boolean {
  return state === 'pending' || state === 'approved' || state === 'running';
}

/**
 * Why a request cannot be stopped, by its rows.
 * @throws NewerStoredError, stored.unreadable
 */
export async function stopRefusal(
  services: Pick<SagaServices, 'requestKinds'>,
  db: Db,
  request: RequestRow,
): Promise<Failure | undefined> {
  const { id, stopped_at, stopped_name } = request;
  if (!isOpen(request)) return { code: 'stop-ended', params: { id } };
  if (stopped_at) return { code: 'stop-already', params: { id, name: stopped_name ?? '' } };
  if (services.requestKinds.of(request).lifecycle?.stoppable === false) return { code: 'must-end', params: { id } };
  const why = whyUnstoppable(await stoppableSteps(services, db, request));
  return why && { code: `stop-${why}`, params: { id, vm: request.vm_name } };
}

/**
 * Stops a request for good. What has sent nothing is withdrawn at once. Anything else keeps running until what is under
 * way has ended and its leftovers are tidied, and then closes. The request's lock is the one under which attempts are
 * opened, so an attempt is either seen here or not opened any more. Call `requireStopper` first.
 * @throws unknown-request, stop-ended, stop-already, stop-swaps, stop-swapped, stop-finishes, must-end
 */
export async function stopRequest(services: SagaServices, tx: Tx, id: string, person: Person): Promise<void> {
  const { request, addendum } = await lockVoteSubject(tx, id);
  const refusal = await stopRefusal(services, tx.db, request);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  const now = tx.now();
  const stopped = {
    stopped_at: now,
    stopped_oid: person.objectId,
    stopped_name: person.name,
    nonce: newNonce(),
  };
  const withdrawn = isInForce(request) ? 'withdrawn' : nextState(request.state, 'withdraw');
  const about = { actor: person, requestId: id, vmName: request.vm_name, planHash: request.hash };
  if (withdrawn) {
    await updateRequest(tx, id, { ...stopped, state: withdrawn, ended_at: now });
    return tx.audit({ ...about, event: 'request.withdrawn' });
  }
  if (addendum) await withdrawAddendum(tx, request, addendum, person);
  const steps = await stoppableSteps(services, tx.db, request);
  const current = currentStep(steps);
  // The step was about to be sent, and is not any more.
  if (current && !current.underWay && current !== nextAfterStop(steps)) {
    await updateStep(tx, current.row.id, { state: 'waiting', started_at: null });
  }
  await updateRequest(tx, id, stopped);
  tx.audit({ ...about, event: 'request.stopped', details: { step: current?.row.kind ?? null } });
  tx.wake('step', id);
  tx.wake('timer', `${stopJobTimer}:${id}`);
}

/** Whether a request was stopped after it was read: what was decided from that reading no longer counts. */
export function isStoppedSince(read: Pick<RequestRow, 'stopped_at'>, locked: Pick<RequestRow, 'stopped_at'>): boolean {
  return read.stopped_at === null && locked.stopped_at !== null;
}

/** Whether a step is not sent any more, as its request was stopped. */
export async function isLeft(services: SagaServices, { request, step }: AtStep): Promise<boolean> {
  if (!request.stopped_at) return false;
  const steps = await stoppableSteps(services, services.store.db, request);
  // An attempt whose answer was lost counts as not under way: it is not sent again.
  const idle = steps.map((one) => (one.row.id === step.id ? { ...one, underWay: false } : one));
  return nextAfterStop(idle)?.row.id !== step.id;
}

/** @param left nothing: it made nothing. gone: what it made is deleted */
export function stopFailure(
  { id, stopped_name }: Pick<RequestRow, 'id' | 'stopped_name'>,
  left?: 'nothing' | 'gone',
): Failure {
  return { code: left ? `stopped-${left}` : 'stopped', params: { id, name: stopped_name ?? '' } };
}
