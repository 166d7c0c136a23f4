import { resourceGroupIdOf } from '../arm-id.ts';
import { needsAdeSettings } from './ade-limits.ts';
import type { PlannedMode } from './body.ts';
import type { Need, PlanStep, RestoreChoice, RestoreFacts } from './plan.ts';
import type { Target } from './target.ts';

/** What sends the restore. Backup Operator and Backup Contributor hold it, Backup Reader does not. */
export const restoreAction =
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action';

/**
 * The actions that a person must hold for a restore. They are those that Microsoft names as the least for restoring
 * disks and VMs where it lists actions instead of roles.
 */
const actions = {
  restore: restoreAction,
  /** Restored disks appear in the target group. Contributor and VM Restore Operator hold it, Reader does not. */
  writeDisk: 'Microsoft.Compute/disks/write',
  /** The documented least on the staging account; Storage Account Contributor and Contributor hold it. */
  writeStaging: 'Microsoft.Storage/storageAccounts/write',
  /**
   * On the source VM: Microsoft asks for Virtual Machine Contributor there, or this action. To read a VM must not be
   * enough to obtain its disks. Also what replacing its disks and creating a new one needs at their scopes.
   */
  writeVm: 'Microsoft.Compute/virtualMachines/write',
  /** A new machine's network interface, and its place in the subnet. */
  writeInterface: 'Microsoft.Network/networkInterfaces/write',
  joinSubnet: 'Microsoft.Network/virtualNetworks/subnets/join/action',
  /** Disks are created with the set: who cannot see it in Azure cannot name it here. */
  readSet: 'Microsoft.Compute/diskEncryptionSets/read',
} as const;

/** The ordered steps of a plan. The restore itself comes first; the saga's later steps follow it. */
export function stepsOf(facts: RestoreFacts, choice: RestoreChoice, mode: PlannedMode, target: Target): PlanStep[] {
  const kinds = { disks: 'restore-disks', 'new-vm': 'restore-vm', replace: 'replace-disks' } as const;
  const restore: PlanStep = {
    kind: kinds[mode],
    action: actions.restore,
    scope: facts.vault.id,
    conditional: false,
    byHand: false,
    needs: restoreNeeds(facts, choice, mode, target),
  };
  return needsAdeSettings(facts) ? [restore, adeSettingsStep(facts, target)] : [restore];
}

/** On managed disks a property of the restored OS disk; on VHD files, metadata of the OS blob in the staging account. */
function adeSettingsStep(facts: RestoreFacts, target: Target): PlanStep {
  const onDisk = target.form === 'managed';
  return {
    kind: 'apply-ade-settings',
    action: onDisk ? actions.writeDisk : actions.writeStaging,
    scope: onDisk ? target.resourceGroupId : facts.profile.stagingStorageAccountId,
    // By the point alone: what the VM shows changes when it is stopped, and the approver signs this.
    conditional: facts.encryption.ade.atPoint !== 'yes',
    byHand: true,
    needs: [],
  };
}

function restoreNeeds(facts: RestoreFacts, choice: RestoreChoice, mode: PlannedMode, target: Target): Need[] {
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
  }
  if (target.subnetId !== undefined) needs.push({ action: actions.joinSubnet, scope: target.subnetId });
  if (choice.diskEncryptionSetId !== undefined) {
    needs.push({ action: actions.readSet, scope: choice.diskEncryptionSetId });
  }
  return needs;
}
