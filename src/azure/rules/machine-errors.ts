import type { CatalogueEntry } from './entry.ts';

/** Errors of the machine, its disks and snapshots during a backup. */
export const machineKnownErrors = [
  {
    id: 'restore-point-collection-full',
    titles: ['UserErrorRpCollectionLimitReached'],
    message: /restore point collection max limit (has )?(been )?reached/i,
    retry: 'after-fix',
  },
  {
    id: 'compute-reported-user-error',
    titles: ['UserErrorCrpReportedUserError', 'VMRestorePointClientError'],
    numbers: [400349],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'source-not-present',
    titles: ['UserErrorBcmDatasourceNotPresent'],
    retry: 'after-fix',
    mend: 'protection resume',
  },
  {
    id: 'vm-state-failed',
    titles: ['UserErrorVmNotInDesirableState', 'UserErrorVmProvisioningStateFailed'],
    message: /VM (isn't|is not) in a state that allows backups|VM is in (a )?failed provisioning state/i,
    retry: 'after-fix',
    mend: 'vm',
  },
  {
    id: 'vm-not-in-stable-state',
    titles: ['VmNotInDesirableState'],
    retry: 'later',
    mend: 'vm',
  },
  {
    id: 'vm-group-gone',
    titles: ['UserErrorResourceGroupNotFound'],
    numbers: [400141],
    retry: 'no',
    mend: 'protection stop',
  },
  {
    id: 'restore-point-collection-deleted',
    titles: ['UserErrorRpCollectionDeleted'],
    numbers: [400288],
    retry: 'later',
    mend: 'backup',
  },
  {
    id: 'snapshot-limit',
    titles: ['ExtensionFailedSnapshotLimitReachedError'],
    message: /snapshot limit is exceeded for some of the disks/i,
    retry: 'after-fix',
  },
  {
    id: 'vm-missing',
    titles: ['UserErrorVmNotFoundV2', 'BCMV2VMNotFound', 'ResourceNotFound'],
    numbers: [400136, 400094, 320001],
    message:
      /virtual machine (doesn't|does not) exist|could(n't| not) perform the operation as (the )?VM no longer exists/i,
    retry: 'no',
    mend: 'protection stop',
  },
  {
    id: 'premium-storage-full',
    titles: ['UserErrorBCMPremiumStorageQuotaError'],
    message: /insufficient free space in the storage account/i,
    retry: 'after-fix',
  },
  {
    id: 'vm-offline',
    titles: ['AzureVmOffline'],
    numbers: [380008],
    message: /failed to install .{0,40}extension as virtual machine\s+(isn't|is not) running/i,
    retry: 'later',
    mend: 'vm',
  },
  { id: 'restore-point-in-use', titles: ['DiskRestorePointUsedByCustomer'], retry: 'after-fix' },
  { id: 'operation-not-allowed', titles: ['OperationNotAllowed'], retry: 'later' },
  {
    id: 'compute-failed',
    titles: ['InternalExecutionError', 'AllocationFailed', 'OSProvisioningClientError'],
    retry: 'later',
    mend: 'retry',
  },
] as const satisfies readonly CatalogueEntry[];
