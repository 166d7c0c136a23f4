export const serviceCatalogue = {
  'backup-internal-failure': {
    cause: 'The backup failed inside Azure.',
    remedy: 'Run the backup again. If it fails again, ask Azure support.',
  },
  'backup-in-progress': {
    cause: 'Another backup of this VM is still running.',
    remedy: 'Wait until it has ended, or cancel it.',
  },
  'transfer-slow': {
    cause: 'Copying takes long because storage is busy or throttled.',
    remedy: "Wait; reduce the load on the storage account, or use one that's less busy.",
  },
  'copy-to-vault-failed': {
    cause: "The snapshot was taken, but its data couldn't be copied to the vault.",
    remedy: 'Run the backup again. Until one succeeds, the newest points exist as snapshots only.',
  },
  'too-many-on-demand': {
    cause: 'Too many backups of this VM were started by hand within a short time.',
    remedy: 'Wait. Azure expects three on-demand backups a day, and stops after nine attempts in 24 hours.',
  },
  healthy: { cause: "This isn't an error: the pre-check of the VM is fine.", remedy: "There's nothing to do." },
} as const;
