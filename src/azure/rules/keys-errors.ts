import type { CatalogueEntry } from './entry.ts';

/** Errors of Key Vault and the ADE extension. */
export const keysKnownErrors = [
  {
    id: 'encryption-set-vault-gone',
    titles: ['DiskRestorePointClientError'],
    phases: ['backup'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'ade-cannot-write-secret',
    titles: ['VMExtensionProvisioningError', 'RUNTIME_E_KEYVAULT_SET_SECRET_FAILED'],
    message: /RUNTIME_E_KEYVAULT_SET_SECRET_FAILED|0xc1425072/i,
    onlyWith: /KEYVAULT_SET_SECRET|0xc1425072/i,
    phases: ['key'],
    retry: 'after-fix',
    mend: 'keyaccess',
  },
  {
    id: 'wrong-secret-url',
    titles: ['InvalidParameter'],
    onlyWith: /secretUrl/i,
    phases: ['key'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'key-vault-access-denied',
    titles: ['AccessDenied', 'Forbidden'],
    numbers: [403],
    message: /does(n't| not) have (secrets|keys) \w+ permission on key vault/i,
    phases: ['key'],
    retry: 'after-fix',
    mend: 'keyaccess',
  },
  {
    id: 'key-vault-firewall',
    titles: ['ForbiddenByFirewall'],
    message: /client address is not authorized and caller is not a trusted service/i,
    phases: ['key'],
    retry: 'after-fix',
  },
  { id: 'key-vault-conflict', titles: ['ConflictError'], phases: ['key'], retry: 'after-fix', mend: 'check' },
  {
    id: 'key-vault-gone',
    titles: ['KeyVaultDoesNotExist'],
    phases: ['restore', 'key'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'encryption-set-or-key-gone',
    titles: ['UserErrorDiskEncryptionSetDoesNotExist', 'UserErrorDiskEncryptionSetKeyDoesNotExist'],
    phases: ['restore'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'encryption-set-other-key',
    titles: ['UserErrorInputDESKeyDoesNotMatchWithOriginalKey'],
    phases: ['restore'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'key-disabled-or-expired',
    titles: ['CertificateExpired', 'KeyDisabled'],
    phases: ['key'],
    retry: 'after-fix',
    mend: 'check',
  },
] as const satisfies readonly CatalogueEntry[];
