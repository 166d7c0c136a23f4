import { cancelNeed } from '../access/rules/actions.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { inSeconds } from '../kernel/clock.ts';
import { CodedError, tryRead } from '../kernel/errors.ts';
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
import { findRequest, listRequests, lockRequest } from '../store/requests.ts';
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
 * Timer `stop-job`: asks Azure to cancel the job under way of a stopped request, once, on the rights of whoever stopped
 * it. A job that can no longer be cancelled ends by itself.
 */
export async function cancelStopped(services: SagaServices, id: string): Promise<void> {
  const { store, azure, inventory, clock, log } = services;
  const request = await findRequest(store.db, id);
  const { stopped_oid: objectId, stopped_name: name } = request ?? {};
  if (request?.state !== 'running' || !objectId || !name) return;
  const running = (await listSteps(store.db, id)).find(({ state }) => state === 'running');
  const row = running && (await jobOfStep(store.db, running.id));
  if (!row || row.ended_at) return;
  const by = { objectId, name, tenantId: request.tenant_id, teamsId: '' };
  const read = await tryRead(async () => {
    const vault = await inventory.vault(request.vault_id);
    const job = await azure.jobs.get(vault, row.job_id);
    if (!job || !offersCancel(job)) return undefined;
    const plan = await prepareCancel(services, { vault, job, requestId: id }, by);
    await requireOwnTiers(services, [plan]);
    return plan;
  });
  if (read.kind === 'unread')
    log.warn({ requestId: id, failure: read.failure }, 'the job of a stopped request runs on');
  await store.transaction(async (tx) => {
    if (read.kind === 'unread') {
      if (isPassing(read.failure)) tx.wake('timer', `${stopJobTimer}:${id}`, inSeconds(clock.now(), againSeconds));
      return;
    }
    const locked = await lockRequest(tx, id);
    if (!read.value || locked?.state !== 'running' || (await claimKey(tx, `stop-job ${id} ${row.job_id}`))) return;
    const { conversation_id: conversationId, thread_id: threadId } = request;
    const place = { kind: 'channel' as const, conversationId, ...(threadId && { threadId }) };
    await submitCancel(services, tx, { by, place }, read.value);
  });
}
