import type { CatalogueEntry } from './entry.ts';

/** Setting up protection and the vault. */
export const setupErrors = [
  {
    id: 'key-vault-permissions',
    titles: ['UserErrorKeyVaultPermissionsNotConfigured'],
    phases: ['configure', 'backup'],
    retry: 'after-fix',
    mend: 'keyaccess',
  },
  {
    id: 'encrypted-with-disk-exclusion',
    titles: ['UserErrorEncryptedVmNotSupportedWithDiskEx'],
    phases: ['configure', 'backup'],
    retry: 'after-fix',
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
