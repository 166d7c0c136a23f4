import { CodedError } from '../../kernel/errors.ts';
import { sameEffects } from '../../kernel/request.ts';
import { readMachine } from '../../machines/read-machine.ts';
import { atVault, defineRequestKind, itemActions } from '../../requests/request-kind.ts';
import { grantChange } from '../cards/changes.ts';
import { inspectKeyAccess, widerRole } from '../key-access.ts';
import { grantByHand } from '../rules/grant-by-hand.ts';
import { planGrant } from '../rules/plan-grant.ts';
import { type StoredGrant, storedGrant } from '../stored.ts';

/**
 * Lets Azure Backup read a machine's keys. A backup or a protection may wait for it and continue under the same
 * approval.
 */
export const grantAccessRequest = defineRequestKind({
  name: 'grant-access',
  stored: storedGrant,
  stepKinds: { 'grant-access': 'left', 'verify-access': 'left', protect: 'left', backup: 'left' },
  steps: ({ next }) => ['grant-access', 'verify-access', ...(next ? [next.kind] : [])],
  needs: ({ plan }) => plan.needs,

  // Gaps shrink as steps complete; the keys' location and what they need must stay as signed.
  async replan(services, { target, plan, principal, next }, progress) {
    const { encryption } = await readMachine(services.azure, target.vmId);
    const { access } = await inspectKeyAccess(services, target.vmName, encryption);
    // Unreadable access does not contradict what was signed: the approval stays.
    if (access.kind === 'unknown') throw new CodedError(access.failure.code, access.failure.params);
    const wanted = access.kind === 'not-needed' ? [] : access.wanted;
    const again = planGrant(target.vmId, principal, wanted, next && { hash: next.plan.hash, needs: next.plan.needs });
    if (!sameEffects(plan.effects, again.effects)) {
      return { kind: 'moved', failure: { code: 'protection.keys-moved', params: { vm: target.vmName } } };
    }
    // The waiting request has a kind of its own and is replanned by it.
    const later = next && (await services.requestKinds.of(next).replan(services, next, progress));
    return !later || later.kind === 'same' ? { kind: 'same', needs: again.needs } : later;
  },

  subject({ target, plan, wanted: grants, next }) {
    const warnings = next?.warnings ?? [];
    const about = { vm: target.vmName, vault: target.vaultName, hash: plan.hash };
    return { plan: grantChange({ ...about, warnings, grants, ...(next && { next: next.kind }) }) };
  },

  // Needs of tier grant are not required: without them a person is shown what to type.
  ownNeeds: ({ next }) => (next ? ownNeedsOfNext(next) : []),
  // The approver's own rights open the key vault.
  approval: { operations: ['grant-access'], carriers: ({ plan }) => plan.carriers },
  lifecycle: { protects: true },
  card: { offers: async ({ next }) => (next?.kind === 'protect' ? ['protect-backup'] : []) },

  byHand: {
    lines({ config, requestKinds }, { wanted, principal, next }) {
      const given = grantByHand(wanted, config.cloud.backupManagementAppId, principal, []);
      const later = next && requestKinds.of(next).byHand?.lines?.({ config, requestKinds }, next);
      return {
        az: [...given.az, ...(later?.az ?? [])],
        powershell: [...given.powershell, ...(later?.powershell ?? [])],
      };
    },
    refusal: (services, { target, wanted }) => widerRole(services, target.vmName, wanted),
  },
});

function ownNeedsOfNext(next: NonNullable<StoredGrant['next']>) {
  return atVault(next, next.kind === 'backup' ? itemActions.backup : itemActions.write);
}
