import { type Person, people } from '../world/people.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { graphRoute, type Route } from './router.ts';

type ServicePrincipal = Context['world']['directory']['servicePrincipals'][number];

/** The part of Microsoft Graph about applications' objects, guests, and members of groups. */
export function directoryRoutes(): Route[] {
  return [
    graphRoute('GET', '/v1.0/servicePrincipals', list),
    graphRoute('GET', '/v1.0/servicePrincipals/{id}', (context) => {
      const id = param(context, 'id');
      return one(context, id, ({ objectId }) => objectId === id.toLowerCase());
    }),
    graphRoute('GET', '/v1.0/users/{id}', (context) => {
      const { objectId, name, guest } = userOf(context);
      const all = { id: objectId, displayName: name, accountEnabled: true, userType: guest ? 'Guest' : 'Member' };
      return { status: 200, body: selected(context, all) };
    }),
    graphRoute('GET', '/v1.0/users/{id}/transitiveMemberOf/microsoft.graph.group', (context) => {
      const { objectId } = userOf(context);
      const found = context.world.roles.groups.filter(({ members }) => members.includes(objectId));
      return {
        status: 200,
        body: { value: found.map((group) => selected(context, { id: group.objectId, displayName: group.name })) },
      };
    }),
    graphRoute('GET', '/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user', peopleIn),
    graphRoute('GET', '/v1.0/groups/{id}/members', peopleIn),
    graphRoute('GET', '/v1.0/groups/{id}', (context) => {
      refuseUnlessReadable(context);
      const id = param(context, 'id').toLowerCase();
      const group = context.world.roles.groups.find(({ objectId }) => objectId === id);
      if (!group) throw notFound(id);
      return { status: 200, body: selected(context, { id, displayName: group.name }) };
    }),
    graphRoute('POST', '/v1.0/directoryObjects/getByIds', byIds),
    // servicePrincipals(appId='…'): one segment of the path.
    graphRoute('GET', '/v1.0/{key}', (context) => {
      const key = param(context, 'key');
      const appId = /^servicePrincipals\(appId='([^']+)'\)$/i.exec(key)?.[1]?.toLowerCase();
      if (!appId) throw new AzureError(400, 'BadRequest', `Resource not found for the segment '${key}'.`);
      return one(context, appId, (found) => found.appId === appId);
    }),
  ];
}

/** A page of members, of the size $top, with a link to the next. */
function peopleIn(context: Context): Reply {
  refuseUnlessReadable(context);
  const id = param(context, 'id').toLowerCase();
  const group = context.world.roles.groups.find(({ objectId }) => objectId === id);
  if (!group) throw notFound(id);
  const top = Number(context.query.get('$top') ?? 100);
  const skip = Number(context.query.get('$skiptoken') ?? 0);
  const found = Object.values(people).filter(({ objectId }) => group.members.includes(objectId));
  const base = `https://graph.microsoft.com/v1.0/groups/${id}/transitiveMembers/microsoft.graph.user`;
  const more = skip + top < found.length && {
    '@odata.nextLink': `${base}?$select=id&$top=${top}&$skiptoken=${skip + top}`,
  };
  const value = found
    .slice(skip, skip + top)
    .map(({ objectId, name }) => selected(context, { id: objectId, displayName: name }));
  return { status: 200, body: { value, ...more } };
}

function list(context: Context): Reply {
  const filter = context.query.get('$filter');
  const matches = servicePrincipalFilter(filter ?? '');
  if (filter && !matches) throw new AzureError(400, 'Request_UnsupportedQuery', 'Unsupported Query.');
  const found = principals(context).filter((one) => !matches || matches(one));
  const context$ = 'https://graph.microsoft.com/v1.0/$metadata#servicePrincipals';
  return { status: 200, body: { '@odata.context': context$, value: found.map((one) => show(context, one)) } };
}

/** Compares one member, or one of an application's names: those here have none but their id. */
function servicePrincipalFilter(filter: string): ((one: ServicePrincipal) => boolean) | undefined {
  const [, , name] = /^\s*servicePrincipalNames\/any\((\w+):\1\s+eq\s+'([^']*)'\)\s*$/i.exec(filter) ?? [];
  if (name !== undefined) return ({ appId }) => appId === name.toLowerCase();
  const [, member = '', value = ''] = /^\s*(appId|displayName|id)\s+eq\s+'([^']*)'\s*$/i.exec(filter) ?? [];
  const asked = member.toLowerCase();
  if (!asked) return undefined;
  return ({ appId, objectId, name: displayName }) => {
    const has = asked === 'appid' ? appId : asked === 'id' ? objectId : displayName;
    return has.toLowerCase() === value.toLowerCase();
  };
}

type DirectoryObject = { id: string; displayName: string } & Record<string, unknown>;

/** Objects with these ids, up to a limit; unknown ids are left out. */
function byIds(context: Context): Reply {
  refuseUnlessReadable(context);
  const { ids = [], types = [] } = (context.body ?? {}) as { ids?: string[]; types?: string[] };
  const odata = (kind: string, one: DirectoryObject) => ({ '@odata.type': `#microsoft.graph.${kind}`, ...one });
  const all = [
    ...context.world.directory.servicePrincipals.map(({ objectId, appId, name }) =>
      odata('servicePrincipal', { id: objectId, appId, displayName: name }),
    ),
    ...Object.values<Person>(people).map(({ objectId, name }) => odata('user', { id: objectId, displayName: name })),
    ...context.world.roles.groups.map(({ objectId, name }) => odata('group', { id: objectId, displayName: name })),
  ];
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  const kinds = new Set(types.map((kind) => `#microsoft.graph.${kind}`.toLowerCase()));
  const value = all.filter(
    (one) => wanted.has(one.id) && (kinds.size === 0 || kinds.has(one['@odata.type'].toLowerCase())),
  );
  return { status: 200, body: { value } };
}

function one(context: Context, id: string, matches: (one: ServicePrincipal) => boolean): Reply {
  const found = principals(context).find(matches);
  if (!found) throw notFound(id);
  const context$ = 'https://graph.microsoft.com/v1.0/$metadata#servicePrincipals/$entity';
  return { status: 200, body: { '@odata.context': context$, ...show(context, found) } };
}

function userOf(context: Context): Person {
  refuseUnlessReadable(context);
  const id = param(context, 'id').toLowerCase();
  const found = Object.values<Person>(people).find(({ objectId }) => objectId === id);
  if (!found) throw notFound(id);
  return found;
}

function notFound(id: string): AzureError {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new AzureError(404, 'Request_ResourceNotFound', message);
}

function refuseUnlessReadable({ world }: Context): void {
  if (world.directory.readable) return;
  throw new AzureError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function principals(context: Context): ServicePrincipal[] {
  refuseUnlessReadable(context);
  return context.world.directory.servicePrincipals;
}

/** The members that a caller selects, or a few of the many that Graph has. */
function show(context: Context, { name, appId, objectId }: ServicePrincipal): Record<string, unknown> {
  const all = {
    id: objectId,
    appId,
    displayName: name,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    servicePrincipalNames: [appId],
  };
  return selected(context, all);
}

function selected(context: Context, all: Record<string, unknown>): Record<string, unknown> {
  const asked = context.query.get('$select')?.split(',');
  return asked ? Object.fromEntries(Object.entries(all).filter(([member]) => asked.includes(member))) : all;
}
