import { CodedError } from '../kernel/errors.ts';
import type { Tri } from '../kernel/facts.ts';
import type { ListedResource } from '../kernel/place-facts.ts';
import { askAll, askAzure } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { unreadable } from './errors.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { segmentOf } from './parse/arm-id.ts';
import { text } from './parse/values.ts';
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
