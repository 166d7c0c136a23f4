import { cancelNeed } from '../access/rules/actions.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { CodedError, type Failure, tryRead } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { isPassing } from '../kernel/is-passing.ts';
import { submitImmediate } from '../requests/create.ts';
import { requireOwnTiers } from '../requests/dry-run.ts';
import { postToThread } from '../requests/request-messages.ts';
import { cancelRefusal, offersCancel } from '../requests/rules/jobs.ts';
import type { RequestServices } from '../requests/services.ts';
import type { SagaServices } from '../saga/services.ts';
import { stopJobTimer } from '../saga/stop.ts';
import { claimKey } from '../store/idempotency-keys.ts';
import { jobOfStep } from '../store/jobs.ts';
import { findRequest, listRequests, lockRequest, type RequestRow } from '../store/requests.ts';
import { listSteps } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { planCancel, type StoredCancel } from './request-kinds/cancel-job.ts';

/**
 * Prepares the cancellation of a job.
 * @throws not-allowed, not-known, job-cancelling, job-over, job-not-cancellable
 */
export async function prepareCancel(
  services: RequestServices,
  { vault, job, requestId }: { vault: VaultFacts; job: JobFacts; requestId?: string },
  person: Person,
): Promise<StoredCancel> {
  await services.access.require(person.objectId, [cancelNeed(vault.id)], true);
  const refusal = cancelRefusal(job);
  if (refusal) throw new CodedError(refusal.code, refusal.params);
  return {
    kind: 'cancel',
    target: {
      vaultId: vault.id,
      vaultName: vault.name,
      containerName: job.containerName,
      vmId: '',
      vmName: job.vmName,
    },
    plan: planCancel(job),
    job: { id: job.id, operation: job.operation, ...(requestId && { requestId }) },
  };
}

/**
 * Submits a cancellation; also notifies the thread of the request that the job works for, if that is another thread.
 * @returns the id of the cancel request
 * @throws cancel-asked-already while an earlier cancel request for the job is open
 */
export async function submitCancel(
  services: RequestServices,
  tx: Tx,
  asked: { by: Person; place: Place },
  plan: StoredCancel,
): Promise<string> {
  const open = await listRequests(tx.db, { states: ['approved', 'running'], kinds: ['cancel'] });
  const same = open.find(({ hash }) => hash === plan.plan.hash);
  if (same) throw new CodedError('cancel-asked-already', { id: same.id, job: plan.job.id });
  const of = plan.job.requestId ? await findRequest(tx.db, plan.job.requestId) : undefined;
  const stored: StoredCancel = of ? { ...plan, target: { ...plan.target, vmId: of.vm_id } } : plan;
  const id = await submitImmediate(services, tx, asked, stored);
  const { conversationId, threadId = null } = asked.place;
  if (of && (of.conversation_id !== conversationId || of.thread_id !== threadId)) {
    await postToThread(services, tx, of.id, {
      code: 'cancel-asked',
      params: { name: asked.by.name, id: of.id, by: id },
    });
  }
  return id;
}

/** Delay before a job that Azure could not tell of is looked at again (world seconds). */
const againSeconds = 60;

/**
 * What is done about the job under way of a request that this person stops: the question whether to stop says it, and
 * the timer does it. later: Azure has not named the job yet, or can't tell of it now. never: it ends by itself
 */
export type CancelAtStop =
  | { kind: 'asked'; jobId: string; plan: StoredCancel }
  | { kind: 'later'; failure?: Failure }
  | { kind: 'never'; jobId?: string; failure?: Failure };

export async function cancelAtStop(services: SagaServices, request: RequestRow, person: Person): Promise<CancelAtStop> {
  const { store, azure, inventory, stepHandlers } = services;
  const running = (await listSteps(store.db, request.id)).find(({ state }) => state === 'running');
  if (!running || stepHandlers.of(running).job === 'none') return { kind: 'never' };
  const row = await jobOfStep(store.db, running.id);
  if (!row) return { kind: 'later' };
  const jobId = row.job_id;
  const read = await tryRead(async () => {
    const vault = await inventory.vault(request.vault_id);
    const job = row.ended_at ? undefined : await azure.jobs.get(vault, jobId);
    if (!job || !offersCancel(job)) return undefined;
    const plan = await prepareCancel(services, { vault, job, requestId: request.id }, person);
    await requireOwnTiers(services, [plan]);
    return plan;
  });
  if (read.kind === 'read') return read.value ? { kind: 'asked', jobId, plan: read.value } : { kind: 'never', jobId };
  const { failure } = read;
  return isPassing(failure) ? { kind: 'later', failure } : { kind: 'never', jobId, failure };
}

/**
 * Timer `stop-job`, which every change of the job wakes: asks Azure to cancel it on the rights of whoever stopped the
 * request. It decides once a job: what was said to end by itself is left alone.
 */
export async function cancelStopped(services: SagaServices, id: string): Promise<void> {
  const { store, clock, log } = services;
  const request = await findRequest(store.db, id);
  const { stopped_oid: objectId, stopped_name: name } = request ?? {};
  if (request?.state !== 'running' || !objectId || !name) return;
  const by = { objectId, name, tenantId: request.tenant_id, teamsId: '' };
  const cancel = await cancelAtStop(services, request, by);
  if (cancel.kind !== 'asked' && cancel.failure)
    log.warn({ requestId: id, failure: cancel.failure }, 'the job of a stopped request runs on');
  await store.transaction(async (tx) => {
    if (cancel.kind === 'later') return tx.wake('timer', `${stopJobTimer}:${id}`, inSeconds(clock.now(), againSeconds));
    const locked = await lockRequest(tx, id);
    if (locked?.state !== 'running' || cancel.jobId === undefined) return;
    if ((await claimKey(tx, `stop-job ${id} ${cancel.jobId}`)) || cancel.kind === 'never') return;
    const { conversation_id: conversationId, thread_id: threadId } = request;
    const place = { kind: 'channel' as const, conversationId, ...(threadId && { threadId }) };
    await submitCancel(services, tx, { by, place }, { ...cancel.plan, within: id });
  });
}
