import { accessErrors } from './access-errors.ts';
import { approvalErrors } from './approval.ts';
import { glassErrors } from './approval-glass.ts';
import { auditErrors } from './audit-errors.ts';
import { azureErrors } from './azure-errors.ts';
import { azureFailures } from './azure-failures.ts';
import { backupErrors } from './backup-errors.ts';
import { byHandErrors } from './by-hand.ts';
import { chatErrors } from './chat-errors.ts';
import { drillErrors } from './drills-errors.ts';
import { jobsErrors } from './jobs-errors.ts';
import { kernelErrors } from './kernel-errors.ts';
import { machinesErrors } from './machines-errors.ts';
import { notificationsErrors } from './notifications-errors.ts';
import { protectionErrors } from './protection-errors.ts';
import { quarantineRoomErrors } from './quarantine.ts';
import { requestsErrors } from './requests-errors.ts';
import { memberErrors } from './requests-members.ts';
import { standingErrors } from './requests-standing.ts';
import { wouldHaveErrors } from './requests-would-have.ts';
import { restoreErrors } from './restore-errors.ts';
import { quarantineErrors } from './restore-quarantine.ts';
import { sagaErrors } from './saga-errors.ts';
import { storeErrors } from './store-errors.ts';
import { uiErrors } from './ui-errors.ts';

/** Failure codes: what happened and why, then what to do next. */
export const errors = {
  ...accessErrors,
  ...approvalErrors,
  ...auditErrors,
  ...azureErrors,
  ...backupErrors,
  ...byHandErrors,
  ...chatErrors,
  ...drillErrors,
  ...glassErrors,
  ...jobsErrors,
  ...kernelErrors,
  ...machinesErrors,
  ...memberErrors,
  ...notificationsErrors,
  ...protectionErrors,
  ...requestsErrors,
  ...quarantineErrors,
  ...quarantineRoomErrors,
  ...restoreErrors,
  ...sagaErrors,
  ...standingErrors,
  ...storeErrors,
  ...uiErrors,
  ...wouldHaveErrors,
  azure: azureFailures,
} as const;
