import { guid } from './ids.ts';
import type { Refusal } from './refusal.ts';
import type { ArmResource } from './resources.ts';
import type { World } from './world.ts';

type Wanted = Pick<ArmResource, 'id' | 'name' | 'location' | 'tags' | 'properties'> & { sku: string };

/**
 * Creates a managed disk from a file in a storage account (documented); immediately, where the service takes seconds.
 */
export function importDisk(world: World, wanted: Wanted, at: Date): Refusal | undefined {
  const { id, name, location, tags, properties, sku } = wanted;
  const { creationData } = properties as {
    creationData?: { createOption?: string; sourceUri?: string; storageAccountId?: string };
  };
  const { createOption, sourceUri = '', storageAccountId = '' } = creationData ?? {};
  const refused = (message: string) => ({ code: 'InvalidParameter', status: 400, message });
  if (createOption !== 'Import')
    return refused('The local Azure makes disks of files only: creationData.createOption Import.');
  const account = storageAccountId.split('/').pop() ?? '';
  const [, container = '', file = ''] = new URL(sourceUri).pathname.split('/').map(decodeURIComponent);
  if (!sourceUri.startsWith(`https://${account}.`) || !world.resources.get(storageAccountId)) {
    return refused(`The storage account '${storageAccountId}' is not the one of the source '${sourceUri}'.`);
  }
  if (!world.blobs.get(account, container, file)) return refused(`The source '${sourceUri}' was not found.`);
  world.resources.put({
    id,
    name,
    type: 'Microsoft.Compute/disks',
    location: location ?? 'westeurope',
    ...(tags && { tags }),
    sku: { name: sku, tier: sku.startsWith('Premium') ? 'Premium' : 'Standard' },
    properties: {
      ...properties,
      hyperVGeneration: 'V1',
      diskSizeGB: 128,
      encryption: { type: 'EncryptionAtRestWithPlatformKey' },
      networkAccessPolicy: 'AllowAll',
      publicNetworkAccess: 'Enabled',
      timeCreated: at.toISOString(),
      provisioningState: 'Succeeded',
      diskState: 'Unattached',
      uniqueId: guid(`unique ${id} ${at.toISOString()}`),
    },
  });
  const content = world.diskContents.get(sourceUri.toLowerCase());
  if (content) world.diskContents.set(id.toLowerCase(), content);
  return undefined;
}
