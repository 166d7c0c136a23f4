import { sendGuarded } from '../../access/resource-guard.ts';
import type { SendOutcome } from '../../azure/calls.ts';
import { nameOf } from '../../kernel/arm-id.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { isStopped } from '../../machines/rules/item-state.ts';
import type { RequestKind } from '../../requests/request-kind.ts';
import type { ItemTarget } from '../../requests/rules/stored-parts.ts';
import type { RequestServices } from '../../requests/services.ts';
import type { StoredPlan } from '../../requests/stored-request.ts';
import { defineStep, type FindResult, type StepHandler, type StepInput } from '../../saga/step-handler.ts';
import { protectRequest, stopProtectionRequest, undeleteRequest } from '../request-kinds/protect.ts';
import { raiseRequest } from '../request-kinds/raise-retention.ts';
import { resumeProtectionRequest, resumeShorterRequest } from '../request-kinds/resume.ts';
import { weakens } from '../rules/keeps-less.ts';
import { type RaisedPolicy, samePolicy } from '../rules/raised-policy.ts';

/** Enables backup of an unprotected machine. */
export const protectStep = defineStep(protectRequest, {
  job: 'ConfigureBackup',

  async send({ azure, inventory }, { plan: { target, policyId }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.protection.enable({ vault, vmId: target.vmId, policyId, clientRequestId: attempt.id });
  },

  find: (services, at) =>
    findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, at.plan.policyName) && !item.softDeleted),
});

export const resumeProtectionStep = defineStep(resumeProtectionRequest, {
  job: 'ConfigureBackup',

  send: (services, { plan, attempt }) => changePolicy(services, plan, attempt.id),

  find: (services, at) => findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, at.plan.policyName)),
});

export const resumeShorterStep = defineStep(resumeShorterRequest, {
  job: 'ConfigureBackup',

  send: (services, { plan, attempt }) => changePolicy(services, plan, attempt.id),

  find: (services, at) => findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, at.plan.policyName)),
});

/**
 * Stops backups and keeps data: all of it, or in an immutable vault as long as the policy says. A Resource Guard may
 * protect either.
 */
export const stopProtectionStep = defineStep(stopProtectionRequest, {
  job: 'DisableBackup',

  send: (services, { plan: { target, plan }, attempt }) =>
    stopBackups(services, target, plan.effects.suspends ? 'suspend' : 'stop', attempt.id),

  find: (services, at) => findChange(services, at, 'DisableBackup', isStopped),
});

/** Turns a soft-deleted item into a stopped one. */
export const undeleteStep = defineStep(undeleteRequest, {
  job: 'Undelete',

  async send({ azure, inventory }, { plan: { target }, attempt }) {
    const vault = await inventory.vault(target.vaultId);
    return azure.protection.undelete({ vault, vmId: target.vmId, item: target, clientRequestId: attempt.id });
  },

  find: (services, at) => findChange(services, at, 'Undelete', (item) => !item.softDeleted),
});

export async function stopBackups(
  services: RequestServices,
  target: ItemTarget,
  operation: 'stop' | 'suspend',
  clientRequestId: string,
): Promise<SendOutcome> {
  const vault = await services.inventory.vault(target.vaultId);
  const call = { vault, vmId: target.vmId, item: target, clientRequestId };
  return sendGuarded(services, { vault, operation, code: 'protection.guarded' }, (named) =>
    services.azure.protection[operation]({ ...call, ...named }),
  );
}

/** Assigns a policy to an item. A Resource Guard may protect a change to one that keeps less. */
export async function changePolicy(
  services: RequestServices,
  { target, policyId }: { target: ItemTarget; policyId: string },
  clientRequestId: string,
): Promise<SendOutcome> {
  const { azure, inventory } = services;
  const vault = await inventory.vault(target.vaultId);
  const item = await azure.items.get(target.itemId);
  const policies = [item?.policyName, nameOf(policyId)].map((name) => name && azure.policies.get(vault, name));
  const [before, after] = await Promise.all(policies);
  const call = { vault, vmId: target.vmId, item: target, policyId, clientRequestId };
  if (!before || !after || !weakens(before, after)) return azure.protection.resume(call);
  return sendGuarded(services, { vault, operation: 'change', code: 'protection.guarded' }, (named) =>
    azure.protection.resume({ ...call, ...named }),
  );
}

/** Finds the job by its activity id; without one, checks whether the item has reached the signed state. */
export async function findChange(
  { azure, inventory }: RequestServices,
  { plan: { target }, attempt }: StepInput<{ target: ItemTarget }>,
  operation: 'ConfigureBackup' | 'DisableBackup' | 'Undelete',
  isDone: (item: ProtectedItemFacts) => boolean,
): Promise<FindResult> {
  const vault = await inventory.vault(target.vaultId);
  const found = await azure.protection.find({
    vault,
    containerName: target.containerName,
    operation,
    clientRequestId: attempt.id,
    sentAt: attempt.opened_at,
  });
  if (found.kind !== 'absent') return found;
  const item = await azure.items.get(target.itemId);
  return item && isDone(item) ? { kind: 'done' } : found;
}

export function isUnder(item: ProtectedItemFacts, policyName: string): boolean {
  return !isStopped(item) && item.policyName?.toLowerCase() === policyName.toLowerCase();
}

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
