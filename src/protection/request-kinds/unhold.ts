import { atVault, itemActions } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { findHold, holdChanged } from '../holds.ts';
import { policyGone, replanItem } from '../replan-item.ts';
import { resumeByHand } from '../rules/protect-by-hand.ts';
import { storedUnhold } from '../stored-hold.ts';

/** A hold ends: backups go on, and points expire again. */
export const unholdRequest = defineRequestKind({
  name: 'unhold',
  stored: storedUnhold,
  stepKinds: ['unhold'],
  operations: ['unhold'],
  needs: ({ plan }) => plan.needs,

  replan: (services, plan, { requestId }) =>
    replanItem(
      services,
      plan,
      () => undefined,
      async () => {
        const { target, policyName } = plan;
        const hold = await findHold(services.store.db, target.vmId);
        if (!hold) return { code: 'protection.not-held', params: { vm: target.vmName } };
        const changed = await holdChanged(services, requestId, target);
        return changed ?? (policyName === undefined ? undefined : policyGone(services, { target, policyName }));
      },
    ),

  subject({ kind, target, plan, policyName, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return {
      plan:
        policyName === undefined ? { kind: 'unhold-mark', ...view } : { kind, ...view, params: { policy: policyName } },
    };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),

  byHandLines: (_services, { target, policyName }) =>
    policyName === undefined ? undefined : resumeByHand(target, policyName),
});
