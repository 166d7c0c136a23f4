import { parseVaultId, type Ref } from '../kernel/arm-id.ts';
import type { ActivityFacts } from '../kernel/facts.ts';
import { asObject } from '../kernel/stored.ts';
import { askAzure } from './calls.ts';
import { unreadable } from './errors.ts';
import { text } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type ActivityLog = {
  /** Changes in the resource group of a vault, unordered. Azure keeps them for 90 days. */
  list(vault: Ref, since: Date): Promise<ActivityFacts[]>;
};

const apiVersion = '2015-04-01';
/** A page has some hundred entries: a busy group must not delay a digest. */
const mostPages = 10;
const members = 'caller,eventTimestamp,operationName,resourceId,status';

/**
 * Plain reads, since the SDK has a separate package for this one list.
 * @param resourceManager e.g. https://management.azure.com
 */
export function createActivityLog(read: PlainRead, resourceManager: string): ActivityLog {
  const origin = resourceManager.replace(/\/+$/, '');
  return {
    list: (vault, since) =>
      askAzure(async () => {
        const { subscriptionId, resourceGroup } = parseVaultId(vault);
        const group = resourceGroup.replaceAll("'", "''");
        const filter = `eventTimestamp ge '${since.toISOString()}' and resourceGroupName eq '${group}'`;
        const query = `api-version=${apiVersion}&$filter=${encodeURIComponent(filter)}&$select=${members}`;
        const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`;
        const found: ActivityFacts[] = [];
        let next: string | undefined = `${origin}${path}?${query}`;
        for (let page = 0; next !== undefined && page < mostPages; page++) {
          const answer = (await read(next)) as { value?: unknown; nextLink?: unknown } | null;
          if (!Array.isArray(answer?.value)) throw unreadable('list');
          found.push(...answer.value.flatMap((one) => parseActivity(one) ?? []));
          next = text(answer.nextLink);
        }
        return found;
      }),
  };
}

/** undefined for failures, and for the start of a change: a change is logged when it begins and when it ends. */
export function parseActivity(entry: unknown): ActivityFacts | undefined {
  const { caller, eventTimestamp, operationName, resourceId, status } = asObject(entry);
  const at = new Date(text(eventTimestamp) ?? Number.NaN);
  const operation = text(asObject(operationName).value);
  const id = text(resourceId);
  const succeeded = text(asObject(status).value)?.toLowerCase() === 'succeeded';
  if (!succeeded || operation === undefined || id === undefined || Number.isNaN(at.getTime())) return undefined;
  const who = text(caller);
  return { operation, resourceId: id, at, ...(who !== undefined && { caller: who }) };
}
