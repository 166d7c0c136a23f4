import { policyRequest } from './request-kinds/create-policy.ts';
import { grantAccessRequest } from './request-kinds/grant-access.ts';
import { holdRequest } from './request-kinds/hold.ts';
import { protectRequest } from './request-kinds/protect.ts';
import { raiseRequest } from './request-kinds/raise-retention.ts';
import { resumeProtectionRequest } from './request-kinds/resume-protection.ts';
import { resumeShorterRequest } from './request-kinds/resume-shorter.ts';
import { stopProtectionRequest } from './request-kinds/stop-protection.ts';
import { undeleteRequest } from './request-kinds/undelete.ts';
import { unholdRequest } from './request-kinds/unhold.ts';

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
