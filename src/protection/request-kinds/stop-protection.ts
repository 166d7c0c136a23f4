import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { stopRefusal } from '../../machines/rules/item-state.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { immutabilityMoved, replanItem } from '../replan-item.ts';
import { stopByHand } from '../rules/stop-by-hand.ts';
import { type StoredStop, storedStop } from '../stored.ts';

/** Backups of a machine stop; what there is of them is kept, in an immutable vault as long as the policy says. */
export const stopProtectionRequest = defineRequestKind({
  name: 'stop-protection',
  stored: storedStop,
  stepKinds: ['stop-protection'],
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

/** A resumption is compared with the policy that was kept. */
function policyMoved({ target, before }: StoredStop, item: ProtectedItemFacts): Failure | undefined {
  if (!before || item.policyName?.toLowerCase() === before.name.toLowerCase()) return undefined;
  return { code: 'protection.moved', params: { vm: target.vmName } };
}
