import { sameArmId } from '../../kernel/arm-id.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { protectChange } from '../cards/policy-change.ts';
import { policyGone } from '../replan-item.ts';
import { protectByHand } from '../rules/protect-by-hand.ts';
import { storedProtect } from '../stored.ts';

/** Backups of a machine that no vault protects begin. */
export const protectRequest = defineRequestKind({
  name: 'protect',
  stored: storedProtect,
  stepKinds: ['protect'],
  needs: ({ plan }) => plan.needs,

  async replan(services, stored) {
    const { azure } = services;
    const { vmId, vmName, vaultId } = stored.target;
    const vm = await azure.vms.get(vmId);
    if (!vm) return { kind: 'refused', failure: { code: 'protection.gone', params: { vm: vmName } } };
    const status = await azure.protection.statusOf(vmId, vm.location);
    if (status.kind === 'protected') {
      const here = sameArmId(status.vaultId, vaultId);
      const params = { vm: vmName, vault: status.vaultName, policy: status.policyName ?? '' };
      return { kind: 'refused', failure: { code: here ? 'protection.here' : 'protection.elsewhere', params } };
    }
    const gone = await policyGone(services, stored);
    return gone ? { kind: 'refused', failure: gone } : { kind: 'same', needs: stored.plan.needs };
  },

  subject({ kind, target, plan, policyName: policy, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return { change: protectChange({ kind, ...view, policy }) };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),
  // Its machine has no recovery point before the first scheduled backup, which may be a day away.
  card: { offers: async () => ['protect-backup'] },
  byHand: { lines: (_services, { target, policyName }) => protectByHand(target, policyName) },
});
