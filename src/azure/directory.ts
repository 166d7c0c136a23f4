import type { Tri } from '../domain/facts.ts';
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
  /** Whether someone is a guest here; unknown where Graph does not say. No: a member of this tenant. */
  isGuest(objectId: string): Promise<Tri>;
  /** Object ids, in lower case, of the groups someone is in, also through other groups. */
  groupsOf(objectId: string): Promise<string[]>;
};

/** Nobody is in more pages of 999 groups: a list that never ends must not keep a vote waiting. */
const mostPages = 20;

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

    isGuest: (objectId) =>
      ask(async () => {
        const answer = await read(`${graph}/v1.0/users/${encodeURIComponent(objectId)}?$select=id,userType`);
        const type = text((answer as { userType?: unknown } | null)?.userType)?.toLowerCase();
        return type === 'guest' ? 'yes' : type === 'member' ? 'no' : 'unknown';
      }),

    groupsOf: (objectId) =>
      ask(async () => {
        const groups: string[] = [];
        const of = `${graph}/v1.0/users/${encodeURIComponent(objectId)}`;
        let next: string | undefined = `${of}/transitiveMemberOf/microsoft.graph.group?$select=id&$top=999`;
        for (let page = 0; next !== undefined; page += 1) {
          // A link to another host would carry the token there.
          if (page === mostPages || !next.startsWith(`${graph}/`)) throw unreadable(200);
          const answer = (await read(next)) as { value?: unknown; '@odata.nextLink'?: unknown } | null;
          if (!Array.isArray(answer?.value)) throw unreadable(200);
          for (const group of list(answer.value)) {
            const id = text((group as { id?: unknown }).id);
            if (id) groups.push(id.toLowerCase());
          }
          next = text(answer['@odata.nextLink']);
        }
        return groups;
      }),
  };
}
