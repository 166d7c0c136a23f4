import type { CatalogueEntry } from './entry.ts';

export const restoreKnownErrors = [
  {
    id: 'key-or-secret-gone',
    titles: ['DiskEncryptionInternalError'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'size-not-available',
    titles: ['UserErrorSkuNotAvailable'],
    message: /VM creation failed as VM size selected (isn't|is not) available/i,
    retry: 'after-fix',
    mend: 'restore',
  },
  {
    id: 'marketplace-vm',
    titles: ['UserErrorMarketPlaceVMNotSupported'],
    message: /Market ?Place purchase request being not present/i,
    retry: 'after-fix',
    mend: 'restore',
  },
  {
    id: 'snapshot-gone',
    titles: ['UserErrorInstantRpNotFound'],
    message: /restore failed because the snapshot of the VM (wasn't|was not) found/i,
    retry: 'after-fix',
    mend: 'points',
  },
  {
    id: 'staging-in-other-region',
    titles: [],
    message:
      /vault and (the )?(selected |specified |target )?storage account (are )?in (two )?different regions|storage account .*(isn't|is not|must be) in the same region/i,
    retry: 'after-fix',
  },
  {
    id: 'staging-type-unsupported',
    titles: [],
    message:
      /(storage account|\bSA\b).{0,40}type.{0,40}(unsupported|not supported|n't supported)|storage account specified .*(not|n't) supported/i,
    retry: 'after-fix',
  },
  {
    id: 'staging-not-online',
    titles: [],
    message: /(storage account|\bSA\b).{0,60}(not|n't) (online|available)/i,
    retry: 'later',
  },
  {
    id: 'staging-takes-no-keys',
    titles: ['KeyBasedAuthenticationNotPermitted'],
    message: /key based authentication is not permitted/i,
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'resource-group-quota',
    titles: [],
    message: /(resource group|\bRG\b) quota/i,
    retry: 'after-fix',
  },
  {
    id: 'subnet-gone',
    titles: [],
    message: /subnet (doesn't|does not) exist/i,
    retry: 'after-fix',
    mend: 'restore',
  },
  {
    id: 'backup-not-authorised',
    titles: [],
    message:
      /backup service (isn't|is not|doesn't have|does not have) (authori[sz]ed|authori[sz]ation).{0,200}subscription/i,
    retry: 'after-fix',
    mend: 'restore',
  },
  // Azure's own spelling has three p's; both are listed, since it may be corrected.
  {
    id: 'cross-subscription-in-place',
    titles: [
      'UserErrorCrossSubscriptionRestoreNotSuppportedForOLR',
      'UserErrorCrossSubscriptionRestoreNotSupportedForOLR',
    ],
    retry: 'no',
    mend: 'restore',
  },
  {
    id: 'cross-subscription-machine',
    titles: [
      'UserErrorCrossSubscriptionRestoreNotSuppportedForEncryptedAzureVM',
      'UserErrorCrossSubscriptionRestoreNotSupportedForEncryptedAzureVM',
      'UserErrorCrossSubscriptionRestoreNotSuppportedForTrustedLaunchAzureVM',
      'UserErrorCrossSubscriptionRestoreNotSupportedForTrustedLaunchAzureVM',
      'UserErrorCrossSubscriptionRestoreNotSuppportedForUnManagedAzureVM',
      'UserErrorCrossSubscriptionRestoreNotSupportedForUnManagedAzureVM',
    ],
    retry: 'no',
    mend: 'restore',
  },
  {
    id: 'cross-subscription-and-region',
    titles: [
      'UserErrorCrossSubscriptionRestoreNotSuppportedForCRR',
      'UserErrorCrossSubscriptionRestoreNotSupportedForCRR',
    ],
    retry: 'no',
    mend: 'restore',
  },
  {
    id: 'cross-subscription-snapshot',
    titles: [
      'UserErrorCrossSubscriptionRestoreNotSuppportedFromSnapshot',
      'UserErrorCrossSubscriptionRestoreNotSupportedFromSnapshot',
    ],
    retry: 'no',
    mend: 'points',
  },
  {
    id: 'cross-subscription-tenant',
    titles: ['UserErrorCrossSubscriptionRestoreInvalidTenant'],
    retry: 'no',
    mend: 'restore',
  },
  {
    id: 'cross-subscription-unregistered',
    titles: ['UserErrorCrossSubscriptionRestoreInvalidTargetSubscription'],
    retry: 'after-fix',
    mend: 'restore',
  },
  {
    id: 'deployment-quota',
    titles: ['QuotaExceeded', 'OperationNotAllowed'],
    onlyWith: /quota/i,
    retry: 'after-fix',
    mend: 'retry',
  },
  {
    id: 'core-quota',
    titles: ['UserErrorCoreCountSubscriptionQuotaReached'],
    retry: 'after-fix',
    mend: 'restore',
  },
  { id: 'no-files-from-encrypted', titles: ['ILREncryptedVmError'], retry: 'no', mend: 'restore' },
] as const satisfies readonly CatalogueEntry[];
