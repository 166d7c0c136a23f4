import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { isStopped, isSuspended } from '../../machines/rules/item-state.ts';
import { defineStep } from '../../saga/step-handler.ts';
import { holdRequest, unholdRequest } from '../request-kinds/hold.ts';
import type { StoredHold } from '../stored.ts';
import { changePolicy, findChange, isUnder, policyStepOf, raiseStepOf, stopBackups } from './change-item.ts';

export const holdPolicyStep = policyStepOf(holdRequest, raisedOf);

export const holdRaiseStep = raiseStepOf(holdRequest, raisedOf);

/** Runs last: nothing can be raised once backups are suspended. */
export const holdStopStep = defineStep(holdRequest, {
  job: 'DisableBackup',

  // Somebody may have stopped backups already; then there is nothing to send.
  async needed({ azure }, { plan }) {
    const item = await azure.items.get(plan.target.itemId);
    if (!item || item.softDeleted || !isStopped(item)) return { kind: 'yes' };
    if (keepsAsSigned(plan, item)) return { kind: 'no', state: 'done' };
    return { kind: 'stop', failure: { code: 'protection.moved', params: { vm: plan.target.vmName } } };
  },

  send: (services, { plan: { target, plan }, attempt }) => stopBackups(services, target, plan.effects.ends, attempt.id),

  find: (services, at) =>
    findChange(services, at, 'DisableBackup', (item) => isStopped(item) && keepsAsSigned(at.plan, item)),
});

/** A suspended item expires its points by policy: that holds nothing, unless the policy is the signed longer one. */
function keepsAsSigned({ plan }: StoredHold, item: ProtectedItemFacts): boolean {
  const { policy } = plan.effects;
  return !isSuspended(item) || (policy !== null && item.policyName?.toLowerCase() === policy.name.toLowerCase());
}

export const unholdStep = defineStep(unholdRequest, {
  job: 'ConfigureBackup',

  async needed({ azure }, { plan: { target, policyName } }) {
    if (policyName === undefined) return { kind: 'no', state: 'done' };
    const item = await azure.items.get(target.itemId);
    return item && !isStopped(item) ? { kind: 'no', state: 'done' } : { kind: 'yes' };
  },

  send: (services, { plan: { target, policyName }, attempt }) =>
    changePolicy(services, { target, policyId: `${target.vaultId}/backupPolicies/${policyName}` }, attempt.id),

  find: (services, at) =>
    findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, at.plan.policyName ?? '')),
});

function raisedOf({ plan }: StoredHold) {
  const { policy } = plan.effects;
  if (!policy) throw new Error('a hold that raises nothing has no such step');
  return policy;
}
