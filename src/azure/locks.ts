import { askAzure } from './ask.ts';
import { unreadable } from './errors.ts';
import { text } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type Locks = {
  /** Names of the management locks that hold for a resource, those of its group and subscription included. */
  on(armId: string): Promise<string[]>;
};

const apiVersion = '2020-05-01';

/** The SDK has a package of its own for this one list. @param resourceManager e.g. https://management.azure.com */
export function createLocks(read: PlainRead, resourceManager: string): Locks {
  const origin = resourceManager.replace(/\/+$/, '');
  return {
    on: (armId) =>
      askAzure(async () => {
        const filter = encodeURIComponent('atScope()');
        const path = `${armId}/providers/Microsoft.Authorization/locks`;
        const answer = await read(`${origin}${path}?api-version=${apiVersion}&$filter=${filter}`);
        const value = (answer as { value?: unknown } | null)?.value;
        if (!Array.isArray(value)) throw unreadable('list');
        return value.flatMap((one) => text((one as { name?: unknown } | null)?.name) ?? []);
      }),
  };
}
