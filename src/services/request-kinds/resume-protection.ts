import { changeLines } from '../../domain/by-hand/change-lines.ts';
import { resumeRefusal } from '../../domain/protection/item-state.ts';
import { policyGone, replanItem } from '../protection/replan-item.ts';
import type { StoredResume } from '../protection/stored.ts';
import { defineRequestKind } from '../request-kind.ts';
import { atVault, itemActions } from './own-needs.ts';

/** Stopped backups go on. */
export const resumeProtectionRequest = defineRequestKind<StoredResume>({
  name: 'resume-protection',
  steps: ({ kind }) => [kind],
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) => replanItem(services, plan, resumeRefusal, () => policyGone(services, plan)),

  subject({ kind, target, plan, policyName: policy, warnings }) {
    return { change: { kind, vm: target.vmName, vault: target.vaultName, policy, warnings, hash: plan.hash } };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHandLines: (_services, { kind, target, policyName }) => changeLines({ ...target, kind, policyName }),
});
