import type { IaasVMRecoveryPoint, RecoveryPointResource } from '@azure/arm-recoveryservicesbackup';
import { keyUrlKey } from '../../domain/encryption/key-url.ts';
import { list, text } from './values.ts';

/**
 * Key material of one disk, from the blob that Azure Backup writes beside restored disks or from an old point. It stays
 * inside src/azure, in memory, on its way to Key Vault.
 */
export type KeyMaterial = {
  /** A backup of the wrapping key, as Key Vault takes it. */
  keyBackup?: string;
  /** The wrapped secret's value. */
  secretValue?: string;
  /** A backup of the secret, as Key Vault takes it. */
  secretBackup?: string;
};

/** By the addresses of secret and key; both in comparable spelling. */
export type EncryptionInfo = { bySecret: Map<string, KeyMaterial>; byKey: Map<string, KeyMaterial> };

/**
 * Documented: OsDiskKeyAndSecretDetails with KeyUrl, KeyBackupData, SecretUrl, SecretData, KeyVaultSecretBackupData.
 * What holds the data disks is not: every member with a SecretUrl counts, alone or in a list.
 */
export function parseEncryptionInfo(blob: Record<string, unknown>): EncryptionInfo {
  const info: EncryptionInfo = { bySecret: new Map(), byKey: new Map() };
  for (const value of Object.values(blob)) {
    for (const entry of Array.isArray(value) ? list(value) : [value]) add(info, entry);
  }
  return info;
}

/**
 * The material that the point itself holds, for its one pair; undefined: none. A point has no backup of a secret, so
 * that only a wrapped one comes back from it.
 */
export function materialOfPoint({ properties }: RecoveryPointResource): EncryptionInfo | undefined {
  const { kekDetails, bekDetails } = (properties as IaasVMRecoveryPoint | undefined)?.keyAndSecret ?? {};
  if (!text(kekDetails?.keyBackupData) && !text(bekDetails?.secretData)) return undefined;
  return parseEncryptionInfo({
    point: {
      KeyUrl: kekDetails?.keyUrl,
      KeyBackupData: kekDetails?.keyBackupData,
      SecretUrl: bekDetails?.secretUrl,
      SecretData: bekDetails?.secretData,
    },
  });
}

function add({ bySecret, byKey }: EncryptionInfo, entry: unknown): void {
  if (typeof entry !== 'object' || entry === null) return;
  const members = entry as Record<string, unknown>;
  const secretUrl = text(members.SecretUrl);
  if (secretUrl === undefined) return;
  const keyUrl = text(members.KeyUrl);
  const keyBackup = text(members.KeyBackupData);
  const secretValue = text(members.SecretData);
  const secretBackup = text(members.KeyVaultSecretBackupData);
  const material = {
    ...(keyBackup && { keyBackup }),
    ...(secretValue && { secretValue }),
    ...(secretBackup && { secretBackup }),
  };
  bySecret.set(keyUrlKey(secretUrl), material);
  if (keyUrl !== undefined) byKey.set(keyUrlKey(keyUrl), material);
}
