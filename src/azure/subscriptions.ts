import { askAzure } from './calls.ts';
import { unreadable } from './errors.ts';
import { text } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type SubscriptionFacts = { id: string; name: string };

export type Subscriptions = {
  /**
   * Subscriptions that Azure shows the bot: a role on anything in one, or on a management group above it, is enough.
   */
  list(): Promise<SubscriptionFacts[]>;
};

const apiVersion = '2022-12-01';
/** A page has a thousand or so. */
const mostPages = 20;
/** A cancelled subscription is unusable. */
const ended: ReadonlySet<string> = new Set(['disabled', 'deleted']);

/**
 * Plain reads, since the SDK has a separate package for this one list.
 * @param resourceManager e.g. https://management.azure.com
 */
export function createSubscriptions(read: PlainRead, resourceManager: string): Subscriptions {
  const origin = resourceManager.replace(/\/+$/, '');
  return {
    list: () =>
      askAzure(async () => {
        const found: SubscriptionFacts[] = [];
        let next: string | undefined = `${origin}/subscriptions?api-version=${apiVersion}`;
        for (let page = 0; next !== undefined && page < mostPages; page++) {
          const answer = (await read(next)) as { value?: unknown; nextLink?: unknown } | null;
          if (!Array.isArray(answer?.value)) throw unreadable('list');
          found.push(...answer.value.flatMap((one) => parseSubscription(one) ?? []));
          next = text(answer.nextLink);
        }
        return found;
      }),
  };
}

function parseSubscription(value: unknown): SubscriptionFacts | undefined {
  const { subscriptionId, displayName, state } = (value ?? {}) as Record<string, unknown>;
  const id = text(subscriptionId)?.toLowerCase();
  if (id === undefined || ended.has(text(state)?.toLowerCase() ?? '')) return undefined;
  return { id, name: text(displayName) ?? id };
}
