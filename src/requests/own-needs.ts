import type { OwnNeed } from './request-kind.ts';
import type { StoredPlan } from './stored-plan.ts';

const items = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';

/** What the bot does with a protected item. */
export const itemActions = { backup: `${items}/backup/action`, write: `${items}/write` } as const;

/** A right of tier protect at the plan's vault. */
export function atVault({ target }: Pick<StoredPlan, 'target'>, action: string): OwnNeed[] {
  return [{ tier: 'protect', action, scope: target.vaultId }];
}
