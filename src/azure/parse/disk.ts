import type { Disk } from '@azure/arm-compute';
import type { DiskFacts } from '../../kernel/facts.ts';
import { parseAdeKeys } from './ade-keys.ts';
import { parseResourceId } from './arm-id.ts';
import { moment } from './moments.ts';
import { list, oneOf, size, text } from './values.ts';

const encryptionTypes = [
  'EncryptionAtRestWithPlatformKey',
  'EncryptionAtRestWithCustomerKey',
  'EncryptionAtRestWithPlatformAndCustomerKeys',
] as const;
const osTypes = ['Windows', 'Linux'] as const;
const encryptionTypeOf = {
  EncryptionAtRestWithPlatformKey: 'platform-key',
  EncryptionAtRestWithCustomerKey: 'customer-key',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'platform-and-customer-keys',
} as const;

export function parseDisk(disk: Disk): DiskFacts | undefined {
  if (!disk.id) return undefined;
  const sizeGb = size(disk.diskSizeGB);
  const type = oneOf(disk.encryption?.type, encryptionTypes);
  const diskEncryptionSetId = text(disk.encryption?.diskEncryptionSetId);
  const securityEncryptionType = text(disk.securityProfile?.securityType);
  const secureEncryptionSetId = text(disk.securityProfile?.secureVMDiskEncryptionSetId);
  const osType = oneOf(disk.osType, osTypes);
  const createdAt = moment(disk.timeCreated);
  const sku = text(disk.sku?.name);
  const managedBy = text(disk.managedBy);
  const ownedSince = moment(disk.lastOwnershipUpdateTime);
  const immutableId = text(disk.uniqueId);
  return {
    id: disk.id,
    ...(immutableId && { immutableId }),
    name: disk.name ?? parseResourceId(disk.id).name,
    ...(disk.tags && { tags: disk.tags }),
    ...(osType && { osType }),
    ...(createdAt && { createdAt }),
    ...(managedBy && { managedBy }),
    ...(ownedSince && { ownedSince }),
    ...(sizeGb !== undefined && { sizeGb }),
    ...(sku && { sku }),
    encryptionType: type ? encryptionTypeOf[type] : 'unknown',
    ...(diskEncryptionSetId && { diskEncryptionSetId }),
    ...(disk.encryptionSettingsCollection && { ade: parseAde(disk.encryptionSettingsCollection) }),
    ...(securityEncryptionType && { securityEncryptionType }),
    ...(disk.networkAccessPolicy === 'DenyAll' && disk.publicNetworkAccess === 'Disabled' && { closed: true as const }),
    ...(secureEncryptionSetId && { secureEncryptionSetId }),
  };
}

function parseAde(collection: NonNullable<Disk['encryptionSettingsCollection']>): DiskFacts['ade'] {
  const version = text(collection.encryptionSettingsVersion);
  const keys = parseAdeKeys(list(collection.encryptionSettings)[0]);
  return { enabled: collection.enabled === true, ...(version && { version }), ...(keys && { keys }) };
}
