import type { RequestKind } from '../../requests/request-kind.ts';
import type { ItemTarget } from '../../requests/rules/stored-parts.ts';
import type { RequestServices } from '../../requests/services.ts';
import type { StoredPlan } from '../../requests/stored-plan.ts';
import { defineStep, type StepHandler } from '../../saga/step-handler.ts';
import { raiseRequest } from '../request-kinds/raise-retention.ts';
import { type RaisedPolicy, samePolicy } from '../rules/raised-policy.ts';
import { changePolicy, findChange, isUnder } from './change-item.ts';

export const raisePolicyStep = policyStepOf(raiseRequest, ({ plan }) => plan.effects.policy);

export const raiseRetentionStep = raiseStepOf(raiseRequest, ({ plan }) => plan.effects.policy);

/** Creates the policy that keeps longer. There is no job: the policy exists as signed, or it does not. */
export function policyStepOf<Plan extends StoredPlan & { target: ItemTarget }>(
  kind: RequestKind<Plan>,
  raisedOf: (plan: Plan) => RaisedPolicy,
): StepHandler {
  const isThere = async ({ azure, inventory }: RequestServices, plan: Plan) => {
    const { name, body } = raisedOf(plan);
    const there = await azure.policies.get(await inventory.vault(plan.target.vaultId), name);
    return there !== undefined && samePolicy(body, there);
  };
  return defineStep(kind, {
    job: 'none',

    async send({ azure, inventory }, { plan, attempt }) {
      const vault = await inventory.vault(plan.target.vaultId);
      return azure.policies.create({ vault, ...raisedOf(plan), clientRequestId: attempt.id });
    },

    find: async (services, { plan }) => ((await isThere(services, plan)) ? { kind: 'done' } : { kind: 'absent' }),

    needed: async (services, { plan }) =>
      (await isThere(services, plan)) ? { kind: 'no', state: 'done' } : { kind: 'yes' },
  });
}

/** Moves the machine to it. A Resource Guard does not object to a policy that keeps more. */
export function raiseStepOf<Plan extends StoredPlan & { target: ItemTarget }>(
  kind: RequestKind<Plan>,
  raisedOf: (plan: Plan) => RaisedPolicy,
): StepHandler {
  return defineStep(kind, {
    job: 'ConfigureBackup',

    send(services, { plan, attempt }) {
      const { target } = plan;
      const policyId = `${target.vaultId}/backupPolicies/${raisedOf(plan).name}`;
      return changePolicy(services, { target, policyId }, attempt.id);
    },

    find: (services, at) =>
      findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, raisedOf(at.plan).name)),
  });
}
