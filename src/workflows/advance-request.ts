import type { Services } from '../services/services.ts';
import type { StoredPlan } from '../services/stored-plan.ts';
import { findPlan, findRequest } from '../store/requests.ts';
import { lastAttempt, listSteps } from '../store/steps.ts';
import { beginAttempt } from './begin-attempt.ts';
import { finishRequest } from './end-request.ts';
import { followJobOfStep } from './follow-job.ts';
import { followOperation } from './follow-operation.ts';
import { settleAttempt } from './settle-attempt.ts';

/**
 * Takes a request one move further: the first step that is not done, from where its last attempt stands. Every move
 * reads the rows again and commits its own next wake-up, so that it may be killed anywhere and called any number
 * of times.
 */
export async function advanceRequest(services: Services, requestId: string): Promise<void> {
  const { db } = services.store;
  const request = await findRequest(db, requestId);
  if (!request || (request.state !== 'approved' && request.state !== 'running')) return;
  const step = (await listSteps(db, requestId)).find(({ state }) => state === 'waiting' || state === 'running');
  if (!step) return finishRequest(services, requestId);
  const stored = await findPlan<StoredPlan>(db, requestId);
  if (!stored) throw new Error(`request ${requestId} has no plan`);
  const attempt = await lastAttempt(db, step.id);
  const at = { request, step, plan: stored.body };
  switch (attempt?.state) {
    case undefined:
    case 'refused':
      return beginAttempt(services, at, (attempt?.number ?? 0) + 1);
    case 'open':
      return settleAttempt(services, at, attempt);
    case 'accepted':
      return attempt.job_id ? followJobOfStep(services, at, attempt) : followOperation(services, at, attempt);
    case 'succeeded':
    case 'failed':
      // The step's own state is written in the transaction that ends its attempt.
      throw new Error(`attempt ${attempt.id} has ended but step ${step.id} has not`);
  }
}
