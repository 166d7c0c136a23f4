/**
 * Azure's messages with an error, from Microsoft's articles on failed backups and restores of VMs and from its answers.
 */
export const messages: readonly (readonly [id: string, message: string])[] = [
  ['agent-unavailable', 'VM agent is unable to communicate with the Azure Backup Service'],
  ['agent-unavailable', 'Could not communicate with the VM agent for snapshot status.'],
  ['guest-no-network', 'Snapshot operation failed due to no network connectivity on the virtual machine'],
  ['extension-operation-failed', 'VMSnapshot extension operation failed'],
  [
    'fs-freeze-failed',
    'Failed to freeze one or more mount-points of the VM to take a file-system consistent snapshot.',
  ],
  ['guest-com-plus', 'Snapshot operation failed due to COM+ error'],
  ['guest-com-plus', 'Extension installation/operation failed due to a COM+ error'],
  [
    'guest-msdtc',
    'Extension installation failed with the error "COM+ was unable to talk to the Microsoft Distributed Transaction Coordinator"',
  ],
  ['vss-writer-bad', 'Snapshot operation failed because VSS writers were in a bad state.'],
  ['vss-service-bad', 'Snapshot operation failed due to VSS (Volume Shadow Copy) service in bad state.'],
  ['extension-config-broken', 'Failure in parsing the config for the backup extension.'],
  ['extension-stuck-deleting', 'Extension state is not supportive to the backup operation'],
  ['guest-network-slow', 'Snapshot operation failed due to inadequate VM resources.'],
  [
    'drive-locked-by-bitlocker',
    'This drive is locked by BitLocker Drive Encryption. You must unlock this drive from the Control Panel.',
  ],
  [
    'guest-no-secure-network',
    'The snapshot operation failed because of failure to create a secure network communication channel.',
  ],
  [
    'guest-vc-redistributable',
    'The snapshot operation failed because of failure to install Visual C++ Redistributable for Visual Studio 2012.',
  ],
  ['vm-state-failed', 'The VM is in failed provisioning state'],
  ['restore-point-collection-full', 'The Restore Point collection max limit has reached'],
  ['vm-state-failed', 'VM is not in a state that allows backups.'],
  ['vm-state-failed', 'The VM isn’t in a state that allows backups.'],
  ['snapshot-limit', 'Snapshot operation failed as snapshot limit is exceeded for some of the disks attached'],
  ['vm-missing', 'Could not perform the operation as VM no longer exists.'],
  ['vm-missing', "Virtual machine doesn't exist."],
  [
    'premium-storage-full',
    'Could not copy the snapshot of the virtual machine, due to insufficient free space in the storage account',
  ],
  ['vm-offline', 'Failed to install Microsoft Recovery Services extension as virtual machine  is not running'],
  ['transfer-slow', 'Copying backed up data from vault timed out'],
  ['backup-internal-failure', 'Backup failed with an internal error - Please retry the operation in a few minutes'],
  ['backup-in-progress', 'Unable to initiate backup as another backup operation is currently in progress'],
  [
    'key-vault-permissions',
    'Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted Virtual Machines.',
  ],
  [
    'leaves-trusted-launch',
    'Backup cannot be configured for the VM which has migrated from Trusted Launch mode to non Trusted Launch mode.',
  ],
  ['disk-too-large', 'The configured disk size(s) is currently not supported by Azure Backup.'],
  ['size-not-available', 'VM creation failed as VM size selected is not available.'],
  ['marketplace-vm', 'VM creation failed due to Market Place purchase request being not present.'],
  [
    'snapshot-gone',
    'Restore failed because the snapshot of the VM was not found. The snapshot could have been deleted, please check.',
  ],
  ['disallowed-by-policy', 'An invalid policy is configured on the VM which is preventing Snapshot operation.'],
  [
    'staging-in-other-region',
    'The Recovery Services vault and target storage account are in two different regions: Make sure the storage account specified in the restore operation is in the same Azure region as your Recovery Services vault.',
  ],
  [
    'staging-type-unsupported',
    "The storage account specified for the restore operation isn't supported: Only Basic or Standard storage accounts are supported.",
  ],
  ['staging-not-online', "The type of storage account specified for the restore operation isn't online."],
  [
    'resource-group-quota',
    'The resource group quota has been reached: Delete some resource groups from the Azure portal.',
  ],
  ['subnet-gone', "The selected subnet doesn't exist: Select a subnet that exists."],
  ['backup-not-authorised', "The Backup service doesn't have authorization to access resources in your subscription."],
  ['job-past-cancelling', "Cancellation isn't supported for this job type: Wait until the job finishes."],
  ['job-past-cancelling', 'The job is not in a cancellable state.'],
  ['job-past-cancelling', "The selected job isn't in a cancelable state: Wait for the job to finish."],
  [
    'job-not-in-progress',
    "Backup can't cancel the job because it isn't in progress: Cancellation is supported only for jobs in progress.",
  ],
  ['cancel-failed', 'Backup failed to cancel the job: Wait until the job finishes.'],
  ['key-vault-firewall', 'Client address is not authorized and caller is not a trusted service.'],
  [
    'key-vault-access-denied',
    "The user, group or application 'appid=…' does not have secrets get permission on key vault 'kv-prod;location=westeurope'.",
  ],
  [
    'authorisation-failed',
    "The client 'bot' with object id 'y' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/read' over scope '/subscriptions/s'.",
  ],
  [
    'subscription-throttled',
    "Number of requests for action 'Microsoft.RecoveryServices/vaults/backupJobs/read' exceeded the limit of '150' for time interval '01:00:00'. Please try again after '324' seconds.",
  ],
];
