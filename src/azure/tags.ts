import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { segmentOf } from './parse/arm-id.ts';

export type Tags = {
  /**
   * Adds tags to a resource and keeps those that it has. The lists of its group show whether it did.
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
