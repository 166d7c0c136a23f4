import { resumeRefusal } from '../../machines/rules/item-state.ts';
import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { keepsChange } from '../cards/keeps-change.ts';
import { heldRefusal } from '../holds.ts';
import { policyShortened, replanItem } from '../replan-item.ts';
import { resumeByHand } from '../rules/protect-by-hand.ts';
import { storedResumeShorter } from '../stored.ts';

/** Stopped backups go on under a policy that may let points go that stopping has kept. */
export const resumeShorterRequest = defineRequestKind({
  name: 'resume-shorter',
  stored: storedResumeShorter,
  stepKinds: ['resume-shorter'],
  approval: { operations: ['resume-shorter'] },
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) =>
    replanItem(
      services,
      plan,
      resumeRefusal,
      async () =>
        (await heldRefusal(services, plan.target)) ??
        policyShortened(services, plan.target, plan.policyName, plan.plan.effects.keeps),
    ),

  subject({ kind, target, plan, policyName: policy, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return { plan: keepsChange({ kind, ...view, policy, keeps: plan.effects.keeps }) };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHand: { asSigned: () => true, lines: (_services, { target, policyName }) => resumeByHand(target, policyName) },
});
