import type { PlanView } from '../cards/plan-view.ts';
import { expectedTime } from '../domain/expected-time.ts';
import type { RestorePlan } from '../domain/restore-plan/plan.ts';
import type { Db } from '../store/schema.ts';
import { stepTimes } from '../store/step-times.ts';
import type { Services } from './services.ts';

/** In milliseconds by kind of step; null where this vault has no history of it. */
export async function expectedOfSteps(
  db: Db,
  vaultId: string,
  plan: RestorePlan,
): Promise<Record<string, number | null>> {
  const times = await stepTimes(db, vaultId);
  return Object.fromEntries(
    plan.steps.map(({ kind }) => {
      const expected = expectedTime(times, kind, plan.effects.point.tier);
      return [kind, expected ? expected.seconds * 1000 : null];
    }),
  );
}

/** Of all that surely runs; undefined where nothing of it ever ran in this vault. */
export async function expectedOfPlan(
  { store }: Pick<Services, 'store'>,
  vaultId: string,
  plan: RestorePlan,
): Promise<PlanView['expected']> {
  const bySteps = await expectedOfSteps(store.db, vaultId, plan);
  const times = plan.steps
    .filter(({ conditional, byHand }) => !conditional && !byHand)
    .map(({ kind }) => bySteps[kind] ?? null);
  const known = times.filter((ms) => ms !== null);
  if (known.length === 0) return undefined;
  return { ms: known.reduce((sum, ms) => sum + ms, 0), all: known.length === times.length };
}
