import type { NetworkFacts, StorageAccountFacts, Usage } from '../domain/check/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { segmentOf } from './parse/arm-id.ts';
import { count, list, text, tri } from './parse/values.ts';

export type Places = {
  /** undefined when there is no such account. */
  storageAccount(id: string): Promise<StorageAccountFacts | undefined>;
  /** The network that a subnet belongs to; undefined when there is no such network. @param subnetId ARM id */
  network(subnetId: string): Promise<NetworkFacts | undefined>;
  /** Compute quotas of a region, in vCPUs and pieces. */
  usages(subscriptionId: string, region: string): Promise<Usage[]>;
};

/** Of the resources' own providers, as `resources.exists` needs them too. */
export const apiVersions = { storage: '2023-01-01', network: '2023-06-01', group: '2021-04-01' } as const;

export function createPlaces(clients: ClientsOf): Places {
  const get = (id: string, apiVersion: string) =>
    askIfThere(() =>
      clients(segmentOf(id, 'subscriptions')).reading.resources.resources.getById(id.replace(/^\/+/, ''), apiVersion),
    );
  return {
    async storageAccount(id) {
      const found = await get(id, apiVersions.storage);
      if (!found) return undefined;
      const properties = membersOf(found.properties);
      const state = text(properties.statusOfPrimary);
      return {
        location: text(found.location) ?? '',
        kind: text(found.kind) ?? '',
        sku: text(found.sku?.name) ?? '',
        available: state === undefined ? 'unknown' : state.toLowerCase() === 'available' ? 'yes' : 'no',
        hierarchical: tri(properties.isHnsEnabled) === 'yes',
      };
    },
    async network(subnetId) {
      const found = await get(subnetId.replace(/\/subnets\/[^/]+\/*$/i, ''), apiVersions.network);
      if (!found) return undefined;
      const { subnets } = membersOf(found.properties);
      const name = segmentOf(subnetId, 'subnets').toLowerCase();
      const names = list(subnets).map((subnet) => text(membersOf(subnet).name)?.toLowerCase());
      return {
        location: text(found.location) ?? '',
        subnet: Array.isArray(subnets) ? (names.includes(name) ? 'yes' : 'no') : 'unknown',
      };
    },
    usages: (subscriptionId, region) =>
      askAll(clients(subscriptionId).reading.compute.usage.list(region), ({ name, currentValue, limit }) => {
        const [called, used, most] = [text(name?.value), count(currentValue), count(limit)];
        return called === undefined || used === undefined || most === undefined
          ? undefined
          : { name: called, used, limit: most };
      }),
  };
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
