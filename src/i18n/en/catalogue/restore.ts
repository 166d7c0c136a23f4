export const restoreCatalogue = {
  'key-or-secret-gone': {
    cause: 'The key or secret of the restored disk is no longer in the key vault.',
    remedy: 'Restore key and secret from the encryption info file of the restore, then create the VM.',
  },
  'size-not-available': {
    cause: "The VM size isn't available at the target.",
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
    remedy: "Choose a recovery point that's in the vault tier.",
  },
  'staging-in-other-region': {
    cause: 'The staging account is in another region than the vault.',
    remedy: 'Name a staging account in the region of the vault in the restore profile.',
  },
  'staging-type-unsupported': {
    cause:
      "The staging account is of a kind that Azure Backup can't restore to (blob-only, premium block, data lake or zone-redundant).",
    remedy: 'Name a general-purpose v2 account with standard LRS or GRS storage in the restore profile.',
  },
  'staging-not-online': {
    cause: "The staging account isn't online.",
    remedy: "Wait until it's available, or name another one in the restore profile.",
  },
  'staging-takes-no-keys': {
    cause: 'The staging account takes no shared keys, and the restore was sent without an identity of the vault.',
    remedy:
      'Give the vault a managed identity with the role VM Restore Operator on the account and on the target group, then ask again.',
  },
  'resource-group-quota': {
    cause: 'The subscription has as many resource groups as it can have.',
    remedy: "Delete resource groups that aren't needed, or choose an existing one. Then try again.",
  },
  'subnet-gone': {
    cause: "The chosen subnet doesn't exist (anymore).",
    remedy: 'Choose another subnet, or fix the restore profile.',
  },
  'backup-not-authorised': {
    cause: "Azure Backup isn't allowed to use resources of this subscription.",
    remedy: 'Restore the disks and create the VM from them, or give Azure Backup the rights.',
  },
  'cross-subscription-in-place': {
    cause: 'Disks can be replaced only in the subscription of the backup.',
    remedy: 'Restore as a new VM, or restore the disks.',
  },
  'cross-subscription-machine': {
    cause:
      "Azure can't restore this VM to another subscription: it has unmanaged disks, Azure Disk Encryption or trusted launch.",
    remedy: 'Restore it to the subscription of its backup.',
  },
  'cross-subscription-and-region': {
    cause: 'A restore goes to another subscription or to another region, not to both at once.',
    remedy: 'Choose one of the two, then move what was restored.',
  },
  'cross-subscription-snapshot': {
    cause: "A snapshot can't be restored to another subscription.",
    remedy: "Choose a recovery point that's in the vault tier.",
  },
  'cross-subscription-tenant': {
    cause: 'The target subscription belongs to another tenant.',
    remedy: 'Choose a subscription of the same tenant.',
  },
  'cross-subscription-unregistered': {
    cause: "The target subscription isn't registered for Recovery Services.",
    remedy: 'Register the provider Microsoft.RecoveryServices in that subscription, then try again.',
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
    cause: "Single files can't be restored from a VM encrypted with Azure Disk Encryption.",
    remedy: 'Restore the disks and copy the files from them.',
  },
} as const;
