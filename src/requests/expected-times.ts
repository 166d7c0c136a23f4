import type { JobFacts } from '../kernel/facts.ts';
import { restoringSteps, type SignedPlan } from '../restore/rules/plan.ts';
import { rehydrationHours } from '../restore/rules/rehydration.ts';
import type { Services } from '../services.ts';
import { backupTimes } from '../store/backup-times.ts';
import { findJob } from '../store/jobs.ts';
import { findPlan } from '../store/requests.ts';
import { expectedTime } from '../store/rules/expected-time.ts';
import type { Db } from '../store/schema.ts';
import { stepTimes } from '../store/step-times.ts';
import { findStep } from '../store/steps.ts';
import type { PlanView } from './cards/plan-view.ts';
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

/** Of the steps of a restore, as restores from this vault and tier took. */
export async function expectedOfRestore(db: Db, vaultId: string, plan: SignedPlan): Promise<ExpectedTimes> {
  const times = await stepTimes(db, vaultId, 'restore');
  return Object.fromEntries(
    plan.steps.map(({ kind }) => {
      const expected = expectedTime(times, kind, plan.effects.point.tier);
      const then = expectedTime(times, kind, 'vault-standard');
      const archived = restoringSteps.includes(kind) ? archiveMs(plan) : undefined;
      // Of bringing a point back from the archive there is a time that is documented; what follows is as from the vault.
      const documented = archived === undefined ? null : archived + (then?.seconds ?? 0) * 1000;
      return [kind, expected ? expected.seconds * 1000 : documented];
    }),
  );
}

/** How long a point may take to come back from the archive; undefined: it need not. */
export function archiveMs({ effects: { rehydration } }: SignedPlan): number | undefined {
  return rehydration && rehydrationHours(rehydration) * 3_600_000;
}

/** Of all that surely runs; undefined where nothing of it ever ran in this vault. */
export async function expectedOfPlan(
  { store }: Pick<Services, 'store'>,
  vaultId: string,
  plan: SignedPlan,
): Promise<PlanView['expected']> {
  const bySteps = await expectedOfRestore(store.db, vaultId, plan);
  const times = plan.steps
    .filter(({ conditional, byHand }) => !conditional && !byHand)
    .map(({ kind }) => bySteps[kind] ?? null);
  const known = times.filter((ms) => ms !== null);
  if (known.length === 0) return undefined;
  return { ms: known.reduce((sum, ms) => sum + ms, 0), all: known.length === times.length };
}
