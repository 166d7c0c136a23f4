import type { Failure } from '../kernel/errors.ts';
import type { GatedNeed, ItemTarget, PlanTarget, StoredBackup, StoredPlan } from '../requests/stored-plan.ts';
import type { KeyAccess, Wanted } from './rules/gaps.ts';
import type { GrantPlan } from './rules/plan-grant.ts';
import type {
  Planned,
  PolicyEffects,
  ProtectEffects,
  ResumeEffects,
  StopEffects,
  UndeleteEffects,
} from './rules/plans.ts';

/** Its `vmName` is the policy's name: what lists of requests show. */
export type StoredPolicy = { kind: 'policy'; target: PlanTarget; plan: Planned<PolicyEffects> };

type WithPolicy = { policyId: string; policyName: string; warnings: Failure[] };

export type StoredProtect = { kind: 'protect'; target: ItemTarget; plan: Planned<ProtectEffects> } & WithPolicy;

export type StoredResume = {
  kind: 'resume-protection';
  target: ItemTarget;
  plan: Planned<ResumeEffects>;
} & WithPolicy;

export type StoredStop = {
  kind: 'stop-protection';
  target: ItemTarget;
  plan: Planned<StopEffects>;
  gated: GatedNeed;
  warnings: Failure[];
};

export type StoredUndelete = { kind: 'undelete'; target: ItemTarget; plan: Planned<UndeleteEffects>; gated: GatedNeed };

export type StoredGrant = {
  kind: 'grant-access';
  /** Of what waits for it; without that, its vault is the machine's, or '' where no vault protects it. */
  target: PlanTarget;
  plan: GrantPlan;
  gated: GatedNeed;
  wanted: Wanted[];
  /** Object id of Azure Backup's principal in this tenant. */
  principal: string;
  next?: StoredProtect | StoredBackup;
};

export type StoredProtection = StoredPolicy | StoredProtect | StoredResume | StoredStop | StoredUndelete | StoredGrant;

/** What is missing, if anything is. */
export function gapsOf(access: KeyAccess): Wanted[] {
  return access.kind === 'lacking' ? access.gaps : [];
}

/** For what waits for keys; undefined for a request of another kind. */
export function asGrant(plan: StoredPlan | undefined): StoredGrant | undefined {
  return plan?.kind === 'grant-access' ? (plan as StoredGrant) : undefined;
}
