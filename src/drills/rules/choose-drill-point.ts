import type { RecoveryPointFacts } from '../../kernel/facts.ts';
import { isReady, usableTier } from '../../machines/rules/item-state.ts';

/** What a successful restore has proven of a machine. */
export type ProvenPoint = { at: Date; tier: string; secret: string | null; pointAt: Date };

export type DrillPoint = {
  point: RecoveryPointFacts;
  /**
   * tier, keys: never proven from these. oldest, newest: never proven that far. longest-ago: everything is proven, and
   * this point's tier the longest ago.
   */
  why: 'tier' | 'keys' | 'oldest' | 'newest' | 'longest-ago';
};

/**
 * Chooses the point that proves the most: of a tier that was never proven, then with keys that were not, then the
 * oldest, then the newest; if all of that is proven, of the tier proven longest ago.
 * @param points in any order; only points that were read individually hold their keys
 * @returns undefined: no point can be restored now
 */
export function chooseDrillPoint(
  points: readonly RecoveryPointFacts[],
  proofs: readonly ProvenPoint[],
): DrillPoint | undefined {
  const usable = points
    .filter(ready)
    .map((point) => ({ point, tier: tierOf(point) }))
    .toSorted((a, b) => a.point.at.getTime() - b.point.at.getTime());
  const [oldest] = usable;
  const newest = usable.at(-1);
  if (!oldest || !newest) return undefined;
  const newTier = usable.find(({ tier }) => !proofs.some((proof) => proof.tier === tier));
  if (newTier) return { point: newTier.point, why: 'tier' };
  const newKeys = usable.find(({ point }) => point.keys && !proofs.some(({ secret }) => secret === findSecret(point)));
  if (newKeys) return { point: newKeys.point, why: 'keys' };
  const reachesTo = Math.min(...proofs.map(({ pointAt }) => pointAt.getTime()));
  if (oldest.point.at.getTime() < reachesTo) return { point: oldest.point, why: 'oldest' };
  if (!proofs.some(({ pointAt }) => pointAt >= newest.point.at)) return { point: newest.point, why: 'newest' };
  const lastOf = (tier: string) => Math.max(...proofs.filter((one) => one.tier === tier).map(({ at }) => at.getTime()));
  const [longest = newest] = usable.toSorted((a, b) => lastOf(a.tier) - lastOf(b.tier));
  return { point: longest.point, why: 'longest-ago' };
}

/**
 * Points of the current machine, if one of them can be restored: a vault keeps the points of an earlier machine of that
 * name, and they prove nothing of this one.
 * @param madeAt when the machine was created; undefined: unknown, or the machine is gone
 */
export function ownPoints(
  points: readonly RecoveryPointFacts[],
  madeAt: Date | undefined,
): readonly RecoveryPointFacts[] {
  const own = points.filter(({ at }) => madeAt === undefined || at >= madeAt);
  return own.some(ready) ? own : points;
}

/** When the newest restorable point was made: everything later would be lost. */
export function newestReadyAt(points: readonly RecoveryPointFacts[]): Date | undefined {
  const times = points.filter(ready).map(({ at }) => at.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

/** Points worth a call each for their details: the oldest and newest of each tier. */
export function pointsWorthReading(points: readonly RecoveryPointFacts[]): RecoveryPointFacts[] {
  const byTime = points.filter(ready).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const ends = [...Map.groupBy(byTime, tierOf).values()].flatMap((some) => [some[0], some.at(-1)]);
  return [...new Set(ends.flatMap((one) => one ?? []))];
}

export function findSecret({ keys }: Pick<RecoveryPointFacts, 'keys'>): string | null {
  return keys?.bek.secretUrl.toLowerCase() ?? null;
}

function ready(point: RecoveryPointFacts): boolean {
  return isReady(usableTier(point, true));
}

function tierOf(point: RecoveryPointFacts): string {
  return usableTier(point, true).tier;
}
