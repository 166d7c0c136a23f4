import { actions, hsmActions, recoveryActions } from '../../access/rules/actions.ts';
import { resourceGroupIdOf } from '../../kernel/arm-id.ts';
import { isHsmKey } from '../../kernel/keys.ts';
import type { Need } from '../../kernel/permissions.ts';
import { dataDiskSets, hasSetKey, scopeOfSetKey } from './keys.ts';
import {
  findStanding,
  type KeyNeed,
  type PlanEffects,
  type PlanStep,
  type RestoreChoice,
  type RestoreFacts,
  withoutAdded,
} from './plan.ts';
import type { PlannedMode, TieredTarget } from './target.ts';
import { needsAdeSettings } from './warnings.ts';

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
  const tagged = [...keyRecoverySteps(facts), restore, ...tagSteps(mode, target)];
  const planned = [...tagged, ...laterSteps(facts, choice, mode, target), ...removeExportSteps(facts)];
  return withoutAdded(planned, facts);
}

function laterSteps(facts: RestoreFacts, choice: RestoreChoice, mode: PlannedMode, target: TieredTarget): PlanStep[] {
  if (mode === 'rebuild') return rebuildSteps(facts, choice, target);
  if (mode !== 'disks') return [planVerifyStep(facts, target)];
  const writes = findStanding(facts) ? signedStep(facts, 'apply-ade-settings') : needsAdeSettings(facts);
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

/**
 * Steps from restored disks to a running machine; those about keys only where Azure Disk Encryption is not ruled out.
 */
export function rebuildSteps(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): PlanStep[] {
  const encrypted = facts.encryption.ade.value !== 'no';
  return [
    ...(encrypted
      ? [
          checkKeysStep(facts),
          ...(facts.profile.leavesKeys ? [] : [keepSigned(facts, recoverKeysStep(facts))]),
          keepSigned(facts, adeSettingsStep(facts, target)),
        ]
      : []),
    deployStep(facts, target, encrypted),
    ...(encrypted ? extensionSteps(facts, choice, target) : []),
    planVerifyStep(facts, target),
    ...(encrypted ? [removeCopyStep(facts)] : []),
  ];
}

const plain = { conditional: false, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] } as const;

/** The step only looks: anybody who may restore the machine may know whether it will unlock. */
function checkKeysStep(facts: RestoreFacts): PlanStep {
  return step('check-keys', actions.restore, facts.vault.id);
}

function recoverKeysStep(facts: RestoreFacts): PlanStep {
  const [first = vaultSubscription(facts), ...others] = keyVaultsOf(facts);
  const { setSecret, ...further } = recoveryActions;
  const data = (action: string, scope: string): KeyNeed => ({ action, scope, plane: 'data' });
  return {
    ...step('recover-keys', setSecret, first),
    conditional: true,
    carrier: 'key-holder',
    keyNeeds: [
      data(setSecret, first),
      ...Object.values(further).map((action) => data(action, first)),
      ...others.flatMap((scope) => Object.values(recoveryActions).map((action) => data(action, scope))),
    ],
  };
}

function deployStep(facts: RestoreFacts, target: TieredTarget, encrypted: boolean): PlanStep {
  const group = target.resourceGroupId;
  return {
    ...step('deploy-vm', actions.deploy, group),
    needs: [
      { action: actions.writeVm, scope: group },
      { action: actions.writeInterface, scope: group },
      { action: actions.joinInterface, scope: group },
      ...(target.subnetId === undefined ? [] : [{ action: actions.joinSubnet, scope: target.subnetId }]),
    ],
    keyNeeds: encrypted
      ? keyVaultsOf(facts).map((scope) => ({ action: actions.deployKeys, scope, plane: 'control' as const }))
      : [],
  };
}

/** Linux unlocks and mounts its data disks only with it; Windows does without unless it is asked for. */
function extensionSteps(facts: RestoreFacts, choice: RestoreChoice, target: TieredTarget): PlanStep[] {
  const { osType } = facts.point;
  if (osType === 'Windows' && choice.adeExtension !== true) return [];
  return [
    keepSigned(facts, {
      ...step('ade-extension', actions.writeExtension, target.resourceGroupId),
      conditional: osType === 'unknown' && choice.adeExtension !== true,
      // Dual pass wants the secret of an Entra application, which nobody should give to a bot.
      byHand: facts.encryption.ade.pass === 'dual',
    }),
  ];
}

/** Deletes what this restore left, with the right that the restore itself takes there. */
function removeCopyStep(facts: RestoreFacts): PlanStep {
  const scope = facts.profile.stagingStorageAccountId;
  return { ...step('remove-key-copy', actions.writeStaging, scope), conditional: true };
}

/** Observes. A new machine has no scope of its own yet, so its group stands for it. */
export function planVerifyStep(facts: RestoreFacts, target: TieredTarget): PlanStep {
  const scope = facts.vm && target.vmId === facts.item.vmId ? facts.vm.id : target.resourceGroupId;
  // An original that was gone is there again once the copy is made under its id.
  return keepSigned(facts, step('verify', actions.readVm, scope));
}

