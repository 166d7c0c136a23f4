import type { Target } from '../machines/inventory.ts';
import type { GatedNeed, ItemTarget, PlanTarget } from './rules/stored-parts.ts';

/** The stored part of any plan, whatever its kind: its target and the signed hash. */
export type StoredPlan = {
  /** Name of its kind. */
  kind: string;
  target: PlanTarget;
  plan: { hash: string; effects: object };
  /** Absent: it needs no approval. */
  gated?: GatedNeed | undefined;
};

/** A plan that somebody has to approve: holders of the gated action, unless the policy says otherwise. */
export type GatedPlan = StoredPlan & { gated: GatedNeed };

export function isGated(plan: StoredPlan): plan is GatedPlan {
  return plan.gated !== undefined;
}

/** The part of a protected item that a plan stores. */
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
