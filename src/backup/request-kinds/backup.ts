import { sameEffects } from '../../kernel/effects-hash.ts';
import { storedBackup } from '../../protection/rules/stored-backup.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { backupChange } from '../cards/backup-change.ts';
import { expectedBackup } from '../expected-backup.ts';
import { backupByHand } from '../rules/backup-by-hand.ts';
import { backupRefusal, planBackup } from '../rules/backup-plan.ts';

/** A recovery point now. */
export const backupRequest = defineRequestKind({
  name: 'backup',
  stored: storedBackup,
  stepKinds: ['backup'],
  needs: ({ plan }) => plan.needs,

  async replan({ azure, clock }, { target, plan }) {
    const item = await azure.items.get(target.itemId);
    if (!item) return { kind: 'moved', failure: { code: 'backup-gone', params: { name: target.vmName } } };
    const refusal = backupRefusal(item);
    if (refusal) return { kind: 'refused', failure: refusal };
    const expiry = new Date(plan.effects.expiry);
    if (expiry <= clock.now()) return { kind: 'refused', failure: { code: 'retention.retention-past', params: {} } };
    const again = planBackup(item, expiry);
    if (!sameEffects(plan.effects, again.effects)) {
      return { kind: 'moved', failure: { code: 'backup-moved', params: { name: target.vmName } } };
    }
    return { kind: 'same', needs: again.needs };
  },

  subject({ target, plan, days, warnings }) {
    const { vmName: vm, vaultName: vault } = target;
    const expiry = new Date(plan.effects.expiry);
    return { change: backupChange({ vm, vault, expiry, days, warnings, hash: plan.hash }) };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.backup),
  times: {
    expected: async (db, { target }) => ({ backup: await expectedBackup(db, target.vaultId) }),
    likeJobs: { operation: 'Backup', expected: expectedBackup },
  },
  byHand: { lines: (_services, { target, plan }) => backupByHand(target, new Date(plan.effects.expiry)) },
});
