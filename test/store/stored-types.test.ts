import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { z } from 'zod/v4';
import type { CancelPlan, StoredCancel } from '../../src/jobs/request-kinds/cancel-job.ts';
import type { PolicyFacts } from '../../src/kernel/backup-policy.ts';
import type { RecoveryPointFacts } from '../../src/kernel/facts.ts';
import type { ProtectForm } from '../../src/protection/protect-forms.ts';
import type { BackupPlan } from '../../src/protection/rules/backup.ts';
import type { GrantPlan } from '../../src/protection/rules/plan-grant.ts';
import type {
  HoldEffects,
  Planned,
  PolicyEffects,
  ProtectEffects,
  RaiseEffects,
  ResumeEffects,
  ResumeShorterEffects,
  StopEffects,
  UndeleteEffects,
  UnholdEffects,
} from '../../src/protection/rules/plans.ts';
import type { StoredBackup } from '../../src/protection/rules/stored-parts.ts';
import type {
  StoredGrant,
  StoredHold,
  StoredPolicy,
  StoredProtect,
  StoredRaise,
  StoredResume,
  StoredResumeShorter,
  StoredStop,
  StoredUndelete,
  StoredUnhold,
} from '../../src/protection/stored.ts';
import type { AddendumContent, Deviation } from '../../src/requests/rules/addendum.ts';
import type { Requirement } from '../../src/requests/rules/approval-policy.ts';
import type { RestoreForm } from '../../src/restore/restore-forms.ts';
import type { Choices } from '../../src/restore/rules/offers.ts';
import type { RestoreChoice, RestorePlan } from '../../src/restore/rules/plan.ts';
import type { RestoreInput } from '../../src/restore/rules/restore-kinds.ts';
import type { StoredRestore } from '../../src/restore/stored-restore.ts';
import type {
  Approvers,
  BreakGlassUse,
  storedApprovers,
  storedBreakGlass,
  storedRequirement,
} from '../../src/store/rules/decision.ts';

/** Paths of a value's members: `steps.kind`. */
type Paths<Value> = Value extends Date | string | number | boolean | null | undefined
  ? never
  : Value extends readonly (infer Item)[]
    ? Paths<Item>
    : { [Name in keyof Value & string]: Name | `${Name}.${Paths<Value[Name]>}` }[keyof Value & string];

/** Members that are made but missing in the schema: TypeScript reports them because the value below would lack them. */
type Dropped<Made, Kept> = Record<Exclude<Paths<Made>, Paths<Kept>>, 'the schema drops it'>;

const plans: Dropped<RestorePlan, StoredRestore['plan']> &
  Dropped<RestoreChoice, StoredRestore['choice']> &
  Dropped<RecoveryPointFacts, StoredRestore['point']> &
  Dropped<BackupPlan, StoredBackup['plan']> &
  Dropped<CancelPlan, StoredCancel['plan']> &
  Dropped<Planned<PolicyEffects>, StoredPolicy['plan']> &
  Dropped<Planned<ProtectEffects>, StoredProtect['plan']> &
  Dropped<Planned<ResumeEffects>, StoredResume['plan']> &
  Dropped<Planned<ResumeShorterEffects>, StoredResumeShorter['plan']> &
  Dropped<Planned<StopEffects>, StoredStop['plan']> &
  Dropped<Planned<UndeleteEffects>, StoredUndelete['plan']> &
  Dropped<Planned<HoldEffects>, StoredHold['plan']> &
  Dropped<Planned<UnholdEffects>, StoredUnhold['plan']> &
  Dropped<Planned<RaiseEffects>, StoredRaise['plan']> &
  Dropped<GrantPlan, StoredGrant['plan']> &
  Dropped<Deviation, AddendumContent['deviations'][number]> &
  Dropped<Requirement, z.infer<typeof storedRequirement.schema>> &
  Dropped<Approvers, z.infer<typeof storedApprovers.schema>> &
  Dropped<BreakGlassUse, z.infer<typeof storedBreakGlass.schema>> = {};

const forms: Dropped<Choices, RestoreForm['offers']> &
  Dropped<RestoreInput, RestoreForm['wish']> &
  Dropped<PolicyFacts, ProtectForm['policies'][number]> = {};

describe('a schema of what is stored', () => {
  it('has a place for all that the rules make: else it does not compile', () => {
    assert.deepEqual([plans, forms], [{}, {}]);
  });
});
