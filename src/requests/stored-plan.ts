import type { Target } from '../machines/inventory.ts';
import type { GatedNeed, ItemTarget, PlanTarget } from './rules/stored-parts.ts';

/** What is kept of the plan of any request, whatever its kind: what it is about and the hash that was signed. */
export type StoredPlan = {
  /** Name of its descriptor. */
  kind: string;
  target: PlanTarget;
  plan: { hash: string; effects: object };
  /** Absent: nobody else has to agree. */
  gated?: GatedNeed | undefined;
};

/** A plan that somebody else has to agree to: who holds the gated action decides, unless the policy says otherwise. */
export type GatedPlan = StoredPlan & { gated: GatedNeed };

export function isGated(plan: StoredPlan): plan is GatedPlan {
  return plan.gated !== undefined;
}

/** What a plan keeps of a protected item that was found. */
export function itemTarget({ vault, item }: Target): ItemTarget {
  return {
    vaultId: vault.id,
    vaultName: vault.name,
    itemId: item.id,
    itemName: item.itemName,
    containerName: item.containerName,
    vmId: item.vmId,
    vmName: item.vmName,
  };
}
