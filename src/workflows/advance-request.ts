import { addendaOf } from '../services/addenda.ts';
import type { Services } from '../services/services.ts';
import type { StoredPlan } from '../services/stored-plan.ts';
import { findPlan, findRequest } from '../store/requests.ts';
import { lastAttempt, listSteps, type StepRow } from '../store/steps.ts';
import { beginAttempt } from './begin-attempt.ts';
import { finishRequest } from './end-request.ts';
import { followEffect } from './follow-effect.ts';
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
  const steps = await listSteps(db, requestId);
  const step = steps.find(({ state }) => state === 'waiting' || state === 'running');
  if (!step) return finishRequest(services, requestId);
  const stored = await findPlan<StoredPlan>(db, requestId);
  if (!stored) throw new Error(`request ${requestId} has no plan`);
  const attempt = await lastAttempt(db, step.id);
  const { isAsked, agreed } = await addendaOf(db, step);
  const at = { request, step, plan: stored.body, results: resultsOf(steps), agreed };
  switch (attempt?.state) {
    case undefined:
    case 'refused':
      // Whoever decides on what it found, or the end of the time to, wakes it.
      if (isAsked) return;
      return beginAttempt(services, at, (attempt?.number ?? 0) + 1);
    case 'open':
      return settleAttempt(services, at, attempt);
    case 'accepted':
      if (attempt.job_id) return followJobOfStep(services, at, attempt);
      return attempt.operation_id ? followOperation(services, at, attempt) : followEffect(services, at, attempt);
    case 'failed':
      // Asked for again: the last attempt is proven ended.
      if (isAsked) return;
      if (step.state === 'waiting') return beginAttempt(services, at, attempt.number + 1);
      throw new Error(`attempt ${attempt.id} has failed but step ${step.id} has not`);
    case 'succeeded':
      // The step's own state is written in the transaction that ends its attempt.
      throw new Error(`attempt ${attempt.id} has ended but step ${step.id} has not`);
  }
}

function resultsOf(steps: readonly StepRow[]): Record<string, unknown> {
  const ended = steps.filter(({ state, result }) => state === 'done' && result !== null);
  return Object.fromEntries(ended.map(({ kind, result }) => [kind, result]));
}
