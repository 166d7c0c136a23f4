import type { Disk, DiskEncryptionSet } from '@azure/arm-compute';
import { nameOf, parseResourceId, type Ref } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { AdeKeys, DiskFacts, EncryptionSetFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { list, moment, osTypes, parseOneOf, size, text } from './parse/values.ts';

type ApplyAdeCall = {
  diskId: Ref;
  keys: AdeKeys;
  /** 1.0 with an Entra application (dual pass), 1.1 without. */
  version: '1.0' | '1.1';
  clientRequestId: string;
};

export type Disks = {
  list(subscriptionId: string): Promise<DiskFacts[]>;
  get(disk: Ref): Promise<DiskFacts | undefined>;
  /** Writes the key addresses of an encrypted disk. `get` shows the effect. */
  applyAde(call: ApplyAdeCall): Promise<SendOutcome>;
  /** Disables export of a disk. `get` shows the effect. */
  close(call: { diskId: Ref; clientRequestId: string }): Promise<SendOutcome>;
};

export function createDisks(clients: ClientsOf): Disks {
  return {
    list: (subscriptionId) => askAll(clients(subscriptionId).reading.compute.disks.list(), parseDisk),
    async get(disk) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(disk);
      const found = await askIfThere(() => clients(subscriptionId).reading.compute.disks.get(resourceGroup, name));
      return found && parseDisk(found);
    },
    applyAde({ diskId, keys, version, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(diskId);
      const { disks } = clients(subscriptionId).changing.compute;
      const encryptionSettingsCollection = {
        enabled: true,
        encryptionSettingsVersion: version,
        encryptionSettings: [toAdeSettings(keys)],
      };
      return sendForEffect(clientRequestId, (options) =>
        disks.update(resourceGroup, name, { encryptionSettingsCollection }, options).submitted(),
      );
    },
    close({ diskId, clientRequestId }) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(diskId);
      const { disks } = clients(subscriptionId).changing.compute;
      const closed = { networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled' };
      return sendForEffect(clientRequestId, (options) =>
        disks.update(resourceGroup, name, closed, options).submitted(),
      );
    },
  };
}

function toAdeSettings({ bek, kek }: AdeKeys) {
  return {
    diskEncryptionKey: { secretUrl: bek.secretUrl, sourceVault: { id: bek.keyVaultId } },
    ...(kek && { keyEncryptionKey: { keyUrl: kek.keyUrl, sourceVault: { id: kek.keyVaultId } } }),
  };
}

export type DiskEncryptionSets = {
  /**
   * A set names a key vault of another subscription only by its key's address (documented): the vault is then
   * looked for in the readable subscriptions.
   * @throws azure.*
   */
  get(set: Ref): Promise<EncryptionSetFacts | undefined>;
};

/** @param keyVaultSuffix e.g. vault.azure.net: other hosts are not key vaults */
export function createDiskEncryptionSets(
  clients: ClientsOf,
  subscriptions: readonly string[],
  keyVaultSuffix: string,
): DiskEncryptionSets {
  async function keyVaultAt(keyUrl: string): Promise<string | undefined> {
    const host = hostOf(keyUrl);
    if (!host?.endsWith(`.${keyVaultSuffix}`)) return undefined;
    const found = await Promise.all(subscriptions.map((id) => addressesOf(id)));
    return found.flat().find(({ url }) => hostOf(url) === host)?.id;
  }

  /** An unreadable subscription counts as empty; a transient error is thrown, since the result is signed. */
  async function addressesOf(subscriptionId: string): Promise<{ id: string; url: string }[]> {
    try {
      const { vaults } = clients(subscriptionId).reading.keyVault;
      return await askAll(vaults.listBySubscription(), ({ id, properties }) => {
        const url = text(properties?.vaultUri);
        return id && url ? { id, url } : undefined;
      });
    } catch (error) {
      if (error instanceof CodedError && error.code === 'azure.forbidden') return [];
      throw error;
    }
  }

  return {
    async get(set) {
      const { subscriptionId, resourceGroup, name } = parseResourceId(set);
      const { diskEncryptionSets } = clients(subscriptionId).reading.compute;
      const found = await askIfThere(() => diskEncryptionSets.get(resourceGroup, name));
      const facts = found && parseDiskEncryptionSet(found);
      if (!facts?.keyUrl || facts.keyVaultId) return facts;
      const keyVaultId = await keyVaultAt(facts.keyUrl);
      return { ...facts, ...(keyVaultId && { keyVaultId }) };
    },
  };
}

function hostOf(url: string): string | undefined {
  return URL.parse(url)?.hostname.toLowerCase();
}

const encryptionTypes = [
  'EncryptionAtRestWithPlatformKey',
  'EncryptionAtRestWithCustomerKey',
  'EncryptionAtRestWithPlatformAndCustomerKeys',
] as const;
const encryptionTypeOf = {
  EncryptionAtRestWithPlatformKey: 'platform-key',
  EncryptionAtRestWithCustomerKey: 'customer-key',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'platform-and-customer-keys',
} as const;

function parseDisk(disk: Disk): DiskFacts | undefined {
  if (!disk.id) return undefined;
  const sizeGb = size(disk.diskSizeGB);
  const type = parseOneOf(disk.encryption?.type, encryptionTypes);
  const diskEncryptionSetId = text(disk.encryption?.diskEncryptionSetId);
  const securityEncryptionType = text(disk.securityProfile?.securityType);
  const secureEncryptionSetId = text(disk.securityProfile?.secureVMDiskEncryptionSetId);
  const osType = parseOneOf(disk.osType, osTypes);
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

type Reference = { sourceVault?: { id?: string } } | undefined;
type EncryptionSettings = {
  diskEncryptionKey?: Reference & { secretUrl?: string };
  keyEncryptionKey?: Reference & { keyUrl?: string };
};

/** Addresses of BEK and KEK as VM, instance view and disk write them; undefined without a secret URL. */
export function parseAdeKeys(settings: EncryptionSettings | undefined): AdeKeys | undefined {
  const bek = settings?.diskEncryptionKey;
  const kek = settings?.keyEncryptionKey;
  const secretUrl = text(bek?.secretUrl);
  if (!secretUrl) return undefined;
  const keyUrl = text(kek?.keyUrl);
  return {
    bek: { secretUrl, keyVaultId: text(bek?.sourceVault?.id) ?? '' },
    ...(keyUrl && { kek: { keyUrl, keyVaultId: text(kek?.sourceVault?.id) ?? '' } }),
  };
}

function parseDiskEncryptionSet(set: DiskEncryptionSet): EncryptionSetFacts | undefined {
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
