import { CodedError } from '../kernel/errors.ts';
import type { Tri } from '../kernel/facts.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import { askAll, askAzure } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { segmentOf } from './parse/arm-id.ts';

export type Resources = {
  /** Whether an ARM id exists; unknown when it cannot be read. @param apiVersion of the resource's provider */
  exists(armId: string, apiVersion: string): Promise<Tri>;
  /** What a resource group holds. @param groupId its ARM id */
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
