import type { DiskEncryptionSet } from '@azure/arm-compute';
import { nameOf } from '../../kernel/arm-id.ts';
import type { EncryptionSetFacts } from '../../kernel/facts.ts';
import { text } from './values.ts';

export function parseDiskEncryptionSet(set: DiskEncryptionSet): EncryptionSetFacts | undefined {
  if (!set.id) return undefined;
  const keyUrl = text(set.activeKey?.keyUrl);
  const keyVaultId = text(set.activeKey?.sourceVault?.id);
  const location = text(set.location);
  const assigned = Object.values(set.identity?.userAssignedIdentities ?? {}).map(({ principalId }) => principalId);
  return {
    id: set.id,
    name: set.name ?? nameOf(set.id),
    encryptionType: text(set.encryptionType) ?? '',
    principalIds: [set.identity?.principalId, ...assigned].flatMap((id) => text(id)?.toLowerCase() ?? []),
    ...(location && { location }),
    ...(keyUrl && { keyUrl }),
    ...(keyVaultId && { keyVaultId }),
  };
}
