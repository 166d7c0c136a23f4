import type { CatalogueEntry } from './entry.ts';

/** Errors of setting up protection and the vault. */
export const setupKnownErrors = [
  {
    id: 'key-vault-permissions',
    titles: ['UserErrorKeyVaultPermissionsNotConfigured'],
    numbers: [400198],
    message: /does(n't| not) have sufficient permissions to Key Vault/i,
    retry: 'after-fix',
    mend: 'check',
    keyAccess: true,
  },
  {
    id: 'encrypted-with-disk-exclusion',
    titles: ['UserErrorEncryptedVmNotSupportedWithDiskEx'],
    retry: 'after-fix',
    mend: 'protect',
  },
  {
    id: 'leaves-trusted-launch',
    titles: ['UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed'],
    message: /migrated from Trusted Launch mode to non.Trusted Launch mode/i,
    retry: 'no',
    mend: 'protect',
  },
  {
    id: 'protected-by-another-vault',
    titles: ['BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault'],
    retry: 'no',
    mend: 'vm',
  },
  {
    id: 'immutable-item',
    titles: ['UserErrorOperationDeniedOnImmutableItem'],
    retry: 'no',
  },
  {
    id: 'immutability-locked',
    titles: ['UserErrorUnsupportedVaultImmutabilityStateChange'],
    retry: 'no',
  },
  {
    id: 'vault-in-other-region',
    titles: ['UserErrorVmVaultLocationMismatch'],
    numbers: [400175],
    retry: 'no',
    mend: 'protect',
  },
  {
    id: 'vault-key-unreachable',
    titles: ['BCMProtGetSaSUriAsyncError'],
    retry: 'after-fix',
  },
  {
    id: 'disk-too-large',
    titles: ['UserErrorUnsupportedDiskSize'],
    message: /configured disk size\(?s?\)? (is|are) currently not supported by Azure Backup/i,
    retry: 'no',
    mend: 'vm',
  },
  {
    id: 'standard-ssd-not-supported',
    titles: ['UserErrorStandardSSDNotSupported'],
    retry: 'after-fix',
  },
  {
    id: 'vault-not-empty',
    titles: ['ServiceResourceNotEmptyWithBackendMessage'],
    retry: 'after-fix',
  },
] as const satisfies readonly CatalogueEntry[];
