import { parseArmId } from './arm-id.ts';
import { guid } from './ids.ts';
import { createKey } from './key-vault-changes.ts';
import { osTypeOf, type WantedMachine } from './machine-model.ts';
import { tenantId } from './people.ts';
import type { ArmResource } from './resources.ts';
import { addVault } from './seed-resources.ts';
import { usualRules } from './shut-networks.ts';
import type { World } from './world.ts';

type Wanted = WantedMachine & { type: string; sku?: unknown; identity?: unknown; kind?: unknown };
type Maker = (world: World, wanted: Wanted, at: Date) => void;

/** Makes a resource as its provider does: with what belongs to it, and with the members that only the service sets. */
export function makeResource(world: World, wanted: Wanted, at: Date): void {
  const maker = makers[wanted.type.toLowerCase()] ?? ((_, one) => put(world, one, {}));
  maker(world, wanted, at);
}

const makers: Record<string, Maker> = {
  'microsoft.recoveryservices/vaults': (world, { id, tags }) => {
    const before = world.vault(id);
    if (!before) addVault(world, id);
    const resource = world.resources.get(id);
    if (resource && tags) resource.tags = tags;
    const vault = world.vault(id);
    if (vault) vault.hidesExpiry = true;
  },
  'microsoft.keyvault/vaults': (world, wanted) => {
    const uri = `https://${wanted.name}.vault.azure.net`;
    put(world, wanted, { enableSoftDelete: true, softDeleteRetentionInDays: 90, vaultUri: `${uri}/` });
    if (world.keyVaults.has(wanted.name)) return;
    const empty = { keys: new Map(), secrets: new Map(), purged: { keys: [], secrets: [] } };
    world.keyVaults.set(wanted.name, { id: wanted.id, uri, ...empty });
  },
  'microsoft.keyvault/vaults/keys': (world, { id, name }, at) => {
    const vault = parseArmId(id.replace(/\/keys\/[^/]+$/i, ''));
    const contents = world.keyVault(vault?.name ?? '');
    if (!contents.keys.has(name)) createKey(world, contents, name, at);
  },
  'microsoft.network/virtualnetworks': (world, wanted) => {
    const subnets = (wanted.properties.subnets ?? []) as { name: string; properties: Record<string, unknown> }[];
    const made = subnets.map(({ name, properties }) =>
      world.resources.put({
        name,
        id: `${wanted.id}/subnets/${name}`,
        type: 'Microsoft.Network/virtualNetworks/subnets',
        properties: { provisioningState: 'Succeeded', delegations: [], ...properties },
      }),
    );
    put(world, wanted, { subnets: made, virtualNetworkPeerings: [], resourceGuid: guid(`network ${wanted.id}`) });
  },
  'microsoft.network/networksecuritygroups': (world, wanted) => {
    const rules = (wanted.properties.securityRules ?? []) as { name: string; properties: object }[];
    put(world, wanted, {
      securityRules: rules.map(({ name, properties }) => ({
        id: `${wanted.id}/securityRules/${name}`,
        name,
        properties: { provisioningState: 'Succeeded', ...properties },
      })),
      defaultSecurityRules: usualRules(wanted.id),
      resourceGuid: guid(`group ${wanted.id}`),
    });
  },
  'microsoft.storage/storageaccounts': (world, wanted, at) => {
    put(world, wanted, {
      creationTime: at.toISOString(),
      primaryLocation: wanted.location,
      statusOfPrimary: 'available',
      primaryEndpoints: { blob: `https://${wanted.name}.blob.core.windows.net/` },
      allowSharedKeyAccess: true,
      accessTier: 'Hot',
      networkAcls: { bypass: 'AzureServices', virtualNetworkRules: [], ipRules: [], defaultAction: 'Allow' },
      ...wanted.properties,
    });
  },
  'microsoft.compute/diskencryptionsets': (world, wanted) => {
    const principalId = guid(`identity ${wanted.id}`);
    put(world, { ...wanted, identity: { type: 'SystemAssigned', principalId, tenantId } }, { previousKeys: [] });
  },
};

function put(world: World, wanted: Wanted, more: Record<string, unknown>): void {
  const { zones: _zones, plan: _plan, ...rest } = wanted;
  const shown = Object.entries({
    ...rest,
    properties: { ...wanted.properties, ...more, provisioningState: 'Succeeded' },
  }).filter(([, value]) => value !== undefined);
  world.resources.put(Object.fromEntries(shown) as ArmResource);
}

type NewDisk = {
  name?: string;
  lun?: number;
  createOption?: string;
  diskSizeGB?: number;
  managedDisk?: { id?: string; storageAccountType?: string; diskEncryptionSet?: { id: string } };
};

/**
 * Makes the disks that a new machine has from an image, or empty. The world has no images: what a template names is
 * taken for one (sizes as of Microsoft's own images).
 * @returns the machine as it would attach them
 */
export function makeDisks(world: World, wanted: WantedMachine, at: Date): WantedMachine {
  const profile = wanted.properties.storageProfile as
    | { imageReference?: { publisher?: string }; osDisk: NewDisk & { osType?: string }; dataDisks?: NewDisk[] }
    | undefined;
  if (!profile || profile.osDisk.managedDisk?.id || profile.osDisk.createOption !== 'FromImage') return wanted;
  const windows = /windows/i.test(osTypeOf(wanted) || String(profile.imageReference?.publisher));
  const osType = windows ? 'Windows' : 'Linux';
  const made = (disk: NewDisk, index: number) => {
    const name = disk.name ?? `${wanted.name}_${index < 0 ? 'OsDisk_1' : `DataDisk_${disk.lun}`}`;
    const id = wanted.id.replace(/virtualMachines\/[^/]+$/i, `disks/${name}`);
    const set = disk.managedDisk?.diskEncryptionSet?.id;
    const sku = disk.managedDisk?.storageAccountType ?? 'Premium_LRS';
    world.resources.put({
      name,
      id,
      type: 'Microsoft.Compute/disks',
      location: wanted.location ?? 'westeurope',
      ...(wanted.tags && { tags: wanted.tags }),
      sku: { name: sku, tier: sku.startsWith('Premium') ? 'Premium' : 'Standard' },
      properties: {
        ...(index < 0 && { osType, hyperVGeneration: 'V2' }),
        creationData: { createOption: index < 0 ? 'FromImage' : 'Empty' },
        diskSizeGB: disk.diskSizeGB ?? (windows ? 127 : 30),
        encryption: set
          ? { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set }
          : { type: 'EncryptionAtRestWithPlatformKey' },
        networkAccessPolicy: 'AllowAll',
        publicNetworkAccess: 'Enabled',
        timeCreated: at.toISOString(),
        provisioningState: 'Succeeded',
        diskState: 'Unattached',
        uniqueId: guid(`unique ${id} ${at.toISOString()}`),
      },
    });
    return { ...disk, name, managedDisk: { ...disk.managedDisk, id } };
  };
  const storageProfile = {
    ...profile,
    osDisk: { ...made(profile.osDisk, -1), osType },
    dataDisks: (profile.dataDisks ?? []).map(made),
  };
  return { ...wanted, properties: { ...wanted.properties, storageProfile } };
}
