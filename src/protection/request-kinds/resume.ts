import type { Failure } from '../../kernel/errors.ts';
import type { ProtectedItemFacts } from '../../kernel/facts.ts';
import { resumeRefusal } from '../../machines/rules/item-state.ts';
import { atVault, defineRequestKind, itemActions } from '../../requests/request-kind.ts';
import type { RequestServices } from '../../requests/services.ts';
import { keepsChange, protectChange } from '../cards/changes.ts';
import { heldRefusal } from '../holds.ts';
import { readStopped } from '../prepare.ts';
import { policyGone, policyShortened, replanItem } from '../replan-item.ts';
import { resumeByHand } from '../rules/by-hand.ts';
import { resumeLoses, resumeLosesRefusal } from '../rules/keeps-less.ts';
import { type StoredResume, storedResume, storedResumeShorter } from '../stored.ts';

/** Resumes stopped backups. */
export const resumeProtectionRequest = defineRequestKind({
  name: 'resume-protection',
  stored: storedResume,
  stepKinds: { 'resume-protection': 'finishes' },
  needs: ({ plan }) => plan.needs,
  replan: (services: RequestServices, plan) =>
    replanItem(
      services,
      plan,
      resumeRefusal,
      async (item) => (await heldRefusal(services, plan.target)) ?? policyRefusal(services, plan, item),
    ),

  subject({ kind, target, plan, policyName: policy, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return { change: protectChange({ kind, ...view, policy }) };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHand: { asSigned: () => true, lines: (_services, { target, policyName }) => resumeByHand(target, policyName) },
});

/** The failure when the policy is gone, or was shortened since and would now let points go. */
async function policyRefusal(
  services: RequestServices,
  plan: StoredResume,
  item: ProtectedItemFacts,
): Promise<Failure | undefined> {
  const { azure, clock, inventory } = services;
  const vault = await inventory.vault(plan.target.vaultId);
  const policy = await azure.policies.get(vault, plan.policyName);
  if (!policy) return policyGone(services, plan);
  const target = { vault, item };
  return resumeLoses(await readStopped(services, target), policy, clock.now())
    ? resumeLosesRefusal(target, policy)
    : undefined;
}

/** Resumes stopped backups under a policy that may let go points that were kept while stopped. */
export const resumeShorterRequest = defineRequestKind({
  name: 'resume-shorter',
  stored: storedResumeShorter,
  stepKinds: { 'resume-shorter': 'finishes' },
  approval: { operations: ['resume-shorter'] },
  needs: ({ plan }) => plan.needs,
  replan: (services, plan) =>
    replanItem(
      services,
      plan,
      resumeRefusal,
      async () =>
        (await heldRefusal(services, plan.target)) ??
        policyShortened(services, plan.target, plan.policyName, plan.plan.effects.keeps),
    ),

  subject({ kind, target, plan, policyName: policy, warnings }) {
    const view = { vm: target.vmName, vault: target.vaultName, hash: plan.hash, warnings };
    return { plan: keepsChange({ kind, ...view, policy, keeps: plan.effects.keeps }) };
  },

  ownNeeds: (plan) => atVault(plan, itemActions.write),
  byHand: { asSigned: () => true, lines: (_services, { target, policyName }) => resumeByHand(target, policyName) },
});
