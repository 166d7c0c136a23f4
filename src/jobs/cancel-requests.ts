import { cancelNeed } from '../access/rules/actions.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { submitImmediate } from '../requests/create.ts';
import { postToThread } from '../requests/request-messages.ts';
import { cancelRefusal } from '../requests/rules/jobs.ts';
import type { RequestServices } from '../requests/services.ts';
import { findRequest, listRequests } from '../store/requests.ts';
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
