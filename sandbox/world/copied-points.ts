import type { ProtectedItem, RecoveryPoint } from './vault.ts';

/** Azure copies what is in the vault within 12 hours (documented); that it always takes so long is modelled. */
const copyMs = 12 * 60 * 60_000;

/** The points that the paired region has, newest first: those of the vault tier, and none that is soft-deleted. */
export function copiedPoints({ points, copiedUntil }: ProtectedItem, now: Date): RecoveryPoint[] {
  const last = Math.min(now.getTime() - copyMs, copiedUntil?.getTime() ?? Number.POSITIVE_INFINITY);
  return points.filter(
    ({ at, tiers, softDeleted }) =>
      !softDeleted &&
      at.getTime() <= last &&
      tiers.some(({ tier, status }) => tier === 'HardenedRP' && status === 'Valid'),
  );
}
