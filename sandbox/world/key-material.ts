import { markers, plant } from './markers.ts';

/**
 * What stands for key material. Real backups are opaque to everyone but Key Vault; these name what they are a backup of,
 * so that the local Key Vault can bring it back. Each holds a planted marker.
 */

/** What Key Vault's backup of a key would be. */
export function keyBackupData(keyUrl: string): string {
  return plant(`&AzureKeyVaultKeyBackupV1.microsoft.com ${keyUrl} `, markers.keyBackupData);
}

/** What Key Vault's backup of a secret would be. */
export function secretBackupData(secretUrl: string): string {
  return plant(`&AzureKeyVaultSecretBackupV1.microsoft.com ${secretUrl} `, markers.keyVaultSecretBackupData);
}

/** The (wrapped) BEK. */
export function secretData(secretUrl: string): string {
  return plant(`secret of ${secretUrl} `, markers.secretData);
}

/**
 * The address that a backup is of; undefined for what is no backup of this kind.
 * @param value base64 or base64url
 */
export function addressInBackup(value: string, kind: 'keys' | 'secrets'): string | undefined {
  const text = Buffer.from(value, 'base64url').toString('latin1');
  const [, type = '', url] = /^&AzureKeyVault(Key|Secret)BackupV1\.microsoft\.com (\S+) /.exec(text) ?? [];
  return type.toLowerCase() === kind.slice(0, -1) ? url : undefined;
}
