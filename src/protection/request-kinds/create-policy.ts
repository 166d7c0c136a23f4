import { atVault } from '../../requests/own-needs.ts';
import { defineRequestKind } from '../../requests/request-kind.ts';
import { policyChange } from '../cards/policy-change.ts';
import { samePolicy } from '../rules/same-policy.ts';
import { storedPolicy } from '../stored.ts';

/** A new backup policy. */
export const policyRequest = defineRequestKind({
  name: 'policy',
  stored: storedPolicy,
  stepKinds: ['create-policy'],
  needs: ({ plan }) => plan.needs,

  // A name that is taken would change that policy, and all that it protects.
  async replan({ azure, inventory }, { target, plan }) {
    const vault = await inventory.vault(target.vaultId);
    const { name, body } = plan.effects;
    const there = await azure.policies.get(vault, name);
    if (there && !samePolicy(body, there)) {
      const params = { vault: vault.name, policy: name };
      return { kind: 'refused', failure: { code: 'protection.policy-there', params } };
    }
    return { kind: 'same', needs: plan.needs };
  },

  subject({ target, plan }) {
    const { name: policy, body } = plan.effects;
    return { change: policyChange({ vault: target.vaultName, policy, body, hash: plan.hash }) };
  },

  ownNeeds: (plan) => atVault(plan, 'Microsoft.RecoveryServices/vaults/backupPolicies/write'),
});
