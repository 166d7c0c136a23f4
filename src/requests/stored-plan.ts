import type { BackupPlan } from '../backup/rules/backup-plan.ts';
import type { CancelPlan } from '../jobs/rules/cancel-plan.ts';
import type { Failure } from '../kernel/errors.ts';
import type { RecoveryPointFacts } from '../kernel/facts.ts';
import type { Target } from '../machines/inventory.ts';
import type { Need, RestoreChoice, RestorePlan } from '../restore/rules/plan.ts';
import type { PlanView } from './cards/plan-view.ts';

/** What a request is about, enough to find it again in Azure. */
export type PlanTarget = { vaultId: string; vaultName: string; containerName: string; vmId: string; vmName: string };

/** A protected item besides. */
export type ItemTarget = PlanTarget & { itemId: string; itemName: string };

/** As it is kept: what was signed, what it was made from, and how people read it. */
export type StoredRestore = {
  kind: 'restore';
  target: ItemTarget & {
    /** ARM id of the recovery point. */
    pointId: string;
    pointName: string;
  };
  choice: RestoreChoice;
  /** As it was read for the plan: addresses of keys, never what they open. */
  point: RecoveryPointFacts;
  gated: GatedNeed;
  plan: RestorePlan;
  view: PlanView;
};

export type StoredBackup = {
  kind: 'backup';
  target: ItemTarget;
  plan: BackupPlan;
  /** Calendar days that it is kept, as they were read back. */
  days: number;
  warnings: Failure[];
};

export type StoredCancel = {
  kind: 'cancel';
  target: PlanTarget;
  plan: CancelPlan;
  job: { id: string; operation: string; requestId?: string };
};

/** What is kept of the plan of any request, whatever its kind: what it is about and the hash that was signed. */
export type StoredPlan = {
  /** Name of its descriptor. */
  kind: string;
  target: PlanTarget;
  plan: { hash: string; effects: object };
  /** Absent: nobody else has to agree. */
  gated?: GatedNeed;
};

/**
 * The action whose holders decide by default. The machine's tags may choose the rule of the approval policy; left out,
 * they are unknown and every rule that may hold must be satisfied.
 */
export type GatedNeed = Need & { tags?: Readonly<Record<string, string>> };

/** A plan that somebody else has to agree to: who holds the gated action decides, unless the policy says otherwise. */
export type GatedPlan = StoredPlan & { gated: GatedNeed };

export function isGated(plan: StoredPlan): plan is GatedPlan {
  return plan.gated !== undefined;
}

/** For what concerns restores alone; undefined for a request of another kind. */
export function asRestore(plan: StoredPlan | undefined): StoredRestore | undefined {
  return plan?.kind === 'restore' ? (plan as StoredRestore) : undefined;
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
