import type { JobError } from './vault.ts';

/** How a backup can go wrong, as the service reports it in a job. */
export type JobFailure = {
  result: 'Failed' | 'CompletedWithWarnings';
  /** Minutes until the job gave up. */
  minutes: number;
  error: JobError;
};

function failure(
  result: JobFailure['result'],
  minutes: number,
  errorCode: number,
  errorTitle: string,
  errorString: string,
  recommendation: string,
): JobFailure {
  return { result, minutes, error: { errorCode, errorTitle, errorString, recommendations: [recommendation] } };
}

/** Numbers and titles as recorded or documented. The texts of the first and second are recorded, the others modelled. */
export const jobErrors = {
  vmNotFound: failure(
    'Failed',
    10.5,
    400136,
    'UserErrorVmNotFoundV2',
    "Virtual machine doesn't exist.",
    'Please make sure that virtual machine exists or select a different virtual machine.',
  ),
  /** The snapshot was taken, the transfer failed: the point exists in the snapshot tier only. */
  resourceNotFound: failure(
    'CompletedWithWarnings',
    41,
    320001,
    'ResourceNotFound',
    'VM no longer exists.',
    'Stop protection and keep the backup data, or create the virtual machine again with the same name.',
  ),
  agentSnapshot: failure(
    'Failed',
    22,
    400039,
    'GuestAgentSnapshotTaskStatusError',
    'Could not communicate with the VM agent for snapshot status.',
    'Ensure that the VM agent is running and up to date, then try again.',
  ),
  vmOffline: failure(
    'Failed',
    11,
    380008,
    'AzureVmOffline',
    'The backup agent on the virtual machine is offline.',
    'Start the virtual machine and try again.',
  ),
};
