import { backupRequest } from './request-kinds/backup.ts';
import { policyRequest } from './request-kinds/create-policy.ts';
import { grantAccessRequest } from './request-kinds/grant-access.ts';
import { holdRequest, unholdRequest } from './request-kinds/hold.ts';
import { protectRequest, stopProtectionRequest, undeleteRequest } from './request-kinds/protect.ts';
import { raiseRequest } from './request-kinds/raise-retention.ts';
import { resumeProtectionRequest, resumeShorterRequest } from './request-kinds/resume.ts';

export const protectionKinds = [
  policyRequest,
  protectRequest,
  resumeProtectionRequest,
  resumeShorterRequest,
  stopProtectionRequest,
  undeleteRequest,
  holdRequest,
  unholdRequest,
  raiseRequest,
  grantAccessRequest,
] as const;

export const backupKinds = [backupRequest] as const;
