import { writePolicyAction } from '../../access/rules/actions.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { isStillHeld } from '../../machines/rules/item-state.ts';
import { atVault, defineRequestKind, itemActions, type Progress, type Replanned } from '../../requests/request-kind.ts';
import type { RequestServices } from '../../requests/services.ts';
import { holdChange, keepsChange } from '../cards/changes.ts';
import { findHold, holdChanged } from '../holds.ts';
import { immutabilityMoved, policyShortened, policyTaken, replanItem } from '../replan-item.ts';
import { holdByHand, resumeByHand } from '../rules/by-hand.ts';
import { dropsPoints, weakens } from '../rules/keeps-less.ts';
import { raisedDays } from '../rules/raised-policy.ts';
import { type StoredHold, storedHold, storedUnhold } from '../stored.ts';

/** Keeps a machine's points from expiring until someone approves ending it. */
export const holdRequest = defineRequestKind({
  name: 'hold',
  stored: storedHold,
  stepKinds: { 'hold-policy': 'left', 'hold-raise': 'left', 'hold-stop': 'finishes' },
  approval: { operations: ['hold'] },
  steps: ({ plan }) => (plan.effects.policy ? ['hold-policy', 'hold-raise', 'hold-stop'] : ['hold-stop']),
  needs: ({ plan }) => plan.needs,
  replan,

  subject({ kind, target, plan, stopped, warnings }) {
    const { ends, policy } = plan.effects;
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    const how = stopped ? 'hold-stopped' : ends === 'suspend' ? 'hold-suspend' : kind;
    const raises = policy && { raises: { policy: policy.name, days: raisedDays } };
    return { plan: holdChange({ kind: how, ...view, ...raises }) };
  },

  ownNeeds: (plan) => [
    ...atVault(plan, itemActions.write),
    ...(plan.plan.effects.policy ? atVault(plan, writePolicyAction) : []),
  ],

  byHand: {
    // Stopping alone keeps all existing points, whatever happened to the policy.
    asSigned: ({ plan }) => plan.effects.policy !== null,
    lines(_services, { target, plan, policyName, stopped }) {
      const { ends, policy } = plan.effects;
      if (stopped) return undefined;
      const raises = policy && policyName ? { base: policyName, name: policy.name, ...policy.body } : undefined;
      return holdByHand(target, ends === 'suspend', raises);
    },
  },
});

async function replan(services: RequestServices, stored: StoredHold, { requestId }: Progress): Promise<Replanned> {
  const { store } = services;
  const { target, plan, policyName } = stored;
  const { ends, policy } = plan.effects;
  const vm = target.vmName;
  const moved = { code: 'protection.moved', params: { vm } };
  return replanItem(
    services,
    stored,
    (item) => {
      if (item.softDeleted) return { code: 'protection.deleted', params: { vm } };
      const names = [policyName, policy?.name].map((name) => name?.toLowerCase());
      return item.policyName && !names.includes(item.policyName.toLowerCase()) ? moved : undefined;
    },
    async (item) => {
      const hold = await findHold(store.db, target.vmId);
      if (hold && isStillHeld(item)) return { code: 'protection.held-already', params: { vm, id: hold.id } };
      const changed = await holdChanged(services, requestId, target);
      const taken = policy && !changed ? await policyTaken(services, target, policy) : undefined;
      return (
        changed ??
        taken ??
        (await currentKeepsLonger(services, stored, item)) ??
        immutabilityMoved(services, stored, ends === 'suspend')
      );
    },
  );
}

/**
 * The failure when the machine's policy now keeps longer than what was signed: moving to the signed policy would cut
 * points.
 */
async function currentKeepsLonger(
  { azure, inventory }: RequestServices,
  { target, plan, policyName }: StoredHold,
  item: ProtectedItemFacts,
): Promise<Failure | undefined> {
  const { policy } = plan.effects;
  if (!policy || !policyName || !item.policyName || !sameName(item.policyName, policyName)) return undefined;
  const before = await azure.policies.get(await inventory.vault(target.vaultId), policyName);
  if (!before || !(weakens(before, policy.body) || dropsPoints(before, policy.body))) return undefined;
  return { code: 'protection.moved', params: { vm: target.vmName } };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Ends a hold: backups resume, and points expire again. */
export const unholdRequest = defineRequestKind({
  name: 'unhold',
  stored: storedUnhold,
  stepKinds: { unhold: 'finishes' },
  approval: { operations: ['unhold'] },
  needs: ({ plan }) => plan.needs,

  replan: (services, plan, { requestId }) =>
    replanItem(
      services,
      plan,
      () => undefined,
      async () => {
        const { target, policyName } = plan;
        const { keeps } = plan.plan.effects;
        const hold = await findHold(services.store.db, target.vmId);
        if (!hold) return { code: 'protection.not-held', params: { vm: target.vmName } };
        const changed = await holdChanged(services, requestId, target);
        if (changed || policyName === undefined || keeps === undefined) return changed;
        return policyShortened(services, target, policyName, keeps);
      },
    ),

  subject({ kind, target, plan, policyName, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    const { keeps } = plan.effects;
    return {
      plan:
        policyName === undefined || keeps === undefined
          ? { kind: 'unhold-mark', ...view }
          : keepsChange({ kind, ...view, policy: policyName, keeps }),
    };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),

  byHand: {
    asSigned: () => true,
    lines: (_services, { target, policyName }) =>
      policyName === undefined ? undefined : resumeByHand(target, policyName),
  },
});
