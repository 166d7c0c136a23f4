/** What error codes of Azure mean and what to do. */
export const catalogueRestore = {
  'key-or-secret-gone': {
    cause: 'The key or secret of the restored disk is no longer in the key vault.',
    remedy: 'Restore key and secret from the encryption info file of the restore, then create the VM.',
  },
  'size-not-available': {
    cause: 'The VM size is not available at the target.',
    remedy: 'Choose another size, or restore the disks and create the VM from them.',
  },
  'marketplace-vm': {
    cause: 'A VM from the Marketplace cannot be created again directly from a backup.',
    remedy: 'Restore the disks, then create the VM with its Marketplace plan.',
  },
  'snapshot-gone': {
    cause: 'The snapshot of this recovery point is already deleted.',
    remedy: 'Choose a recovery point that is in the vault tier.',
  },
  'leaves-trusted-launch': {
    cause: 'The backup is of a trusted launch VM, and the target is not one.',
    remedy: 'Restore the disks, or restore to a trusted launch VM.',
  },
  'staging-in-other-region': {
    cause: 'The staging account is in another region than the vault.',
    remedy: 'Name a staging account in the region of the vault in the restore profile.',
  },
  'staging-type-unsupported': {
    cause:
      'The staging account is of a kind that Azure Backup cannot restore to (blob-only, premium block, data lake or zone-redundant).',
    remedy: 'Name a general-purpose v2 account with standard LRS or GRS storage in the restore profile.',
  },
  'staging-not-online': {
    cause: 'The staging account is not online.',
    remedy: 'Wait until it is available, or name another one in the restore profile.',
  },
  'resource-group-quota': {
    cause: 'The subscription has as many resource groups as it may have.',
    remedy: 'Delete resource groups that are not needed, or choose an existing one. Then try again.',
  },
  'subnet-gone': {
    cause: 'The chosen subnet does not exist (any more).',
    remedy: 'Choose another subnet, or mend the restore profile.',
  },
  'backup-not-authorised': {
    cause: 'Azure Backup is not allowed to use resources of this subscription.',
    remedy: 'Restore the disks and create the VM from them, or give Azure Backup the rights.',
  },
  'core-quota': {
    cause: 'The subscription has no vCPU quota left for this VM size.',
    remedy: 'Raise the quota or choose another size; restoring only the disks needs no quota.',
  },
  'no-files-from-encrypted': {
    cause: 'Single files cannot be restored from a VM encrypted with Azure Disk Encryption.',
    remedy: 'Restore the disks and copy the files from them.',
  },
  'job-type-not-cancellable': {
    cause: 'Jobs of this kind cannot be cancelled; only backup and restore jobs can.',
    remedy: 'Wait until the job has ended.',
  },
  'job-past-cancelling': {
    cause: 'The job is past the point at which it could be cancelled.',
    remedy: 'Wait until the job has ended.',
  },
  'job-not-in-progress': {
    cause: 'The job is not running any more, so there is nothing to cancel.',
    remedy: 'Look at the job: it has already ended.',
  },
  'cancel-failed': { cause: 'Azure could not cancel the job just now.', remedy: 'Wait a few minutes and try again.' },
  'disallowed-by-policy': {
    cause:
      'An Azure Policy forbids what Azure Backup has to create here (snapshots, its resource group, restored disks).',
    remedy: 'Exempt the backup resource group and the target group from that policy, then try again.',
  },
  'recovery-services-throttled': {
    cause: 'Too many calls of this kind were made to Azure Backup in this subscription within the hour.',
    remedy: 'Strongroom waits as long as Azure says and goes on by itself.',
  },
  'subscription-throttled': {
    cause: 'Too many calls were made to Azure in this subscription.',
    remedy: 'Strongroom waits as long as Azure says and goes on by itself.',
  },
  'resource-not-found': {
    cause: 'What was asked for does not exist in Azure (any more): an item, a vault or an operation.',
    remedy: 'Look the machine up again; it may have been deleted or moved.',
  },
  'resource-group-not-found': {
    cause: 'The resource group does not exist.',
    remedy: 'Check the restore profile, or create the group.',
  },
  'authorisation-failed': {
    cause: 'A right is missing in Azure; the message names the action and the place.',
    remedy: 'Give the role that holds this action there, or activate it if you are eligible. Then try again.',
  },
  'encryption-set-vault-gone': {
    cause:
      'The key vault of the disk encryption set was not found or is disabled, so disks with a customer key cannot be copied.',
    remedy: 'Recover the key vault and its key, then run the backup again.',
  },
  'ade-cannot-write-secret': {
    cause:
      'The ADE extension cannot write its secret into the key vault: a firewall, missing rights, or the vault is not enabled for disk encryption.',
    remedy: 'Open the firewall for trusted services, give the rights, and enable the vault for disk encryption.',
  },
  'wrong-secret-url': {
    cause: 'The VM is created with a secret address that is wrong or out of date.',
    remedy: 'Use the address of the restored secret with its version.',
  },
  'key-vault-access-denied': {
    cause: 'The key vault refuses: the access policy or role is missing.',
    remedy: 'Grant the rights in the access policy, or the role if the vault uses roles.',
  },
  'key-vault-firewall': {
    cause: 'The firewall of the key vault refuses the caller.',
    remedy: 'Allow trusted Microsoft services in the firewall of the key vault.',
  },
  'key-vault-conflict': {
    cause: 'A key or secret of this name already exists, or is soft-deleted.',
    remedy: 'Use the existing one, or recover the soft-deleted one.',
  },
  'key-disabled-or-expired': {
    cause: 'The key or secret is disabled or expired, or belongs to a certificate.',
    remedy: 'Enable or renew it. A KEK that belongs to a certificate is not supported: use a stand-alone key.',
  },
} as const;
