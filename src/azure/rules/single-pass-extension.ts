import type { AdeKeys, OsType } from '../../kernel/facts.ts';

/** The extension of Azure Disk Encryption without an Entra application, with members as recorded. */
export function singlePassExtension(osType: OsType, { bek, kek }: AdeKeys) {
  const linux = osType === 'Linux';
  return {
    publisher: 'Microsoft.Azure.Security',
    type: linux ? 'AzureDiskEncryptionForLinux' : 'AzureDiskEncryption',
    // The newest major version; earlier ones need an application.
    typeHandlerVersion: linux ? '1.1' : '2.2',
    autoUpgradeMinorVersion: true,
    settings: {
      KeyVaultURL: new URL(bek.secretUrl).origin,
      KeyVaultResourceId: bek.keyVaultId,
      KeyEncryptionKeyURL: kek?.keyUrl ?? null,
      KekVaultResourceId: kek?.keyVaultId ?? '',
      KeyEncryptionAlgorithm: 'RSA-OAEP',
      VolumeType: 'ALL',
      EncryptionOperation: 'EnableEncryption',
    },
  };
}
