import type { PlanView } from '../cards/plan-view.ts';
import type { BackupPlan } from '../domain/backup-plan.ts';
import type { CancelPlan } from '../domain/cancel-plan.ts';
import type { Failure } from '../domain/errors.ts';
import type { RestoreChoice, RestorePlan } from '../domain/restore-plan/plan.ts';

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

export type StoredPlan = StoredRestore | StoredBackup | StoredCancel;

export type RequestKind = StoredPlan['kind'];

export type StoredOf<Kind extends RequestKind> = Extract<StoredPlan, { kind: Kind }>;
