import type { JobFacts } from '../domain/facts.ts';
import { hasEnded } from '../domain/job-look.ts';
import { failStep } from '../services/fail-step.ts';
import { jobFailure } from '../services/job-failure.ts';
import { editRequestCards } from '../services/request-messages.ts';
import type { Services } from '../services/services.ts';
import { toJson } from '../store/columns.ts';
import { factsOf, followJob, jobOfStep } from '../store/jobs.ts';
import { lockRequest } from '../store/requests.ts';
import { type AttemptRow, isUnchanged, updateAttempt, updateStep } from '../store/steps.ts';
import type { Tx } from '../store/transaction.ts';
import { type AtStep, inSeconds, kindOf } from './at-step.ts';
import { cancelRequest } from './end-request.ts';

/** The vault's watch looks at a new job soon, so that the thread shows movement (world seconds). */
const firstLookSeconds = 15;

/** The job is known: its vault's watch reads it from now on and wakes the request whenever it moves. */
export async function startFollowing(
  services: Services,
  tx: Tx,
  at: AtStep,
  attempt: Pick<AttemptRow, 'id'>,
  jobId: string,
): Promise<void> {
  const { target } = at.plan;
  const { job } = kindOf(at.step);
  if (job === 'none') throw new Error(`step ${at.step.id} starts no job`);
  const now = tx.now();
  await updateAttempt(tx, attempt.id, { state: 'accepted', job_id: jobId });
  const facts: JobFacts = {
    vaultId: target.vaultId,
    id: jobId,
    vmName: target.vmName,
    containerName: target.containerName,
    operation: job,
    status: 'InProgress',
    startedAt: now,
    activityId: attempt.id,
    cancellable: false,
    errors: [],
    tasks: [],
    properties: {},
  };
  await followJob(tx, facts, { requestId: at.request.id, stepId: at.step.id });
  tx.audit({
    event: 'job.followed',
    requestId: at.request.id,
    vmName: at.request.vm_name,
    planHash: at.request.hash,
    details: { jobId, clientRequestId: attempt.id, step: at.step.kind },
  });
  await editRequestCards(services, tx, at.request.id);
  tx.wake('watch', target.vaultId, inSeconds(now, firstLookSeconds));
}

/** The job moved or ended: the card follows; an ended job ends the step in the same transaction. */
export async function followJobOfStep(services: Services, at: AtStep, attempt: AttemptRow): Promise<void> {
  await services.store.transaction(async (tx) => {
    await lockRequest(tx, at.request.id);
    if (!(await isUnchanged(tx, attempt))) return;
    const row = await jobOfStep(tx.db, at.step.id);
    if (!row) throw new Error(`attempt ${attempt.id} has a job that is not followed`);
    if (row.ended_at) await endStep(services, tx, at, attempt, factsOf(row));
    await editRequestCards(services, tx, at.request.id);
  });
}

async function endStep(services: Services, tx: Tx, at: AtStep, attempt: AttemptRow, job: JobFacts): Promise<void> {
  const now = tx.now();
  tx.audit({
    // Azure no longer knows it: how it ended nobody can tell.
    event: hasEnded(job.status) ? 'job.ended' : 'job.lost',
    requestId: at.request.id,
    vmName: at.request.vm_name,
    planHash: at.request.hash,
    details: { jobId: job.id, status: job.status, activityId: job.activityId ?? null },
  });
  if (job.status === 'Completed' || job.status === 'CompletedWithWarnings') {
    await updateAttempt(tx, attempt.id, { state: 'succeeded', ended_at: now });
    await updateStep(tx, at.step.id, {
      state: 'done',
      ended_at: now,
      result: toJson({
        jobId: job.id,
        status: job.status,
        startedAt: job.startedAt.toISOString(),
        properties: job.properties,
      }),
    });
    tx.wake('step', at.request.id, now);
    return;
  }
  const failure = jobFailure(job);
  await updateAttempt(tx, attempt.id, { state: 'failed', ended_at: now, failure: toJson(failure) });
  if (job.status === 'Cancelled') await cancelRequest(services, tx, at, failure);
  else await failStep(services, tx, at, failure);
}
