import type { BackupStatusResponse, PreValidateEnableBackupResponse } from '@azure/arm-recoveryservicesbackup';
import { nameOf } from '../../kernel/arm-id.ts';
import { scrub } from '../redact.ts';
import { text } from './values.ts';

/** unknown: Azure said something else than its documents. */
export type ProtectionStatus =
  | { kind: 'none' }
  | { kind: 'protected'; vaultId: string; vaultName: string; policyName?: string }
  | { kind: 'unknown' };

/** refused: code and words are Azure's. */
export type ProtectionVerdict =
  | { kind: 'accepted' }
  | { kind: 'refused'; azureCode: string; message: string; recommendation: string }
  | { kind: 'unknown' };

export function parseProtectionStatus(answer: BackupStatusResponse | undefined): ProtectionStatus {
  const status = answer?.protectionStatus?.toLowerCase();
  const vaultId = text(answer?.vaultId);
  // A failed or a beginning protection belongs to a vault as well.
  if (vaultId) {
    const policyName = text(answer?.policyName);
    return { kind: 'protected', vaultId, vaultName: nameOf(vaultId), ...(policyName && { policyName }) };
  }
  return status === 'notprotected' ? { kind: 'none' } : { kind: 'unknown' };
}

export function parseVerdict(answer: PreValidateEnableBackupResponse | undefined): ProtectionVerdict {
  const status = answer?.status?.toLowerCase();
  if (status === 'succeeded') return { kind: 'accepted' };
  if (status !== 'failed') return { kind: 'unknown' };
  return {
    kind: 'refused',
    azureCode: text(answer?.errorCode) ?? '',
    message: scrub(text(answer?.errorMessage) ?? '', 500),
    recommendation: scrub(text(answer?.recommendation) ?? '', 500),
  };
}
