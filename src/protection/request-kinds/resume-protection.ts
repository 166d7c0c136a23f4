import { resumeRefusal } from '../../machines/rules/item-state.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { protectChange } from '../cards/policy-change.ts';
import { heldRefusal } from '../holds.ts';
import { policyGone, replanItem } from '../replan-item.ts';
import { resumeByHand } from '../rules/protect-by-hand.ts';
import { storedResume } from '../stored.ts';

/** Stopped backups go on. */
export const resumeProtectionRequest = defineRequestKind({
  name: 'resume-protection',
  stored: storedResume,
  stepKinds: ['resume-protection'],
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) =>
    replanItem(
      services,
      plan,
      resumeRefusal,
      async () => (await heldRefusal(services, plan.target)) ?? policyGone(services, plan),
    ),

  subject({ kind, target, plan, policyName: policy, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return { change: protectChange({ kind, ...view, policy }) };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHandLines: (_services, { target, policyName }) => resumeByHand(target, policyName),
});
