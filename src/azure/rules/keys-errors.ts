import type { CatalogueEntry } from './entry.ts';

/** Errors of Key Vault and the ADE extension. */
export const keysKnownErrors = [
  {
    id: 'encryption-set-vault-gone',
    titles: ['DiskRestorePointClientError'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'ade-cannot-write-secret',
    titles: ['VMExtensionProvisioningError', 'RUNTIME_E_KEYVAULT_SET_SECRET_FAILED'],
    message: /RUNTIME_E_KEYVAULT_SET_SECRET_FAILED|0xc1425072/i,
    onlyWith: /KEYVAULT_SET_SECRET|0xc1425072/i,
    retry: 'after-fix',
    mend: 'check',
    keyAccess: true,
  },
  {
    id: 'wrong-secret-url',
    titles: ['InvalidParameter'],
    onlyWith: /secretUrl/i,
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'key-vault-access-denied',
    titles: ['AccessDenied', 'Forbidden'],
    numbers: [403],
    message: /does(n't| not) have (secrets|keys) \w+ permission on key vault/i,
    retry: 'after-fix',
    mend: 'check',
    keyAccess: true,
  },
  {
    id: 'key-vault-firewall',
    titles: ['ForbiddenByFirewall'],
    message: /client address is not authorized and caller is not a trusted service/i,
    retry: 'after-fix',
  },
  { id: 'key-vault-conflict', titles: ['ConflictError'], retry: 'after-fix', mend: 'check' },
  {
    id: 'key-vault-gone',
    titles: ['KeyVaultDoesNotExist'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'encryption-set-or-key-gone',
    titles: ['UserErrorDiskEncryptionSetDoesNotExist', 'UserErrorDiskEncryptionSetKeyDoesNotExist'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'encryption-set-other-key',
    titles: ['UserErrorInputDESKeyDoesNotMatchWithOriginalKey'],
    retry: 'after-fix',
    mend: 'check',
  },
  {
    id: 'key-disabled-or-expired',
    titles: ['CertificateExpired', 'KeyDisabled'],
    retry: 'after-fix',
    mend: 'check',
  },
] as const satisfies readonly CatalogueEntry[];
