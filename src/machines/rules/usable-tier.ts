import type { RecoveryPointFacts, Tier } from '../../kernel/facts.ts';

export type UsableTier = { tier: Tier | 'unknown' | 'none' };

/**
 * The tier that Azure restores from; the request cannot name one. It takes the snapshot where there is one and the
 * disks come back as managed disks in a target group, else the copy in the vault. vault-archive: Azure has to bring it
 * back to the vault first.
 * @param elsewhere to another zone or subscription, where no snapshot goes (documented)
 */
export function usableTier(point: RecoveryPointFacts, asManagedDisks: boolean, elsewhere = false): UsableTier {
  const has = (tier: Tier, ...statuses: string[]) =>
    point.tiers.some((one) => one.tier === tier && statuses.includes(one.status));
  // Points from before tiers existed list none.
  if (point.tiers.length === 0) return { tier: 'unknown' };
  const snapshot = has('snapshot', 'valid');
  // A rehydrated archive point is back in the standard tier, whichever entry carries the status.
  const vault = has('vault-standard', 'valid', 'rehydrated') || has('vault-archive', 'rehydrated');
  if (elsewhere && isInVault(point)) return { tier: 'vault-standard' };
  if (snapshot && (asManagedDisks || !vault)) return { tier: 'snapshot' };
  if (vault) return { tier: 'vault-standard' };
  if (has('vault-archive', 'valid')) return { tier: 'vault-archive' };
  if (point.tiers.some((one) => one.status === 'unknown')) return { tier: 'unknown' };
  return { tier: 'none' };
}

/** Whether a copy of it is in the vault's standard tier; one that was only brought back from the archive is not counted. */
export function isInVault({ tiers }: Pick<RecoveryPointFacts, 'tiers'>): boolean {
  return tiers.some(({ tier, status }) => tier === 'vault-standard' && status === 'valid');
}

/** Whether a restore from that tier may begin at once: nothing has to be brought from the archive first. */
export function isReady({ tier }: UsableTier): boolean {
  return tier !== 'none' && tier !== 'vault-archive';
}

/** The tiers that a point is in, as people read them: what came back from the archive is in the vault. */
export function shownTiers({ tiers }: Pick<RecoveryPointFacts, 'tiers'>): Tier[] {
  const shown = tiers.flatMap(({ tier, status }) =>
    status === 'valid' ? [tier] : status === 'rehydrated' ? ['vault-standard' as const] : [],
  );
  return [...new Set(shown)];
}
