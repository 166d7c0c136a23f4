import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { keepsChange } from '../cards/keeps-change.ts';
import { findHold, holdChanged } from '../holds.ts';
import { policyShortened, replanItem } from '../replan-item.ts';
import { resumeByHand } from '../rules/protect-by-hand.ts';
import { storedUnhold } from '../stored-hold.ts';

/** A hold ends: backups go on, and points expire again. */
export const unholdRequest = defineRequestKind({
  name: 'unhold',
  stored: storedUnhold,
  stepKinds: ['unhold'],
  approval: { operations: ['unhold'] },
  needs: ({ plan }) => plan.needs,

  replan: (services, plan, { requestId }) =>
    replanItem(
      services,
      plan,
      () => undefined,
      async () => {
        const { target, policyName } = plan;
        const { keeps } = plan.plan.effects;
        const hold = await findHold(services.store.db, target.vmId);
        if (!hold) return { code: 'protection.not-held', params: { vm: target.vmName } };
        const changed = await holdChanged(services, requestId, target);
        if (changed || policyName === undefined || keeps === undefined) return changed;
        return policyShortened(services, target, policyName, keeps);
      },
    ),

  subject({ kind, target, plan, policyName, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    const { keeps } = plan.effects;
    return {
      plan:
        policyName === undefined || keeps === undefined
          ? { kind: 'unhold-mark', ...view }
          : keepsChange({ kind, ...view, policy: policyName, keeps }),
    };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),

  byHand: {
    asSigned: () => true,
    lines: (_services, { target, policyName }) =>
      policyName === undefined ? undefined : resumeByHand(target, policyName),
  },
});
