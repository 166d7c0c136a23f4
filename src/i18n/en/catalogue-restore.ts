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
    cause:
      'The Marketplace offer of this VM was withdrawn, so no VM can be created with its plan. The disks were restored.',
    remedy:
      'Attach the restored disks as data disks to another VM, or create one from them without the plan if you may.',
  },
  'snapshot-gone': {
    cause: 'The snapshot of this recovery point is already deleted.',
    remedy: 'Choose a recovery point that is in the vault tier.',
  },
  'leaves-trusted-launch': {
    cause: 'A VM of this name was protected as a trusted launch VM, and the one of today is not one.',
    remedy: 'Give the VM another name or resource group, or make it a trusted launch VM. Then protect it.',
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
  'cross-subscription-in-place': {
    cause: 'Disks can be replaced only in the subscription of the backup.',
    remedy: 'Restore as a new VM, or restore the disks.',
  },
  'cross-subscription-unmanaged': {
    cause: 'A VM with unmanaged disks cannot be restored to another subscription.',
    remedy: 'Restore it to the subscription of its backup.',
  },
  'cross-subscription-and-region': {
    cause: 'A restore goes to another subscription or to another region, not to both at once.',
    remedy: 'Choose one of the two, then move what was restored.',
  },
  'cross-subscription-snapshot': {
    cause: 'A snapshot cannot be restored to another subscription.',
    remedy: 'Choose a recovery point that is in the vault tier.',
  },
  'cross-subscription-tenant': {
    cause: 'The target subscription belongs to another tenant.',
    remedy: 'Choose a subscription of the same tenant.',
  },
  'cross-subscription-unregistered': {
    cause: 'The target subscription is not registered for Recovery Services.',
    remedy: 'Register the provider Microsoft.RecoveryServices in that subscription, then try again.',
  },
  'cross-subscription-encrypted': {
    cause: 'A VM with Azure Disk Encryption cannot be restored to another subscription.',
    remedy: 'Restore it to the subscription of its backup.',
  },
  'cross-subscription-trusted-launch': {
    cause: 'Azure did not take this trusted launch VM in another subscription.',
    remedy: 'Restore it to the subscription of its backup.',
  },
  'deployment-quota': {
    cause:
      'The subscription has no quota left for this VM: cores of the size, addresses or disks. The message names which.',
    remedy: 'Ask for more quota, or free some, or choose another size. Then try the step again.',
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
    cause: 'The job is not in progress just now: it is between two states, or has ended.',
    remedy: 'Wait a minute and look at the job. If it still runs, cancel it again.',
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
  'subscription-not-found': {
    cause: 'The subscription does not exist, or is disabled.',
    remedy: 'Check the subscription in the Azure portal and in the settings of Strongroom.',
  },
  'azure-unavailable': {
    cause: 'Azure did not answer in time or failed on its side.',
    remedy: 'Strongroom finds out by itself what became of a step. If it asks you to, try again in a few minutes.',
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
  'key-vault-gone': {
    cause: 'The key vault that protects the disks does not exist, or is soft-deleted.',
    remedy: 'Recover the key vault, or restore its key and secret into another one. Then try again.',
  },
  'encryption-set-or-key-gone': {
    cause: 'The disk encryption set of the backup, or its key, does not exist any more.',
    remedy:
      'Recover the key and the set. If they are gone for good: the failed restore left the key beside its disks. Restore that key, make a set with it, and name the set in a new restore.',
  },
  'encryption-set-other-key': {
    cause: 'The disk encryption set that was named uses another key than the backup.',
    remedy: 'Restore the key of the backup, make a set with it, and name that set in a new restore.',
  },
  'key-disabled-or-expired': {
    cause: 'The key or secret is disabled or expired, or belongs to a certificate.',
    remedy: 'Enable or renew it. A KEK that belongs to a certificate is not supported: use a stand-alone key.',
  },
} as const;
