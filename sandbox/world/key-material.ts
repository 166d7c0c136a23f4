import { markers, plant } from './markers.ts';

/**
 * Stand-ins for key material. Real backups can be read by Key Vault alone; these name the original, so that the local
 * Key Vault can restore it. Each holds a planted marker.
 */

/** Stand-in for Key Vault's backup of a key. */
export function keyBackupData(keyUrl: string): string {
  return plant(`&AzureKeyVaultKeyBackupV1.microsoft.com ${keyUrl} `, markers.keyBackupData);
}

/** Stand-in for Key Vault's backup of a secret. */
export function secretBackupData(secretUrl: string): string {
  return plant(`&AzureKeyVaultSecretBackupV1.microsoft.com ${secretUrl} `, markers.keyVaultSecretBackupData);
}

/** The (wrapped) BEK. */
export function secretData(secretUrl: string): string {
  return plant(`secret of ${secretUrl} `, markers.secretData);
}

/**
 * Address of the key or secret in a backup; undefined if the value is no backup of this kind.
 * @param value base64 or base64url
 */
export function addressInBackup(value: string, kind: 'keys' | 'secrets'): string | undefined {
  const text = Buffer.from(value, 'base64url').toString('latin1');
  const [, type = '', url] = /^&AzureKeyVault(Key|Secret)BackupV1\.microsoft\.com (\S+) /.exec(text) ?? [];
  return type.toLowerCase() === kind.slice(0, -1) ? url : undefined;
}
