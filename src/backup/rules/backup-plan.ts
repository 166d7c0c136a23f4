import { backUpAction } from '../../access/rules/actions.ts';
import { armIdKey } from '../../kernel/arm-id.ts';
import { effectsHash } from '../../kernel/effects-hash.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import type { Need } from '../../kernel/permissions.ts';

/** What an on-demand backup does: one new recovery point of one protected item, kept until then. */
export type BackupEffects = { kind: 'backup'; vault: string; item: string; expiry: string };

export type BackupPlan = { effects: BackupEffects; needs: Need[]; hash: string };

export function planBackup(item: ProtectedItemFacts, expiry: Date): BackupPlan {
  const effects: BackupEffects = {
    kind: 'backup',
    vault: armIdKey(item.vaultId),
    item: armIdKey(item.id),
    expiry: expiry.toISOString(),
  };
  return { effects, needs: [{ action: backUpAction, scope: item.vaultId }], hash: effectsHash(effects) };
}

/** Why Azure would make no backup of it now, as far as the item itself tells. */
export function backupRefusal(item: ProtectedItemFacts): Failure | undefined {
  const params = { vm: item.vmName };
  if (item.softDeleted) return { code: 'backup-deleted', params };
  if (/^(ProtectionStopped|ProtectionPaused|BackupsSuspended)$/.test(item.protectionState)) {
    return { code: 'backup-stopped', params };
  }
  return undefined;
}
