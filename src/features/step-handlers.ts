import { backupStep } from '../backup/steps/backup.ts';
import {
  confirmGoneStep,
  removeDisksStep,
  removeFilesStep,
  removeNicStep,
  removeVmStep,
  stopCopyStep,
} from '../drills/steps/clean-up.ts';
import { drillProbeStep } from '../drills/steps/drill-probe.ts';
import { drillApartStep, drillKeysStep, recordDisksStep, recordMachineStep } from '../drills/steps/observe-drill.ts';
import { cancelJobStep } from '../jobs/steps/cancel-job.ts';
import { afterGrant } from '../protection/steps/after-grant.ts';
import {
  protectStep,
  resumeProtectionStep,
  resumeShorterStep,
  stopProtectionStep,
  undeleteStep,
} from '../protection/steps/change-item.ts';
import { createPolicyStep } from '../protection/steps/create-policy.ts';
import { grantAccessStep, verifyAccessStep } from '../protection/steps/grant-access.ts';
import { holdPolicyStep, holdRaiseStep, holdStopStep, unholdStep } from '../protection/steps/hold.ts';
import { raisePolicyStep, raiseRetentionStep } from '../protection/steps/raise-retention.ts';
import { releaseMoveStep, releaseTagStep } from '../quarantine/steps/release.ts';
import { adeExtensionStep } from '../restore/steps/ade-extension.ts';
import { applyAdeSettingsStep } from '../restore/steps/apply-ade-settings.ts';
import { checkKeysStep } from '../restore/steps/check-keys.ts';
import { deployVmStep } from '../restore/steps/deploy-vm.ts';
import { exportKeyStep } from '../restore/steps/export-key.ts';
import { deallocateVmStep, startVmStep } from '../restore/steps/power-vm.ts';
import {
  closeDisksStep,
  confirmOffStep,
  quarantineApartStep,
  quarantineDisksStep,
  quarantineMachineStep,
  quarantineOffStep,
} from '../restore/steps/quarantine.ts';
import { recoverKeysStep } from '../restore/steps/recover-keys.ts';
import { recoverSetKeyStep } from '../restore/steps/recover-set-key.ts';
import { removeKeyCopyStep, removeKeyExportStep } from '../restore/steps/remove-key-copy.ts';
import { replaceDisksStep, restoreDisksStep, restoreVmStep } from '../restore/steps/restore-disks.ts';
import { tagMadeStep } from '../restore/steps/tag-made.ts';
import { verifyStep } from '../restore/steps/verify.ts';
import type { StepHandler } from '../saga/step-handler.ts';
import type { StepKindName } from './request-kinds.ts';

/** What carries out each kind of step. */
export const stepHandlers: Readonly<Record<StepKindName, StepHandler>> = {
  'export-key': exportKeyStep,
  'recover-set-key': recoverSetKeyStep,
  'remove-key-export': removeKeyExportStep,
  'restore-disks': restoreDisksStep,
  'restore-vm': restoreVmStep,
  'replace-disks': replaceDisksStep,
  'tag-made': tagMadeStep,
  'check-keys': checkKeysStep,
  'recover-keys': recoverKeysStep,
  'apply-ade-settings': applyAdeSettingsStep,
  'deploy-vm': deployVmStep,
  'ade-extension': adeExtensionStep,
  verify: verifyStep,
  'remove-key-copy': removeKeyCopyStep,
  'deallocate-vm': deallocateVmStep,
  'start-vm': startVmStep,
  'quarantine-record-disks': quarantineDisksStep,
  'quarantine-close-disks': closeDisksStep,
  'quarantine-record-machine': quarantineMachineStep,
  'quarantine-apart': quarantineApartStep,
  'quarantine-off': quarantineOffStep,
  'quarantine-off-confirm': confirmOffStep,
  'release-move': releaseMoveStep,
  'release-tag': releaseTagStep,
  'drill-record-disks': recordDisksStep,
  'drill-record-machine': recordMachineStep,
  'drill-keys': drillKeysStep,
  'drill-apart': drillApartStep,
  'drill-probe': drillProbeStep,
  'drill-remove-vm': removeVmStep,
  'drill-stop': stopCopyStep,
  'drill-remove-nic': removeNicStep,
  'drill-remove-disks': removeDisksStep,
  'drill-remove-files': removeFilesStep,
  'drill-confirm': confirmGoneStep,
  backup: afterGrant(backupStep),
  'cancel-job': cancelJobStep,
  'create-policy': createPolicyStep,
  protect: afterGrant(protectStep),
  'resume-protection': resumeProtectionStep,
  'resume-shorter': resumeShorterStep,
  'stop-protection': stopProtectionStep,
  undelete: undeleteStep,
  'hold-policy': holdPolicyStep,
  'hold-raise': holdRaiseStep,
  'hold-stop': holdStopStep,
  unhold: unholdStep,
  'raise-policy': raisePolicyStep,
  'raise-retention': raiseRetentionStep,
  'grant-access': grantAccessStep,
  'verify-access': verifyAccessStep,
};
