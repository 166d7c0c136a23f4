import type { StepRow } from '../store/steps.ts';
import { adeExtension } from './ade-extension.ts';
import { applyAdeSettings } from './apply-ade-settings.ts';
import { backup } from './backup.ts';
import { cancelJob } from './cancel-job.ts';
import { checkKeys } from './check-keys.ts';
import { deployVm } from './deploy-vm.ts';
import { deallocateVm, startVm } from './power-vm.ts';
import { afterGrant } from './protection/after-grant.ts';
import { protect, resumeProtection, stopProtection, undelete } from './protection/change-item.ts';
import { createPolicy } from './protection/create-policy.ts';
import { grantAccess, verifyAccess } from './protection/grant-access.ts';
import { recoverKeys } from './recover-keys.ts';
import { removeKeyCopy } from './remove-key-copy.ts';
import { restoreDisks } from './restore-disks.ts';
import type { StepHandler } from './step-handler.ts';
import { tagMade } from './tag-made.ts';
import { verify } from './verify.ts';

const handlers: Record<string, StepHandler> = {
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

/** @throws Error for a kind that this version cannot carry out. */
export function handlerOf(step: Pick<StepRow, 'id' | 'kind'>): StepHandler {
  const handler = handlers[step.kind];
  if (!handler) throw new Error(`step ${step.id} is of unknown kind ${step.kind}`);
  return handler;
}
