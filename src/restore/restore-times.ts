import type { RecoveryPointFacts, Tier } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import { usableTier } from '../machines/rules/item-state.ts';
import type { ExpectedTimes } from '../requests/request-kind.ts';
import type { RequestServices } from '../requests/services.ts';
import { expectedTime, stepTimes } from '../store/expected-times.ts';
import type { Db } from '../store/schema.ts';
import type { PlanView } from './cards/plan-view.ts';
import type { RestoreTimes } from './cards/restore-hints.ts';
import { followingSteps, restoringSteps, type SignedPlan } from './rules/plan.ts';
import { rehydrationHours } from './rules/points.ts';

/** Durations of earlier restores from this vault, for the tiers that these points would be read from. */
export async function restoreTimes(
  { store }: Pick<RequestServices, 'store'>,
  { vault }: Target,
  points: readonly RecoveryPointFacts[],
): Promise<RestoreTimes> {
  const times = await stepTimes(store.db, vault.id, 'restore');
  const tiers = new Set(points.map((point) => usableTier(point, point.managed !== 'no').tier));
  return {
    vault: vault.name,
    disks: (['snapshot', 'vault-standard', 'vault-archive'] satisfies Tier[])
      .filter((tier) => tiers.has(tier))
      .map((tier) => {
        const expected = expectedTime(times, 'restore-disks', tier);
        return { tier, ...(expected && { expected }) };
      }),
    later: followingSteps.flatMap((kind) => {
      const expected = expectedTime(times, kind, 'unknown');
      return expected ? [{ kind, expected }] : [];
    }),
  };
}

/** Durations of the steps of a restore, as earlier restores from this vault and tier took. */
export async function expectedOfRestore(db: Db, vaultId: string, plan: SignedPlan): Promise<ExpectedTimes> {
  const times = await stepTimes(db, vaultId, 'restore');
  return Object.fromEntries(
    plan.steps.flatMap(({ kind, conditional }) => {
      const expected = expectedTime(times, kind, plan.effects.point.tier);
      const then = expectedTime(times, kind, 'vault-standard');
      const archived = restoringSteps.includes(kind) ? archiveMs(plan) : undefined;
      // Bringing a point back from the archive has a documented time; the steps after it take as long as from the
      // vault.
      const documented = archived === undefined ? null : archived + (then?.seconds ?? 0) * 1000;
      // What was never needed here takes no time worth telling.
      if (!expected && documented === null && conditional) return [];
      return [[kind, expected ? expected.seconds * 1000 : documented]];
    }),
  );
}

/** Longest time for a point to come back from the archive; undefined: it need not. */
export function archiveMs({ effects: { rehydration } }: SignedPlan): number | undefined {
  return rehydration && rehydrationHours(rehydration) * 3_600_000;
}

/** Sum over the steps that surely run; undefined where none of them ever ran in this vault. */
export async function expectedOfPlan(
  { store }: Pick<RequestServices, 'store'>,
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
