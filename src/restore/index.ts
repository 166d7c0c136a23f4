import { defineFeature } from '../chat/feature.ts';
import { confirm } from './commands/confirm.ts';
import { leftovers } from './commands/leftovers.ts';
import { points } from './commands/points.ts';
import { release } from './commands/release.ts';
import { restore, restoreFormKind } from './commands/restore.ts';
import { restoreFiles } from './commands/restore-files.ts';
import { quarantineKinds, restoreKinds } from './kinds.ts';
import { notifyLeftByStop } from './leftovers.ts';
import { notifyQuarantine } from './notify-quarantine.ts';
import { endOff, endQuarantine } from './quarantine-ended.ts';
import { notifySecondJobs } from './second-jobs.ts';
import { showScreen } from './show-screen.ts';
import { adeExtensionStep, applyAdeSettingsStep } from './steps/ade.ts';
import { deployVmStep } from './steps/deploy-vm.ts';
import {
  checkKeysStep,
  exportKeyStep,
  recoverKeysStep,
  recoverSetKeyStep,
  removeKeyCopyStep,
  removeKeyExportStep,
} from './steps/keys.ts';
import { deallocateVmStep, startVmStep } from './steps/power-vm.ts';
import {
  closeDisksStep,
  confirmOffStep,
  quarantineApartStep,
  quarantineDisksStep,
  quarantineMachineStep,
  quarantineOffStep,
} from './steps/quarantine.ts';
import { releaseMoveStep, releaseTagStep } from './steps/release.ts';
import { replaceDisksStep, restoreDisksStep, restoreVmStep, tagMadeStep } from './steps/restore-disks.ts';
import { verifyStep } from './steps/verify.ts';

export const restoreFeature = defineFeature({
  name: 'restore',
  commands: [points, restore, restoreFiles, confirm],
  forms: [restoreFormKind],
  requestKinds: restoreKinds,
  steps: {
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
  },
  timers: {
    screen: showScreen,
    'quarantine-ended': endQuarantine,
    'quarantine-off-ended': endOff,
  },
});

export const leftoversFeature = defineFeature({
  name: 'leftovers',
  commands: [leftovers],
  timers: { 'second-job': notifySecondJobs, 'left-by-stop': notifyLeftByStop },
});

export const quarantineFeature = defineFeature({
  name: 'quarantine',
  commands: [release],
  requestKinds: quarantineKinds,
  steps: {
    'release-move': releaseMoveStep,
    'release-tag': releaseTagStep,
  },
  timers: { 'quarantine-told': notifyQuarantine },
});
