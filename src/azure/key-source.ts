import type { IaasVMRecoveryPoint, RecoveryPointResource } from '@azure/arm-recoveryservicesbackup';
import { parseItemId, parseVaultId, type Ref } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { keyUrlKey } from '../kernel/keys.ts';
import { askIfThere } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { list, text } from './parse/values.ts';
import type { ReadBlob } from './staging-blobs.ts';

/** Location of a restore's key material. */
export type KeySource = {
  /** The blob that Azure Backup wrote beside the restored disks; absent: it wrote none. */
  encryptionInfoUri?: string | undefined;
  item: Ref;
  /** The point itself, which holds the material if it is from before 11 July 2017. */
  pointName: string;
};

/** For src/azure alone. @throws azure.not-found if the blob is gone and the point holds nothing either */
export type ReadKeyMaterial = (source: KeySource) => Promise<EncryptionInfo>;

export function createReadKeyMaterial(clients: ClientsOf, readBlob: ReadBlob): ReadKeyMaterial {
  async function ofPoint({ item, pointName }: KeySource): Promise<EncryptionInfo | undefined> {
    const { subscriptionId, resourceGroup, name } = parseVaultId(item);
    const { containerName, itemName } = parseItemId(item);
    const { recoveryPoints } = clients(subscriptionId).reading.backup;
    const point = await askIfThere(() =>
      recoveryPoints.get(name, resourceGroup, 'Azure', containerName, itemName, pointName),
    );
    return point && materialOfPoint(point);
  }

  return async (source) => {
    if (source.encryptionInfoUri) {
      try {
        return parseEncryptionInfo(await readBlob(source.encryptionInfoUri));
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'azure.not-found') throw error;
        const kept = await ofPoint(source);
        if (!kept) throw error;
        return kept;
      }
    }
    return (await ofPoint(source)) ?? parseEncryptionInfo({});
  };
}

/**
 * Key material of one disk, from the blob that Azure Backup writes beside restored disks or from an old point. It
 * stays inside src/azure, in memory, on its way to Key Vault.
 */
export type KeyMaterial = {
  /** A backup of the wrapping key, in Key Vault's format. */
  keyBackup?: string;
  /** The wrapped secret's value. */
  secretValue?: string;
  /** A backup of the secret, in Key Vault's format. */
  secretBackup?: string;
  /** Address of the wrapping key, in comparable spelling; absent: none is named. */
  wrappedBy?: string;
};

/**
 * Key material by the addresses of secret and key, both in comparable spelling. The blob is untrusted input:
 * anyone with write access to the staging account may have written it.
 */
export type EncryptionInfo = {
  bySecret: Map<string, KeyMaterial>;
  byKey: Map<string, KeyMaterial>;
  /** Secrets that the blob contains twice, with different content. */
  ambiguous: Set<string>;
};

/** Key Vault's maximum length of a secret; backups, which hold every version, have no documented limit near that. */
const longestSecret = 25_600;
export const longestBackup = 2 ** 20;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * Documented: OsDiskKeyAndSecretDetails with KeyUrl, KeyBackupData, SecretUrl, SecretData, KeyVaultSecretBackupData.
 * The member for data disks is not: every member with a SecretUrl counts, alone or in a list.
 */
export function parseEncryptionInfo(blob: Record<string, unknown>): EncryptionInfo {
  const info: EncryptionInfo = { bySecret: new Map(), byKey: new Map(), ambiguous: new Set() };
  for (const value of Object.values(blob)) {
    for (const entry of Array.isArray(value) ? list(value) : [value]) add(info, entry);
  }
  return info;
}

/**
 * Material that the point itself holds, for its one pair; undefined: none. A point has no backup of a secret, so
 * only a wrapped one comes back from it.
 */
function materialOfPoint({ properties }: RecoveryPointResource): EncryptionInfo | undefined {
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

function add({ bySecret, byKey, ambiguous }: EncryptionInfo, entry: unknown): void {
  if (typeof entry !== 'object' || entry === null) return;
  const members = entry as Record<string, unknown>;
  const secretUrl = text(members.SecretUrl);
  if (secretUrl === undefined) return;
  const keyUrl = text(members.KeyUrl);
  const keyBackup = keyMaterial(members.KeyBackupData, longestBackup);
  const secretValue = keyMaterial(members.SecretData, longestSecret);
  const secretBackup = keyMaterial(members.KeyVaultSecretBackupData, longestBackup);
  const found: KeyMaterial = {
    ...(keyBackup && { keyBackup }),
    ...(secretValue && { secretValue }),
    ...(secretBackup && { secretBackup }),
    ...(keyUrl && { wrappedBy: keyUrlKey(keyUrl) }),
  };
  const secret = keyUrlKey(secretUrl);
  const before = bySecret.get(secret);
  // Backups of the same key or secret differ from call to call, so only the identity and the value can be compared.
  if (before && (before.secretValue !== secretValue || before.wrappedBy !== found.wrappedBy)) ambiguous.add(secret);
  bySecret.set(secret, found);
  if (keyUrl !== undefined) byKey.set(keyUrlKey(keyUrl), found);
}

/** undefined if too long, or not base64. */
export function keyMaterial(value: unknown, longest: number): string | undefined {
  const given = text(value);
  return given !== undefined && given.length <= longest && base64.test(given) ? given : undefined;
}
