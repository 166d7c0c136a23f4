import type { RehydrationPriority } from '../../azure/rules/restore-body.ts';
import type { UsableTier } from '../../machines/rules/usable-tier.ts';

/** How a point comes back from the archive before it is restored. */
export type Rehydration = { priority: RehydrationPriority; days: number };

/** As long as it stays in the vault then, which costs besides the archive; what az asks for where nobody says more. */
const keptDays = 15;
/** Documented: up to so many hours. The restore itself comes after. */
const mostHours = { Standard: 15, High: 1 } as const;

/** undefined for a point that need not be brought back. */
export function rehydrationOf(
  { tier }: { tier: UsableTier },
  choice: { urgent?: boolean | undefined },
): Rehydration | undefined {
  if (tier.tier !== 'vault-archive') return undefined;
  return { priority: choice.urgent ? 'High' : 'Standard', days: keptDays };
}

export function rehydrationHours({ priority }: Pick<Rehydration, 'priority'>): number {
  return mostHours[priority];
}
