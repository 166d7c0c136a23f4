import { atVault, defineRequestKind } from '../../requests/request-kind.ts';
import { defineStep } from '../../saga/step-handler.ts';
import { policyChange } from '../cards/changes.ts';
import { samePolicy } from '../rules/raised-policy.ts';
import { storedPolicy } from '../stored.ts';

/** Creates a backup policy. */
export const policyRequest = defineRequestKind({
  name: 'policy',
  stored: storedPolicy,
  stepKinds: { 'create-policy': 'finishes' },
  needs: ({ plan }) => plan.needs,

  // Creating a policy under a taken name would overwrite that policy for everything it protects.
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

/** Creates a policy. There is no job: the policy exists as signed, or it does not. */
export const createPolicyStep = defineStep(policyRequest, {
  job: 'none',

  async send({ azure, inventory }, { plan: { target, plan }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    const { name, body } = plan.effects;
    return azure.policies.create({ vault, name, body, clientRequestId: attempt.id });
  },

  async find({ azure, inventory }, { plan: { target, plan } }) {
    const vault = await inventory.vault(target.vaultId);
    const there = await azure.policies.get(vault, plan.effects.name);
    return there && samePolicy(plan.effects.body, there) ? { kind: 'done' } : { kind: 'absent' };
  },
});
