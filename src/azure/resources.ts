import type { ResourceSku } from '@azure/arm-compute';
import { segmentOf } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Tri } from '../kernel/facts.ts';
import type { ListedResource, NetworkFacts, StorageAccountFacts, Usage } from '../kernel/place-facts.ts';
import { asObject } from '../kernel/stored.ts';
import { askAll, askAzure, askIfThere, type SendOutcome, sendForEffect } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { unreadable } from './errors.ts';
import { count, list, parseTri, text, textList } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type Resources = {
  /** Whether an ARM id exists; unknown when it cannot be read. @param apiVersion of the resource's provider */
  exists(armId: string, apiVersion: string): Promise<Tri>;
  /** Resources of a resource group. @param groupId its ARM id */
  inGroup(groupId: string): Promise<ListedResource[]>;
};

// A 404 can also mean that the type or the api-version is unknown there, which says nothing about the resource.
const gone = new Set(['resourcenotfound', 'resourcegroupnotfound', 'parentresourcenotfound', 'notfound']);

export function createResources(clients: ClientsOf): Resources {
  return {
    async exists(armId, apiVersion) {
      const { resources } = clients(segmentOf(armId, 'subscriptions')).reading.resources;
      try {
        // GET, not HEAD: several providers answer HEAD with 405, and a HEAD's 404 has no code.
        await askAzure(() => resources.getById(armId.replace(/^\/+/, ''), apiVersion));
        return 'yes';
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
        const code = String(error.params.azureCode ?? '').toLowerCase();
        return error.code === 'azure.not-found' && gone.has(code) ? 'no' : 'unknown';
      }
    },
    inGroup(groupId) {
      const { resources } = clients(segmentOf(groupId, 'subscriptions')).reading.resources;
      const list = resources.listByResourceGroup(segmentOf(groupId, 'resourceGroups'), { expand: 'createdTime' });
      return askAll(list, (one) =>
        one.id === undefined
          ? undefined
          : {
              id: one.id,
              name: one.name ?? '',
              type: one.type ?? '',
              tags: { ...one.tags },
              ...(one.managedBy && { managedBy: one.managedBy }),
              ...(one.createdTime && { createdAt: one.createdTime }),
            },
      );
    },
  };
}

export type Tags = {
  /**
   * Adds tags to a resource and keeps its others. The lists of its group show the effect.
   * @param scope ARM id of the resource
   */
  merge(call: { scope: string; tags: Record<string, string>; clientRequestId: string }): Promise<SendOutcome>;
};

export function createTags(clients: ClientsOf): Tags {
  return {
    merge({ scope, tags, clientRequestId }) {
      const { tagsOperations } = clients(segmentOf(scope, 'subscriptions')).changing.resources;
      const change = { operation: 'Merge', properties: { tags } };
      return sendForEffect(clientRequestId, (options) =>
        tagsOperations.updateAtScope(scope.replace(/^\/+/, ''), change, options).submitted(),
      );
    },
  };
}

export type Locks = {
  /** Names of the management locks of a resource, those of its group and subscription included. */
  on(armId: string): Promise<string[]>;
};

const locksVersion = '2020-05-01';

/**
 * Plain reads, since the SDK has a separate package for this one list.
 * @param resourceManager e.g. https://management.azure.com
 */
export function createLocks(read: PlainRead, resourceManager: string): Locks {
  const origin = resourceManager.replace(/\/+$/, '');
  return {
    on: (armId) =>
      askAzure(async () => {
        const filter = encodeURIComponent('atScope()');
        const path = `${armId}/providers/Microsoft.Authorization/locks`;
        const answer = await read(`${origin}${path}?api-version=${locksVersion}&$filter=${filter}`);
        const value = (answer as { value?: unknown } | null)?.value;
        if (!Array.isArray(value)) throw unreadable('list');
        return value.flatMap((one) => text((one as { name?: unknown } | null)?.name) ?? []);
      }),
  };
}

export type Places = {
  /** undefined when there is no such account. */
  storageAccount(id: string): Promise<StorageAccountFacts | undefined>;
  /** The network that a subnet belongs to; undefined when there is no such network. @param subnetId ARM id */
  network(subnetId: string): Promise<NetworkFacts | undefined>;
  /** The region of a resource group; undefined when there is no such group. */
  groupRegion(id: string): Promise<string | undefined>;
  /** Compute quotas of a region, in vCPUs and counts. */
  usages(subscriptionId: string, region: string): Promise<Usage[]>;
  /** Whether a resource group holds a resource of this name; unknown when it cannot be read. */
  nameTaken(groupId: string, type: NamedType, name: string): Promise<Tri>;
  /** VM sizes of a region with their zones, including sizes that the subscription may not use. */
  sizes(subscriptionId: string, region: string): Promise<SizeFacts[]>;
};

