import { backup } from '../backup/steps/backup.ts';
import { cancelJob } from '../jobs/steps/cancel-job.ts';
import { afterGrant } from '../protection/steps/after-grant.ts';
import { protect, resumeProtection, stopProtection, undelete } from '../protection/steps/change-item.ts';
import { createPolicy } from '../protection/steps/create-policy.ts';
import { grantAccess, verifyAccess } from '../protection/steps/grant-access.ts';
import { adeExtension } from '../restore/steps/ade-extension.ts';
import { applyAdeSettings } from '../restore/steps/apply-ade-settings.ts';
import { checkKeys } from '../restore/steps/check-keys.ts';
import { deployVm } from '../restore/steps/deploy-vm.ts';
import { deallocateVm, startVm } from '../restore/steps/power-vm.ts';
import { recoverKeys } from '../restore/steps/recover-keys.ts';
import { removeKeyCopy } from '../restore/steps/remove-key-copy.ts';
import { restoreDisks } from '../restore/steps/restore-disks.ts';
import { tagMade } from '../restore/steps/tag-made.ts';
import { verify } from '../restore/steps/verify.ts';
import type { StepHandler } from '../saga/step-handler.ts';

/** What carries out each kind of step. */
export const stepHandlers: Readonly<Record<string, StepHandler>> = {
  'restore-disks': restoreDisks,
  'restore-vm': restoreDisks,
  'replace-disks': restoreDisks,
  'tag-made': tagMade,
  'check-keys': checkKeys,
  'recover-keys': recoverKeys,
  'apply-ade-settings': applyAdeSettings,
  'deploy-vm': deployVm,
  'ade-extension': adeExtension,
  verify,
  'remove-key-copy': removeKeyCopy,
  'deallocate-vm': deallocateVm,
  'start-vm': startVm,
  backup: afterGrant(backup),
  'cancel-job': cancelJob,
  'create-policy': createPolicy,
  protect: afterGrant(protect),
  'resume-protection': resumeProtection,
  'stop-protection': stopProtection,
  undelete,
  'grant-access': grantAccess,
  'verify-access': verifyAccess,
};
