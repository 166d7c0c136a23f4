import { stepOf } from '../../saga/step-handler.ts';
import { policyRequest } from '../request-kinds/create-policy.ts';
import { samePolicy } from '../rules/same-policy.ts';

/** Makes a policy. It has no job: it is there, as it was meant, or it is not. */
export const createPolicyStep = stepOf(policyRequest, {
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
