import type { JobFacts } from '../kernel/facts.ts';
import { findJob } from '../store/jobs.ts';
import { findPlan } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { findStep } from '../store/steps.ts';
import type { ExpectedTimes, RequestKinds } from './request-kind.ts';
import type { StoredPlan } from './stored-plan.ts';

/** Of a request's steps; empty for changes that take no time worth telling. */
export async function expectedTimes(db: Db, kinds: RequestKinds, plan: StoredPlan): Promise<ExpectedTimes> {
  return (await kinds.of(plan).times?.expected(db, plan)) ?? {};
}

/** Of a running job, whoever started it: a restore from elsewhere does not say which tier it reads. */
export async function expectedOfJob(
  db: Db,
  kinds: RequestKinds,
  { id, vaultId, operation }: JobFacts,
): Promise<number | null> {
  const row = await findJob(db, id);
  const step = row?.step_id ? await findStep(db, row.step_id) : undefined;
  const plan = step && (await findPlan(db, kinds, step.request_id));
  if (step && plan) return (await expectedTimes(db, kinds, plan.body))[step.kind] ?? null;
  const like = kinds.all.find(({ times }) => times?.likeJobs?.operation === operation)?.times?.likeJobs;
  return like ? like.expected(db, vaultId) : null;
}
