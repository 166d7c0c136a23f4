import { asObject } from '../../kernel/json-object.ts';
import { keyMaterial, longestBackup } from './encryption-info.ts';

/**
 * A backup of the key of a confidential machine's OS disk, as Key Vault takes it; undefined where there is none. Documented:
 * OsDiskEncryptionDetails.KeyBackupData. The blob is input from a stranger: only Key Vault can say what it is a backup of.
 */
export function parseKeyExport(blob: Record<string, unknown>): string | undefined {
  return keyMaterial(asObject(blob.OsDiskEncryptionDetails).KeyBackupData, longestBackup);
}
