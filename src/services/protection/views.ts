import type { ChangeView } from '../../cards/change.ts';
import type { GatedView } from '../../cards/gated-view.ts';
import type { StoredGrant, StoredPolicy, StoredProtect, StoredResume, StoredStop, StoredUndelete } from './stored.ts';

/** What somebody has to approve, in names that people know. */
export function gatedViewOf(plan: StoredStop | StoredUndelete | StoredGrant): GatedView {
  const common = { vm: plan.target.vmName, vault: plan.target.vaultName, hash: plan.plan.hash };
  switch (plan.kind) {
    case 'stop-protection':
      return { ...common, kind: plan.kind, warnings: plan.warnings };
    case 'undelete':
      return { ...common, kind: plan.kind, warnings: [] };
    case 'grant-access': {
      const warnings = plan.next?.warnings ?? [];
      return { ...common, kind: plan.kind, warnings, grants: plan.wanted, ...(plan.next && { next: plan.next.kind }) };
    }
  }
}

export function protectionChangeOf(plan: StoredPolicy | StoredProtect | StoredResume): ChangeView {
  const { vmName: vm, vaultName: vault } = plan.target;
  const { hash, effects } = plan.plan;
  if (effects.kind === 'policy') {
    return { kind: 'policy', vm, vault, policy: effects.name, body: effects.body, hash };
  }
  const { policyName: policy, warnings } = plan as StoredProtect | StoredResume;
  return { kind: effects.kind, vm, vault, policy, warnings, hash };
}
