import type { RequestKind } from '../request-kind.ts';
import { backupRequest } from './backup.ts';
import { cancelRequest } from './cancel.ts';
import { grantAccessRequest } from './grant-access.ts';
import { policyRequest } from './policy.ts';
import { protectRequest } from './protect.ts';
import { restoreRequest } from './restore.ts';
import { resumeProtectionRequest } from './resume-protection.ts';
import { stopProtectionRequest } from './stop-protection.ts';
import { undeleteRequest } from './undelete.ts';

/** Every kind of request that can be asked for. */
export const requestKinds: readonly RequestKind[] = [
  restoreRequest,
  backupRequest,
  cancelRequest,
  policyRequest,
  protectRequest,
  resumeProtectionRequest,
  stopProtectionRequest,
  undeleteRequest,
  grantAccessRequest,
];
