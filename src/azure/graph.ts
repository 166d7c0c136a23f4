import type { Tri } from '../kernel/facts.ts';
import { askAzure } from './calls.ts';
import { unreadable } from './errors.ts';
import { list, text } from './parse/values.ts';
import { type PlainClient, type PlainRead, parseJson } from './plain-client.ts';

export type Directory = {
  /**
   * Object id, in this tenant, of an application's service principal; undefined when the tenant has none.
   * @param appId e.g. that of Azure Backup in this cloud
   */
  servicePrincipal(appId: string): Promise<string | undefined>;
  /** Whether a person is a guest here; unknown if Graph does not say. No: a member of this tenant. */
  isGuest(objectId: string): Promise<Tri>;
  /** Object ids of the people in a group, nested groups included. */
  peopleIn(groupId: string): Promise<string[]>;
  /** Object ids of a person's groups, nested groups included. */
  groupsOf(personId: string): Promise<string[]>;
  /** Name of a person or a group; undefined if Graph does not say. */
  nameOf(kind: 'users' | 'groups', id: string): Promise<string | undefined>;
};

/** Graph's maximum page size for members. */
const page = 999;
/** A group of more than 50,000 people cannot be meant as approvers; the answer is unknown, which counts as no. */
const mostPages = 50;

/** @param graph e.g. https://graph.microsoft.com */
export function createDirectory(read: PlainRead, graph: string): Directory {
  const readIds = (path: string) =>
    askAzure(async () => {
      const ids: string[] = [];
      let url: string | undefined = `${graph}/v1.0/${path}?$select=id&$top=${page}`;
      for (let pages = 0; url !== undefined; pages += 1) {
        const answer = (await read(url)) as { value?: unknown; '@odata.nextLink'?: unknown } | null;
        if (!Array.isArray(answer?.value)) throw unreadable('list');
        if (pages >= mostPages) throw unreadable('pages');
        ids.push(...answer.value.flatMap((one) => text((one as { id?: unknown } | null)?.id)?.toLowerCase() ?? []));
        const next = text(answer['@odata.nextLink']);
        // No answer may lead the token to another host.
        if (next !== undefined && !next.startsWith(`${graph}/`)) throw unreadable('pages');
        url = next;
      }
      return ids;
    });
  return {
    servicePrincipal: (appId) =>
      askAzure(async () => {
        const filter = encodeURIComponent(`appId eq '${appId}'`);
        const answer = await read(`${graph}/v1.0/servicePrincipals?$filter=${filter}&$select=id,appId,displayName`);
        const value = (answer as { value?: unknown } | null)?.value;
        if (!Array.isArray(value)) throw unreadable('list');
        const [first] = list(value);
        return text((first as { id?: unknown } | undefined)?.id)?.toLowerCase();
      }),

    isGuest: (objectId) =>
      askAzure(async () => {
        const answer = await read(`${graph}/v1.0/users/${encodeURIComponent(objectId)}?$select=id,userType`);
        const type = text((answer as { userType?: unknown } | null)?.userType)?.toLowerCase();
        return type === 'guest' ? 'yes' : type === 'member' ? 'no' : 'unknown';
      }),

    nameOf: (kind, id) =>
      askAzure(async () => {
        const answer = await read(`${graph}/v1.0/${kind}/${encodeURIComponent(id)}?$select=id,displayName`);
        return text((answer as { displayName?: unknown } | null)?.displayName);
      }),

    peopleIn: (groupId) => readIds(`groups/${encodeURIComponent(groupId)}/transitiveMembers/microsoft.graph.user`),
    groupsOf: (personId) => readIds(`users/${encodeURIComponent(personId)}/transitiveMemberOf/microsoft.graph.group`),
  };
}

/**
 * The shifts of a team around a moment, as Graph returns them.
 * @param actsAs object id of a member of the team: Graph reads shifts on a person's behalf
 */
export type ReadShifts = (teamId: string, actsAs: string, at: Date) => Promise<unknown>;

/** @param graph e.g. https://graph.microsoft.com */
export function createShifts(client: PlainClient, graph: string): ReadShifts {
  return (teamId, actsAs, at) =>
    askAzure(async () => {
      const now = at.toISOString();
      const filter = `sharedShift/startDateTime le ${now} and sharedShift/endDateTime ge ${now}`;
      const url = `${graph}/v1.0/teams/${encodeURIComponent(teamId)}/schedule/shifts?$filter=${encodeURIComponent(filter)}`;
      const headers = { accept: 'application/json', 'ms-app-acts-as': actsAs };
      return parseJson(await client({ method: 'GET', url, headers }));
    });
}
