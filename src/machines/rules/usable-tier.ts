import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';

export type UsableTier = { tier: Tier | 'unknown' | 'none' };

/**
 * The tier that Azure restores from; the request cannot name one. Azure uses a snapshot if one exists and the disks
 * come back as managed disks in a target group, otherwise the copy in the vault. vault-archive: it must be rehydrated
 * first.
 * @param elsewhere to another zone or subscription, where no snapshot goes (documented)
 */
export function usableTier(point: RecoveryPointFacts, asManagedDisks: boolean, elsewhere = false): UsableTier {
  const has = (tier: Tier, ...statuses: string[]) =>
    point.tiers.some((one) => one.tier === tier && statuses.includes(one.status));
  // Points from before tiers existed list none.
  if (point.tiers.length === 0) return { tier: 'unknown' };
  const snapshot = has('snapshot', 'valid');
  // A rehydrated archive point is back in the standard tier, whichever entry has the status.
  const vault = has('vault-standard', 'valid', 'rehydrated') || has('vault-archive', 'rehydrated');
  if (elsewhere && isInVault(point)) return { tier: 'vault-standard' };
  if (snapshot && (asManagedDisks || !vault)) return { tier: 'snapshot' };
  if (vault) return { tier: 'vault-standard' };
  if (has('vault-archive', 'valid')) return { tier: 'vault-archive' };
  if (point.tiers.some((one) => one.status === 'unknown')) return { tier: 'unknown' };
  return { tier: 'none' };
}

/** Whether a copy is in the vault's standard tier; rehydrated archive points do not count. */
export function isInVault({ tiers }: Pick<RecoveryPointFacts, 'tiers'>): boolean {
  return tiers.some(({ tier, status }) => tier === 'vault-standard' && status === 'valid');
}

/** Whether a restore from that tier can start at once, without rehydration. */
export function isReady({ tier }: UsableTier): boolean {
  return tier !== 'none' && tier !== 'vault-archive';
}

/** A point's tiers for display: a rehydrated archive point counts as in the vault. */
export function shownTiers({ tiers }: Pick<RecoveryPointFacts, 'tiers'>): Tier[] {
  const shown = tiers.flatMap(({ tier, status }) =>
    status === 'valid' ? [tier] : status === 'rehydrated' ? ['vault-standard' as const] : [],
  );
  return [...new Set(shown)];
}
