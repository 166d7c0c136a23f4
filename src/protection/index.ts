import { defineFeature } from '../chat/feature.ts';
import { backup, backupFormKind } from './commands/backup.ts';
import { hold, retentionRaise, unhold } from './commands/hold.ts';
import { policies } from './commands/policies.ts';
import { policyFormKind, policyNew } from './commands/policy-new.ts';
import { protect, protectFormKind } from './commands/protect.ts';
import { protectionResume, protectionStop, undelete } from './commands/protection.ts';
import { vault } from './commands/vault.ts';
import { backupKinds, protectionKinds } from './kinds.ts';
import { backupStep } from './request-kinds/backup.ts';
import { createPolicyStep } from './request-kinds/create-policy.ts';
import {
  protectStep,
  raisePolicyStep,
  raiseRetentionStep,
  resumeProtectionStep,
  resumeShorterStep,
  stopProtectionStep,
  undeleteStep,
} from './steps/change-item.ts';
import { afterGrant, grantAccessStep, verifyAccessStep } from './steps/grant-access.ts';
import { holdPolicyStep, holdRaiseStep, holdStopStep, unholdStep } from './steps/hold.ts';

export const protectionFeature = defineFeature({
  name: 'protection',
  commands: [
    vault,
    policies,
    policyNew,
    protect,
    protectionStop,
    protectionResume,
    undelete,
    hold,
    unhold,
    retentionRaise,
  ],
  forms: [policyFormKind, protectFormKind],
  requestKinds: protectionKinds,
  steps: {
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
  },
});

export const backupFeature = defineFeature({
  name: 'backup',
  commands: [backup],
  forms: [backupFormKind],
  requestKinds: backupKinds,
  steps: { backup: afterGrant(backupStep) },
});
