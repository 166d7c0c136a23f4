import { ask } from './ask.ts';
import { unreadable } from './errors.ts';
import { list, text } from './parse/values.ts';
import type { PlainRead } from './plain-client.ts';

export type Directory = {
  /**
   * Object id, in this tenant, of an application's service principal; undefined when the tenant has none.
   * @param appId e.g. that of Azure Backup in this cloud
   */
  servicePrincipal(appId: string): Promise<string | undefined>;
};

/** @param graph e.g. https://graph.microsoft.com */
export function createDirectory(read: PlainRead, graph: string): Directory {
  return {
    servicePrincipal: (appId) =>
      ask(async () => {
        const filter = encodeURIComponent(`appId eq '${appId}'`);
        const answer = await read(`${graph}/v1.0/servicePrincipals?$filter=${filter}&$select=id,appId,displayName`);
        const value = (answer as { value?: unknown } | null)?.value;
        if (!Array.isArray(value)) throw unreadable(200);
        const [first] = list(value);
        return text((first as { id?: unknown } | undefined)?.id)?.toLowerCase();
      }),
  };
}
