import { sameArmId } from '../../kernel/arm-id.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { stopRefusal, undeleteRefusal } from '../../machines/rules/item-state.ts';
import { atVault, defineRequestKind, itemActions } from '../../requests/request-kind.ts';
import { protectChange } from '../cards/changes.ts';
import { immutabilityMoved, policyGone, replanItem } from '../replan-item.ts';
import { protectByHand, stopByHand, undeleteByHand } from '../rules/by-hand.ts';
import { type StoredStop, storedProtect, storedStop, storedUndelete } from '../stored.ts';

/** Starts backups of an unprotected machine. */
export const protectRequest = defineRequestKind({
  name: 'protect',
  stored: storedProtect,
  stepKinds: { protect: 'finishes' },
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
  lifecycle: { protects: true },
  // The machine has no recovery point before its first scheduled backup, which may be a day away.
  card: { offers: async () => ['protect-backup'] },
  byHand: { lines: (_services, { target, policyName }) => protectByHand(target, policyName) },
});

/** Stops backups of a machine and keeps its points; in an immutable vault only as long as the policy says. */
export const stopProtectionRequest = defineRequestKind({
  name: 'stop-protection',
  stored: storedStop,
  stepKinds: { 'stop-protection': 'finishes' },
  approval: { operations: ['stop-protection'] },
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) =>
    replanItem(
      services,
      plan,
      (item) => stopRefusal(item) ?? policyMoved(plan, item),
      () => immutabilityMoved(services, plan, plan.plan.effects.suspends === true),
    ),
  subject({ kind, target, plan, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return { plan: { kind: plan.effects.suspends ? 'suspend-protection' : kind, ...view } };
  },
  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHand: { lines: (_services, { target, plan }) => stopByHand(target, plan.effects.suspends === true) },
});

/** The failure when the policy that a later resumption is compared with has changed. */
function policyMoved({ target, before }: StoredStop, item: ProtectedItemFacts): Failure | undefined {
  if (!before || item.policyName?.toLowerCase() === before.name.toLowerCase()) return undefined;
  return { code: 'protection.moved', params: { vm: target.vmName } };
}

/** Brings back deleted backups while Azure still keeps them. */
export const undeleteRequest = defineRequestKind({
  name: 'undelete',
  stored: storedUndelete,
  stepKinds: { undelete: 'finishes' },
  approval: { operations: ['undelete'] },
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) => replanItem(services, plan, undeleteRefusal),
  subject: ({ kind, target, plan }) => ({
    plan: { kind, vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings: [] },
  }),
  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHand: { lines: (_services, { target }) => undeleteByHand(target) },
});
