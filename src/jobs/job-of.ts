import type { Turn } from '../chat/turn.ts';
import { sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { JobFacts, VaultFacts } from '../kernel/facts.ts';
import { parseRequestId } from '../kernel/request.ts';
import { findJob, jobOfStep } from '../store/jobs.ts';
import { findPlan, findRequest } from '../store/requests.ts';
import { listSteps, requestOfAttempt } from '../store/steps.ts';
import { asCancel } from './request-kinds/cancel-job.ts';

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function isJobId(word: string): boolean {
  return guid.test(word);
}

export type FoundJob = { vault: VaultFacts; job: JobFacts; requestId?: string };

/**
 * Finds a job by its own id or by its request's, read again from Azure.
 * @throws unknown-request, no-job, job-not-found; azure.* if it may be in a part that cannot be read
 */
export async function requireJob(turn: Turn, asked: string): Promise<FoundJob> {
  const { store, inventory, azure } = turn.services;
  const id = await requireJobId(turn, asked);
  const known = await findJob(store.db, id);
  const reachable = await inventory.reachable();
  const vaults = reachable.vaults.filter(({ id: vaultId }) => !known || sameArmId(vaultId, known.vault_id));
  for (const vault of vaults) {
    const job = await azure.jobs.get(vault, id);
    if (!job) continue;
    const requestId = known?.request_id ?? (job.activityId && (await requestOfAttempt(store.db, job.activityId)));
    return { vault, job, ...(requestId && { requestId }) };
  }
  // The job may be in a part that cannot be read.
  const [why] = reachable.unread;
  throw why ? new CodedError(why.code, why.params) : new CodedError('job-not-found', { id: asked });
}

async function requireJobId({ services }: Turn, asked: string): Promise<string> {
  const reading = parseRequestId(asked);
  if (reading.kind !== 'id') return asked.toLowerCase();
  const { store, requestKinds } = services;
  const { db } = store;
  const { id } = reading;
  const request = await findRequest(db, id);
  if (!request) throw new CodedError('unknown-request', { id });
  const plan = await findPlan(db, requestKinds, id);
  const cancelled = asCancel(plan?.body);
  if (cancelled) return cancelled.job.id;
  for (const step of (await listSteps(db, id)).toReversed()) {
    const row = await jobOfStep(db, step.id);
    if (row) return row.job_id;
  }
  throw new CodedError('no-job', { id });
}
