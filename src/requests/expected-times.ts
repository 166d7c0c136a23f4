import type { JobFacts } from '../kernel/facts.ts';
import { backupTimes } from '../store/backup-times.ts';
import { findJob } from '../store/jobs.ts';
import { findPlan } from '../store/requests.ts';
import { expectedTime } from '../store/rules/expected-time.ts';
import type { Db } from '../store/schema.ts';
import { stepTimes } from '../store/step-times.ts';
import { findStep } from '../store/steps.ts';
import type { ExpectedTimes, RequestKinds } from './request-kind.ts';
import type { StoredPlan } from './stored-plan.ts';

/** Of a request's steps; empty for changes that take no time worth telling. */
export async function expectedTimes(db: Db, kinds: RequestKinds, plan: StoredPlan): Promise<ExpectedTimes> {
  return (await kinds.of(plan).expectedTimes?.(db, plan)) ?? {};
}

/** Of backups that were asked for in chat, or where there were none of those the watch saw, in milliseconds. */
export async function expectedBackup(db: Db, vaultId: string): Promise<number | null> {
  const asked = await stepTimes(db, vaultId, 'backup');
  const times =
    asked.length > 0
      ? asked
      : (await backupTimes(db, vaultId)).map((seconds) => ({ kind: 'backup', tier: 'unknown' as const, seconds }));
  const expected = expectedTime(times, 'backup', 'unknown');
  return expected ? expected.seconds * 1000 : null;
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
  return operation === 'Backup' ? expectedBackup(db, vaultId) : null;
}
