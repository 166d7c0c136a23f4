export const machineCatalogue = {
  'restore-point-collection-full': {
    cause:
      "No more snapshots fit: old ones couldn't be cleaned up, mostly because the AzureBackupRG group is locked, or backups are made several times a day.",
    remedy:
      "Remove the lock on the group AzureBackupRG_…, then run the backup again. Delete none of Azure Backup's own restore points yourself: they may be the only copy.",
  },
  'compute-reported-user-error': {
    cause:
      'Azure Compute refused the snapshot because of the VM: its state, an extension, memory, VSS, network, or too many snapshots.',
    remedy: 'Read the inner message: it says which of these it is. Fix that.',
  },
  'source-not-present': {
    cause: 'Protection of this VM is stopped or paused, or was never set up.',
    remedy: 'Look at its protection and resume it.',
  },
  'vm-state-failed': {
    cause: 'The VM is in the state "failed", often because of an extension.',
    remedy: 'Repair or remove the extension that failed, so that the VM is in a good state.',
  },
  'vm-not-in-stable-state': {
    cause: 'The VM is starting or stopping, or has no VM agent.',
    remedy: "Wait until it runs or has stopped, and install the VM agent if it's missing.",
  },
  'vm-group-gone': {
    cause: 'The resource group of the VM no longer exists.',
    remedy: 'Stop its protection (backups are kept), or create the group and the VM again.',
  },
  'restore-point-collection-deleted': {
    cause: 'Someone deleted the restore points that Azure Backup keeps in the group AzureBackupRG.',
    remedy: "Run a backup: it makes a new collection. Points in the vault aren't affected.",
  },
  'snapshot-limit': {
    cause: 'A disk or storage account has as many snapshots as it can have.',
    remedy:
      "Delete snapshots that others made and nobody needs. Delete none of Azure Backup's own: they may be the only copy.",
  },
  'vm-missing': {
    cause:
      "Azure Backup doesn't find the VM where it was protected: it was deleted or moved. Its last snapshot may not be in the vault.",
    remedy:
      'If it was moved, protect it again. Otherwise stop its protection (backups are kept), or create the VM again.',
  },
  'premium-storage-full': {
    cause: 'The premium storage account has no room for the snapshot copy.',
    remedy: 'Free half of the account, or move disks elsewhere.',
  },
  'vm-offline': { cause: 'The VM is off or its agent is offline.', remedy: 'Start the VM.' },
  'restore-point-in-use': {
    cause: 'Someone is using the restore point: an access link or a copy is open.',
    remedy: 'End the access to the restore point.',
  },
  'operation-not-allowed': {
    cause: "Azure doesn't allow this now: the VM is being changed, its disks aren't allocated, or they're shared.",
    remedy: "Wait until the VM is in a stable state and try again. Shared disks aren't supported.",
  },
  'compute-failed': {
    cause: 'Azure Compute failed, or has no room for this VM size here now.',
    remedy: 'Try again, or choose another size, zone or region.',
  },
} as const;
