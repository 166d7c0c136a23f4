import { sameEffects } from '../../kernel/request.ts';
import { atVault, defineRequestKind, itemActions } from '../../requests/request-kind.ts';
import { defineStep } from '../../saga/step-handler.ts';
import { backupTimes, expectedTime, stepTimes } from '../../store/expected-times.ts';
import type { Db } from '../../store/schema.ts';
import { backupChange } from '../cards/backup.ts';
import { backupByHand, backupRefusal, planBackup } from '../rules/backup.ts';
import { storedBackup } from '../rules/stored-parts.ts';

/** Makes a recovery point now. */
export const backupRequest = defineRequestKind({
  name: 'backup',
  stored: storedBackup,
  stepKinds: { backup: 'left' },
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

/** Median duration in milliseconds of backups requested in chat, or, if there are none, of those the watch saw. */
async function expectedBackup(db: Db, vaultId: string): Promise<number | null> {
  const asked = await stepTimes(db, vaultId, 'backup');
  const times =
    asked.length > 0
      ? asked
      : (await backupTimes(db, vaultId)).map((seconds) => ({ kind: 'backup', tier: 'unknown' as const, seconds }));
  const expected = expectedTime(times, 'backup', 'unknown');
  return expected ? expected.seconds * 1000 : null;
}

/** Makes a recovery point. Azure returns the client request id as the job's activityId. */
export const backupStep = defineStep(backupRequest, {
  job: 'Backup',

  async send({ azure, inventory }, { plan: { target, plan }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    const keepUntil = new Date(plan.effects.expiry);
    return azure.backups.send({ vault, item: target, keepUntil, clientRequestId: attempt.id });
  },

  async find({ azure, inventory }, { plan: { target }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.backups.find({
      vault,
      containerName: target.containerName,
      operation: 'Backup',
      clientRequestId: attempt.id,
      sentAt: attempt.opened_at,
    });
  },
});
