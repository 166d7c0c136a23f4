import { backupRequest } from '../backup/request-kinds/backup.ts';
import { cleanUpRequest } from '../drills/request-kinds/clean-up.ts';
import { drillRequest } from '../drills/request-kinds/drill.ts';
import { definitionRequest } from '../drills/request-kinds/drill-definition.ts';
import { exceptionRequest } from '../drills/request-kinds/drill-exception.ts';
import { cancelRequest } from '../jobs/request-kinds/cancel-job.ts';
import { policyRequest } from '../protection/request-kinds/create-policy.ts';
import { grantAccessRequest } from '../protection/request-kinds/grant-access.ts';
import { holdRequest } from '../protection/request-kinds/hold.ts';
import { protectRequest } from '../protection/request-kinds/protect.ts';
import { raiseRequest } from '../protection/request-kinds/raise-retention.ts';
import { resumeProtectionRequest } from '../protection/request-kinds/resume-protection.ts';
import { resumeShorterRequest } from '../protection/request-kinds/resume-shorter.ts';
import { stopProtectionRequest } from '../protection/request-kinds/stop-protection.ts';
import { undeleteRequest } from '../protection/request-kinds/undelete.ts';
import { unholdRequest } from '../protection/request-kinds/unhold.ts';
import { releaseRequest } from '../quarantine/request-kinds/release.ts';
import type { RequestKind } from '../requests/request-kind.ts';
import { quarantineRequest } from '../restore/request-kinds/quarantine.ts';
import { quarantineOffRequest } from '../restore/request-kinds/quarantine-off.ts';
import { restoreRequest } from '../restore/request-kinds/restore.ts';

/** Every kind of request that can be asked for. */
export const requestKinds = [
  restoreRequest,
  quarantineRequest,
  quarantineOffRequest,
  releaseRequest,
  drillRequest,
  exceptionRequest,
  definitionRequest,
  cleanUpRequest,
  backupRequest,
  cancelRequest,
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
] as const satisfies readonly RequestKind[];

/** Every kind of step that a request can have. */
export type StepKindName = (typeof requestKinds)[number]['stepKinds'][number];