/** Types of resources made beside a restored disk, whose names may be taken. */
type NamedType =
  | 'Microsoft.Compute/virtualMachines'
  | 'Microsoft.Compute/disks'
  | 'Microsoft.Network/networkInterfaces';

/** Versions of the resources' own providers, which `resources.exists` needs too. */
export const apiVersions = { storage: '2023-01-01', network: '2023-06-01', group: '2021-04-01' } as const;

const versionOf: Record<NamedType, string> = {
  'Microsoft.Compute/virtualMachines': '2023-09-01',
  'Microsoft.Compute/disks': '2023-04-02',
  'Microsoft.Network/networkInterfaces': apiVersions.network,
};

export function createPlaces(clients: ClientsOf): Places {
  const get = (id: string, apiVersion: string) =>
    askIfThere(() =>
      clients(segmentOf(id, 'subscriptions')).reading.resources.resources.getById(id.replace(/^\/+/, ''), apiVersion),
    );
  const resources = createResources(clients);
  return {
    async storageAccount(id) {
      const found = await get(id, apiVersions.storage);
      if (!found) return undefined;
      const properties = asObject(found.properties);
      const state = text(properties.statusOfPrimary);
      return {
        location: text(found.location) ?? '',
        kind: text(found.kind) ?? '',
        sku: text(found.sku?.name) ?? '',
        available: state === undefined ? 'unknown' : state.toLowerCase() === 'available' ? 'yes' : 'no',
        hierarchical: parseTri(properties.isHnsEnabled) === 'yes',
        // Absent means allowed.
        takesKeys: parseTri(properties.allowSharedKeyAccess) !== 'no',
      };
    },
    async network(subnetId) {
      const found = await get(subnetId.replace(/\/subnets\/[^/]+\/*$/i, ''), apiVersions.network);
      if (!found) return undefined;
      const { subnets } = asObject(found.properties);
      const name = segmentOf(subnetId, 'subnets').toLowerCase();
      const names = list(subnets).map((subnet) => text(asObject(subnet).name)?.toLowerCase());
      return {
        location: text(found.location) ?? '',
        subnet: Array.isArray(subnets) ? (names.includes(name) ? 'yes' : 'no') : 'unknown',
      };
    },
    groupRegion: async (id) => {
      const found = await get(id, apiVersions.group);
      return found && (text(found.location) ?? '');
    },
    usages: (subscriptionId, region) =>
      askAll(clients(subscriptionId).reading.compute.usage.list(region), ({ name, currentValue, limit }) => {
        const [called, used, most] = [text(name?.value), count(currentValue), count(limit)];
        return called === undefined || used === undefined || most === undefined
          ? undefined
          : { name: called, used, limit: most };
      }),
    nameTaken: (groupId, type, name) =>
      resources.exists(`${groupId}/providers/${type}/${encodeURIComponent(name)}`, versionOf[type]),
    sizes: (subscriptionId, region) =>
      askAll(clients(subscriptionId).reading.compute.resourceSkus.list({ filter: `location eq '${region}'` }), (sku) =>
        parseSize(sku, region),
      ),
  };
}

type SizeFacts = {
  /** e.g. Standard_E4s_v5 */
  name: string;
  cores?: number;
  /** The subscription may not use it anywhere in the region. */
  restricted: boolean;
  /** Zones that offer it; empty: the region has no zones for it. */
  zones: string[];
};

/** A VM size in one region; undefined for SKUs of other things. */
export function parseSize(sku: ResourceSku, region: string): SizeFacts | undefined {
  const name = text(sku.name);
  if (name === undefined || sku.resourceType?.toLowerCase() !== 'virtualmachines') return undefined;
  const here = list(sku.locationInfo).find((one) => one.location?.toLowerCase() === region.toLowerCase());
  const restrictions = list(sku.restrictions);
  const closed = new Set(
    restrictions.filter(({ type }) => type === 'Zone').flatMap((one) => textList(one.restrictionInfo?.zones)),
  );
  const cores = count(list(sku.capabilities).find((one) => one.name === 'vCPUs')?.value);
  return {
    name,
    ...(cores !== undefined && { cores }),
    restricted: restrictions.some(({ type }) => type === 'Location'),
    zones: textList(here?.zones).filter((zone) => !closed.has(zone)),
  };
}
