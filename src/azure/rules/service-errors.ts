import type { CatalogueEntry } from './entry.ts';

/** Errors of Azure Backup itself. */
export const serviceKnownErrors = [
  {
    id: 'backup-internal-failure',
    titles: ['BackUpOperationFailed', 'BackUpOperationFailedV2'],
    message: /backup failed with an internal error/i,
    retry: 'later',
    mend: 'backup',
  },
  {
    id: 'backup-in-progress',
    titles: ['UserErrorBackupOperationInProgress'],
    message: /unable to initiate backup as another backup operation/i,
    retry: 'later',
    mend: 'status',
  },
  {
    id: 'transfer-slow',
    titles: ['CopyingVHDsFromBackUpVaultTakingLongTime'],
    message: /copying backed up data from vault timed out/i,
    retry: 'later',
    mend: 'status',
  },
  {
    id: 'copy-to-vault-failed',
    titles: ['DiffCopyFailedToTransferData'],
    numbers: [400052],
    retry: 'later',
    mend: 'backup',
  },
  {
    id: 'too-many-on-demand',
    titles: ['CloudDosTimeboudLimitReached', 'CloudDosTimeboundLimitReached'],
    retry: 'later',
  },
  { id: 'healthy', titles: ['IaasVmHealthGreenDefault'], numbers: [400239], retry: 'no' },
] as const satisfies readonly CatalogueEntry[];
