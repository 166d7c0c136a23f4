import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';

export type UsableTier = { tier: Tier | 'unknown' } | { tier: 'none'; archived: boolean };

/**
 * The tier that Azure restores from; the request cannot name one. It takes the snapshot where there is one and the
 * disks come back as managed disks in a target group, else the copy in the vault.
 */
export function usableTier(point: RecoveryPointFacts, asManagedDisks: boolean): UsableTier {
  const has = (tier: Tier, ...statuses: string[]) =>
    point.tiers.some((one) => one.tier === tier && statuses.includes(one.status));
  // Points from before tiers existed list none.
  if (point.tiers.length === 0) return { tier: 'unknown' };
  const snapshot = has('snapshot', 'valid');
  // A rehydrated archive point is back in the standard tier, whichever entry carries the status.
  const vault = has('vault-standard', 'valid', 'rehydrated') || has('vault-archive', 'rehydrated');
  if (snapshot && (asManagedDisks || !vault)) return { tier: 'snapshot' };
  if (vault) return { tier: 'vault-standard' };
  if (has('vault-archive', 'valid')) return { tier: 'none', archived: true };
  if (point.tiers.some((one) => one.status === 'unknown')) return { tier: 'unknown' };
  return { tier: 'none', archived: false };
}
