import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { graphRoute, type Route } from './router.ts';

type ServicePrincipal = Context['world']['directory']['servicePrincipals'][number];

/** The part of Microsoft Graph that tells which object an application is in this tenant. */
export function directoryRoutes(): Route[] {
  return [
    graphRoute('GET', '/v1.0/servicePrincipals', list),
    graphRoute('GET', '/v1.0/servicePrincipals/{id}', (context) => {
      const id = param(context, 'id');
      return one(context, id, ({ objectId }) => objectId === id.toLowerCase());
    }),
    // servicePrincipals(appId='…'): one segment of the path.
    graphRoute('GET', '/v1.0/{key}', (context) => {
      const key = param(context, 'key');
      const appId = /^servicePrincipals\(appId='([^']+)'\)$/i.exec(key)?.[1]?.toLowerCase();
      if (!appId) throw new AzureError(400, 'BadRequest', `Resource not found for the segment '${key}'.`);
      return one(context, appId, (found) => found.appId === appId);
    }),
  ];
}

function list(context: Context): Reply {
  const filter = context.query.get('$filter');
  const [, member = '', value = ''] = /^\s*(appId|displayName|id)\s+eq\s+'([^']*)'\s*$/i.exec(filter ?? '') ?? [];
  if (filter && !member) throw new AzureError(400, 'Request_UnsupportedQuery', 'Unsupported Query.');
  const asked = member.toLowerCase();
  const found = principals(context).filter((one) => {
    const has = asked === 'appid' ? one.appId : asked === 'id' ? one.objectId : one.name;
    return !filter || has.toLowerCase() === value.toLowerCase();
  });
  const context$ = 'https://graph.microsoft.com/v1.0/$metadata#servicePrincipals';
  return { status: 200, body: { '@odata.context': context$, value: found.map((one) => show(context, one)) } };
}

function one(context: Context, id: string, matches: (one: ServicePrincipal) => boolean): Reply {
  const found = principals(context).find(matches);
  if (!found) {
    const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
    throw new AzureError(404, 'Request_ResourceNotFound', message);
  }
  const context$ = 'https://graph.microsoft.com/v1.0/$metadata#servicePrincipals/$entity';
  return { status: 200, body: { '@odata.context': context$, ...show(context, found) } };
}

function principals({ world }: Context): ServicePrincipal[] {
  if (world.directory.readable) return world.directory.servicePrincipals;
  throw new AzureError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** The members a caller selects, or a few of the many that Graph has. */
function show(context: Context, { name, appId, objectId }: ServicePrincipal): Record<string, unknown> {
  const all = { id: objectId, appId, displayName: name, accountEnabled: true, servicePrincipalType: 'Application' };
  const asked = context.query.get('$select')?.split(',');
  return asked ? Object.fromEntries(Object.entries(all).filter(([member]) => asked.includes(member))) : all;
}
