import type { RecoveryPointFacts, Tier } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import { usableTier } from '../machines/rules/usable-tier.ts';
import type { RequestServices } from '../requests/services.ts';
import { expectedTime } from '../store/rules/expected-time.ts';
import { stepTimes } from '../store/step-times.ts';
import type { RestoreTimes } from './cards/times-line.ts';
import { followingSteps } from './rules/plan.ts';

/** What restores from this vault took, for the tiers that these points would be read from. */
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
