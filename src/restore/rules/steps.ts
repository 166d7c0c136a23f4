import { actions } from '../../access/rules/actions.ts';
import { resourceGroupIdOf } from '../../kernel/arm-id.ts';
import type { Need } from '../../kernel/permissions.ts';
import { needsAdeSettings } from './ade-limits.ts';
import { adeSettingsStep } from './ade-settings-step.ts';
import type { PlannedMode } from './body.ts';
import { keepSigned, signedStep } from './keep-signed.ts';
import { type PlanStep, type RestoreChoice, type RestoreFacts, withoutAdded } from './plan.ts';
import { planVerifyStep, rebuildSteps } from './rebuild-steps.ts';
import { dataDiskSets } from './secured-details.ts';
import { bringKeyBackSteps, removeExportSteps } from './set-key-steps.ts';
import type { TieredTarget } from './target.ts';

const kinds = {
  disks: 'restore-disks',
  rebuild: 'restore-disks',
  'new-vm': 'restore-vm',
  replace: 'replace-disks',
} as const;

/** The ordered steps of a plan. The restore itself comes first; the saga's later steps follow it. */
export function planSteps(
  facts: RestoreFacts,
  choice: RestoreChoice,
  mode: PlannedMode,
  target: TieredTarget,
): PlanStep[] {
  const restore: PlanStep = {
    kind: kinds[mode],
    action: actions.restore,
    scope: facts.vault.id,
    conditional: false,
    byHand: false,
    carrier: 'requester',
    needs: restoreNeeds(facts, choice, mode, target),
    keyNeeds: [],
  };
  const tagged = [...bringKeyBackSteps(facts), restore, ...tagSteps(mode, target)];
  const planned = [...tagged, ...laterSteps(facts, choice, mode, target), ...removeExportSteps(facts)];
  return withoutAdded(planned, facts.signedSteps);
}

function laterSteps(facts: RestoreFacts, choice: RestoreChoice, mode: PlannedMode, target: TieredTarget): PlanStep[] {
  if (mode === 'rebuild') return rebuildSteps(facts, choice, target);
  if (mode !== 'disks') return [planVerifyStep(facts, target)];
  const writes = facts.restoredWith ? signedStep(facts, 'apply-ade-settings') : needsAdeSettings(facts);
  return writes ? [keepSigned(facts, adeSettingsStep(facts, target))] : [];
}

/** Disks that replace others are the machine's own from then on, and files have no tags. */
function tagSteps(mode: PlannedMode, { form, resourceGroupId }: TieredTarget): PlanStep[] {
  if (mode === 'replace' || (mode === 'disks' && form === 'vhd')) return [];
  const one = { kind: 'tag-made', action: actions.writeDisk, scope: resourceGroupId } as const;
  return [{ ...one, conditional: true, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] }];
}

function restoreNeeds(facts: RestoreFacts, choice: RestoreChoice, mode: PlannedMode, target: TieredTarget): Need[] {
  const needs: Need[] = [{ action: actions.writeStaging, scope: facts.profile.stagingStorageAccountId }];
  // A VM that is gone has no scope left to hold a role at.
  if (facts.vm !== undefined) needs.push({ action: actions.writeVm, scope: facts.vm.id });
  if (mode === 'replace') {
    needs.push({ action: actions.writeDisk, scope: resourceGroupIdOf(facts.item.vmId) });
  } else if (mode === 'new-vm' || target.form === 'managed') {
    needs.push({ action: actions.writeDisk, scope: target.resourceGroupId });
  }
  if (mode === 'new-vm') {
    needs.push({ action: actions.writeVm, scope: target.resourceGroupId });
    needs.push({ action: actions.writeInterface, scope: target.resourceGroupId });
    if (target.subnetId !== undefined) needs.push({ action: actions.joinSubnet, scope: target.subnetId });
  }
  const sets = [choice.diskEncryptionSetId ?? [], dataDiskSets(facts, choice).map((one) => one.diskEncryptionSetId)];
  for (const scope of new Set(sets.flat())) needs.push({ action: actions.readSet, scope });
  return needs;
}
