import { stepOf } from '../../saga/step-handler.ts';
import { holdRequest } from '../request-kinds/hold.ts';
import { unholdRequest } from '../request-kinds/unhold.ts';
import { isStopped } from '../rules/item-state.ts';
import { samePolicy } from '../rules/same-policy.ts';
import type { StoredHold } from '../stored-hold.ts';
import { changePolicy, findChange, isUnder, stopBackups } from './change-item.ts';

/** The policy that keeps what would be cut. It has no job: it is there, as it was signed, or it is not. */
export const holdPolicyStep = stepOf(holdRequest, {
  job: 'none',

  async send({ azure, inventory }, { plan, attempt }) {
    const vault = await inventory.vault(plan.target.vaultId);
    return azure.policies.create({ vault, ...raisedOf(plan), clientRequestId: attempt.id });
  },

  async find({ azure, inventory }, { plan }) {
    const vault = await inventory.vault(plan.target.vaultId);
    const { name, body } = raisedOf(plan);
    const there = await azure.policies.get(vault, name);
    return there && samePolicy(body, there) ? { kind: 'done' } : { kind: 'absent' };
  },

  async needed({ azure, inventory }, { plan }) {
    const vault = await inventory.vault(plan.target.vaultId);
    const { name, body } = raisedOf(plan);
    const there = await azure.policies.get(vault, name);
    return there && samePolicy(body, there) ? { kind: 'no', state: 'done' } : { kind: 'yes' };
  },
});

/** The machine goes over to it. A policy that keeps more is no business of a Resource Guard. */
export const holdRaiseStep = stepOf(holdRequest, {
  job: 'ConfigureBackup',

  send(services, { plan, attempt }) {
    const { target } = plan;
    const policyId = `${target.vaultId}/backupPolicies/${raisedOf(plan).name}`;
    return changePolicy(services, { target, policyId }, attempt.id);
  },

  find: (services, at) => findChange(services, at, 'ConfigureBackup', (item) => isUnder(item, raisedOf(at.plan).name)),
});

/** Last, since nothing can be raised any more once backups are suspended. */
export const holdStopStep = stepOf(holdRequest, {
  job: 'DisableBackup',

  // Somebody may have stopped them before: then nothing is left to send.
  async needed({ azure }, { plan }) {
    const item = await azure.items.get(plan.target.itemId);
    return item && !item.softDeleted && isStopped(item) ? { kind: 'no', state: 'done' } : { kind: 'yes' };
  },

  send: (services, { plan: { target, plan }, attempt }) => stopBackups(services, target, plan.effects.ends, attempt.id),

  find: (services, at) => findChange(services, at, 'DisableBackup', isStopped),
});

export const unholdStep = stepOf(unholdRequest, {
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
