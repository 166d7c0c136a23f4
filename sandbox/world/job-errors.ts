import type { JobError } from './vault.ts';

/** A failure of a backup, as the service reports it in a job. */
export type JobFailure = {
  result: 'Failed' | 'CompletedWithWarnings';
  /** Minutes until the job failed. */
  minutes: number;
  error: JobError;
  /** The task is marked failed, as in three of five recorded jobs; the others stay "InProgress" for ever. */
  taskFails?: boolean;
};

function failure(
  result: JobFailure['result'],
  minutes: number,
  errorCode: number | undefined,
  errorTitle: string,
  errorString: string,
  recommendation: string,
): JobFailure {
  const error = { ...(errorCode !== undefined && { errorCode }), errorTitle, errorString };
  const taskFails = errorTitle !== 'UserErrorVmNotFoundV2';
  return { result, minutes, error: { ...error, recommendations: [recommendation] }, taskFails };
}

/**
 * Numbers and titles as recorded or documented; without a number if none is known. Recorded: the texts of the first and
 * second, and the addresses in the advice of the first three (2016 to 2021, that of the third in 2026), which people
 * need with their query. All other words are modelled.
 */
export const jobErrors = {
  vmNotFound: failure(
    'Failed',
    10.5,
    400136,
    'UserErrorVmNotFoundV2',
    "Virtual machine doesn't exist.",
    'Please make sure that virtual machine exists or select a different virtual machine. For more information, see http://aka.ms/UserErrorVmNotFoundV2.',
  ),
  /** The snapshot was taken and the transfer failed, so the point exists in the snapshot tier only. */
  resourceNotFound: failure(
    'CompletedWithWarnings',
    41,
    320001,
    'ResourceNotFound',
    'Could not perform the operation as VM no longer exists.',
    'Stop protection and keep the backup data, or create the virtual machine again with the same name (http://go.microsoft.com/fwlink/?LinkId=808124).',
  ),
  agentSnapshot: failure(
    'Failed',
    22,
    400039,
    'GuestAgentSnapshotTaskStatusError',
    'Could not communicate with the VM agent for snapshot status.',
    'Ensure that the VM agent is running and up to date, then try again. See http://go.microsoft.com/fwlink/?LinkId=800034.',
  ),
  vmOffline: failure(
    'Failed',
    11,
    380008,
    'AzureVmOffline',
    'The backup agent on the virtual machine is offline.',
    'Start the virtual machine and try again.',
  ),
  agentUnavailable: failure(
    'Failed',
    22,
    undefined,
    'UserErrorGuestAgentStatusUnavailable',
    'The VM agent is unable to communicate with the Azure Backup service.',
    'Ensure that the VM agent is running, has network access and is up to date, then try again.',
  ),
  keyVaultPermissions: failure(
    'Failed',
    3,
    undefined,
    'UserErrorKeyVaultPermissionsNotConfigured',
    'Azure Backup does not have sufficient permissions on the key vault to back up encrypted virtual machines.',
    'Grant Azure Backup get, list and backup on the secrets (and keys) of the key vault, then try again.',
  ),
  unsupportedDiskSize: failure(
    'Failed',
    3,
    undefined,
    'UserErrorUnsupportedDiskSize',
    'The virtual machine has a disk that is larger than Azure Backup supports for encrypted disks (4 TB).',
    'Remove the disk or make it smaller, then try again.',
  ),
  /** The service's answer to a missing key is unknown; the title is that of an unspecified failure. */
  keyMissing: failure(
    'Failed',
    5,
    undefined,
    'BackUpOperationFailed',
    'The backup operation failed: the secret or key of an encrypted disk could not be read from the key vault.',
    'Recover or restore the secret and the key, then try again.',
  ),
};
