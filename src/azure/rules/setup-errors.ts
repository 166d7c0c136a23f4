import type { CatalogueEntry } from './entry.ts';

/** Errors of setting up protection and the vault. */
export const setupKnownErrors = [
  {
    id: 'key-vault-permissions',
    titles: ['UserErrorKeyVaultPermissionsNotConfigured'],
    numbers: [400198],
    message: /does(n't| not) have sufficient permissions to Key Vault/i,
    phases: ['configure', 'backup'],
    retry: 'after-fix',
    mend: 'check',
    keyAccess: true,
  },
  {
    id: 'encrypted-with-disk-exclusion',
    titles: ['UserErrorEncryptedVmNotSupportedWithDiskEx'],
    phases: ['configure', 'backup'],
    retry: 'after-fix',
    mend: 'protect',
  },
  {
    id: 'leaves-trusted-launch',
    titles: ['UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed'],
    message: /migrated from Trusted Launch mode to non.Trusted Launch mode/i,
    phases: ['configure'],
    retry: 'no',
    mend: 'protect',
  },
  {
    id: 'protected-by-another-vault',
    titles: ['BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault'],
    phases: ['configure'],
    retry: 'no',
    mend: 'vm',
  },
  {
    id: 'immutable-item',
    titles: ['UserErrorOperationDeniedOnImmutableItem'],
    phases: ['configure', 'vault'],
    retry: 'no',
  },
  {
    id: 'immutability-locked',
    titles: ['UserErrorUnsupportedVaultImmutabilityStateChange'],
    phases: ['vault'],
    retry: 'no',
  },
  {
    id: 'vault-in-other-region',
    titles: ['UserErrorVmVaultLocationMismatch'],
    numbers: [400175],
    phases: ['configure', 'backup'],
    retry: 'no',
    mend: 'protect',
  },
  {
    id: 'vault-key-unreachable',
    titles: ['BCMProtGetSaSUriAsyncError'],
    phases: ['restore', 'backup'],
    retry: 'after-fix',
  },
  {
    id: 'disk-too-large',
    titles: ['UserErrorUnsupportedDiskSize'],
    message: /configured disk size\(?s?\)? (is|are) currently not supported by Azure Backup/i,
    phases: ['configure', 'backup'],
    retry: 'no',
    mend: 'vm',
  },
  {
    id: 'standard-ssd-not-supported',
    titles: ['UserErrorStandardSSDNotSupported'],
    phases: ['backup'],
    retry: 'after-fix',
  },
  {
    id: 'vault-not-empty',
    titles: ['ServiceResourceNotEmptyWithBackendMessage'],
    phases: ['vault'],
    retry: 'after-fix',
  },
] as const satisfies readonly CatalogueEntry[];
