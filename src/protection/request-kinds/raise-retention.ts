import { writePolicyAction } from '../../access/rules/actions.ts';
import { raiseRefusal } from '../../machines/rules/item-state.ts';
import { atVault, defineRequestKind, itemActions } from '../../requests/request-kind.ts';
import { raiseChange } from '../cards/changes.ts';
import { immutabilityMoved, policyTaken, replanItem } from '../replan-item.ts';
import { raiseByHand } from '../rules/by-hand.ts';
import { dropsPoints, weakens } from '../rules/keeps-less.ts';
import { raisedDays } from '../rules/raised-policy.ts';
import { storedRaise } from '../stored.ts';

/** Moves a machine to a policy that keeps longer, which brings back points that a shorter one soft-deleted. */
export const raiseRequest = defineRequestKind({
  name: 'raise-retention',
  stored: storedRaise,
  stepKinds: { 'raise-policy': 'left', 'raise-retention': 'finishes' },
  approval: { operations: ['raise-retention'] },
  needs: ({ plan }) => plan.needs,

  replan: async (services, stored) => {
    const { target, plan, policyName, immutable } = stored;
    const { policy } = plan.effects;
    const vault = await services.inventory.vault(target.vaultId);
    return replanItem(
      services,
      stored,
      (item) => {
        const known = [policyName, policy.name].map((name) => name.toLowerCase());
        const moved = item.policyName && !known.includes(item.policyName.toLowerCase());
        if (moved) return { code: 'protection.moved', params: { vm: target.vmName } };
        return raiseRefusal({ item, vault });
      },
      async () => {
        // If somebody made the policy keep longer than what was signed, moving to the signed one would cut points.
        const before = await services.azure.policies.get(vault, policyName);
        if (before && (weakens(before, policy.body) || dropsPoints(before, policy.body))) {
          return { code: 'protection.moved', params: { vm: target.vmName } };
        }
        return (await policyTaken(services, target, policy)) ?? immutabilityMoved(services, stored, immutable);
      },
    );
  },

  subject({ kind, target, plan, immutable, back, policyName, warnings }) {
    const { policy } = plan.effects;
    return {
      plan: raiseChange({
        kind: immutable ? 'raise-retention-immutable' : kind,
        vm: target.vmName,
        vault: target.vaultName,
        hash: plan.hash,
        warnings,
        raises: { policy: policy.name, days: raisedDays },
        before: policyName,
        count: back.count,
        first: new Date(back.first),
        last: new Date(back.last),
        until: new Date(back.until),
      }),
    };
  },

  ownNeeds: (plan) => [...atVault(plan, itemActions.write), ...atVault(plan, writePolicyAction)],

  byHand: {
    asSigned: () => true,
    lines(_services, { target, plan, policyName }) {
      const { name, body } = plan.effects.policy;
      return raiseByHand(target, { base: policyName, name, ...body });
    },
  },
});