/** The key vaults by the point, or by what the machine's disks record. Never by the instance view, which forgets. */
function keyVaultsOf({ encryption: { ade } }: RestoreFacts): string[] {
  const keys = ade.keysAtPoint ? [ade.keysAtPoint] : ade.keysOnRecord;
  const ids = keys.flatMap(({ bek, kek }) => [bek.keyVaultId, ...(kek ? [kek.keyVaultId] : [])]);
  return [...new Map(ids.filter((id) => id !== '').map((id) => [id.toLowerCase(), id])).values()];
}

/** The whole subscription is the scope where no key vault is known before the restore. */
function vaultSubscription({ vault }: RestoreFacts): string {
  return `/subscriptions/${vault.subscriptionId}`;
}

function step(kind: PlanStep['kind'], action: string, scope: string): PlanStep {
  return { kind, action, scope, ...plain, needs: [], keyNeeds: [] };
}

const ifGone = { conditional: true, byHand: false, carrier: 'requester', needs: [], keyNeeds: [] } as const;

/**
 * Steps before the restore of a confidential machine with a customer's key: where that is gone, a restore that fails on
 * purpose brings it out (documented), it is put back, and its copy deleted.
 */
export function keyRecoverySteps(facts: RestoreFacts): PlanStep[] {
  if (!takesKeySteps(facts) || facts.profile.leavesKeys) return [];
  const scope = scopeOfSetKey(facts);
  const { restoreKey, recoverKey } = isHsmKey(scope) ? hsmActions : recoveryActions;
  const need = (action: string): KeyNeed => ({ action, scope, plane: 'data' });
  return [
    { ...ifGone, kind: 'export-key', action: actions.restore, scope: facts.vault.id, needs: [], keyNeeds: [] },
    {
      ...ifGone,
      kind: 'recover-set-key',
      action: restoreKey,
      scope,
      carrier: 'key-holder',
      needs: [],
      // Either right may be needed; which of them is known only when the step runs.
      keyNeeds: [need(restoreKey), need(recoverKey)],
    },
    {
      ...ifGone,
      kind: 'remove-key-export',
      action: actions.writeStaging,
      scope: facts.profile.stagingStorageAccountId,
      needs: [],
      keyNeeds: [],
    },
  ];
}

/** A restore brings the key out even where it does not fail. That of ADE has a step of its own for it. */
export function removeExportSteps(facts: RestoreFacts): PlanStep[] {
  if (!takesKeySteps(facts)) return [];
  const scope = facts.profile.stagingStorageAccountId;
  return [{ ...ifGone, kind: 'remove-key-copy', action: actions.writeStaging, scope, needs: [], keyNeeds: [] }];
}

function takesKeySteps(facts: RestoreFacts): boolean {
  return facts.encryption.ade.value === 'no' && (findStanding(facts) !== undefined || hasSetKey(facts));
}

/** The step as it was signed, once the disks are out of the point or the original is gone; else undefined, or where none was. */
function signedStep(facts: RestoreFacts, kind: PlanStep['kind']): PlanEffects['steps'][number] | undefined {
  return findStanding(facts)?.steps.find((one) => one.kind === kind);
}

/** Key vaults, sizes and the pass only the original may tell, which may be deleted. */
function keepSigned(facts: RestoreFacts, one: PlanStep): PlanStep {
  const signed = signedStep(facts, one.kind);
  if (!signed) return one;
  const { scope, conditional, byHand } = signed;
  return { ...one, ...(scope !== undefined && { scope }), conditional, byHand };
}

/** The right that a step takes by itself, of whoever its carrier is. @throws Error for half of one: it must not pass for none */
export function ownRight({ action, scope }: Pick<PlanStep, 'action' | 'scope'>): Need | undefined {
  if (action === undefined && scope === undefined) return undefined;
  if (action === undefined || scope === undefined) throw new Error('a step names an action or a scope, and not both');
  return { action, scope };
}

/**
 * The right by which a restore is decided where the approval policy names nobody: that of the first step that takes
 * one.
 */
export function requireGated(steps: readonly PlanStep[]): Need {
  const first = steps.map(ownRight).find((right) => right !== undefined);
  if (!first) throw new Error('a plan without a step that takes a right');
  return first;
}

/** Steps of a quarantine besides its restore: the result is recorded, closed to export, and shown to be apart. */
export const quarantineSafeguards = {
  'quarantine-record-disks': 'follows',
  'quarantine-close-disks': 'follows',
  'quarantine-record-machine': 'follows',
  'quarantine-apart': 'left',
} as const;

export type QuarantineSafeguard = keyof typeof quarantineSafeguards;

/**
 * The settings are a property of the restored OS disk where it is managed, and metadata of the OS blob in the staging
 * account where it is a VHD file.
 */
export function adeSettingsStep(facts: RestoreFacts, target: TieredTarget): PlanStep {
  const onDisk = target.form === 'managed';
  return {
    kind: 'apply-ade-settings',
    action: onDisk ? actions.writeDisk : actions.writeStaging,
    scope: onDisk ? target.resourceGroupId : facts.profile.stagingStorageAccountId,
    // The point alone decides: what the VM shows changes when it is stopped, and the approver signs this.
    conditional: facts.encryption.ade.atPoint !== 'yes' || !needsAdeSettings(facts),
    byHand: !onDisk,
    carrier: 'requester',
    needs: [],
    keyNeeds: [],
  };
}
