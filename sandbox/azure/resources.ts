import { parseArmId } from '../world/arm-id.ts';
import { tenantId } from '../world/people.ts';
import type { ArmResource } from '../world/resources.ts';
import type { Subscription } from '../world/world.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError, groupNotFound, notServed, resourceNotFound } from './errors.ts';
import { group, subscription } from './find.ts';
import { page } from './paging.ts';
import { isServed } from './resource-providers.ts';
import { type Route, route } from './router.ts';

/** Subscriptions, resource groups, and any resource by its id. */
export function resourceRoutes(): Route[] {
  return [
    route('GET', '/tenants', listTenants, ''),
    route('GET', '/subscriptions', listSubscriptions, ''),
    route('GET', `${subscription}/locations`, listLocations),
    route('GET', subscription, (context) => {
      const id = param(context, 'subscriptionId').toLowerCase();
      const found = context.world.subscriptions.find((one) => one.id === id);
      return found ? { status: 200, body: showSubscription(found) } : { status: 404 };
    }),
    route('GET', `${subscription}/resourcegroups`, (context) => {
      const scope = `/subscriptions/${param(context, 'subscriptionId')}`;
      const all = context.world.resources.list('Microsoft.Resources/resourceGroups', scope);
      return { status: 200, body: page(context, all, (one) => one) };
    }),
    route('GET', `${subscription}/resourcegroups/{resourceGroupName}`, (context) => ({
      status: 200,
      body: theGroup(context),
    })),
    route('HEAD', `${subscription}/resourcegroups/{resourceGroupName}`, (context) => ({
      status: groupExists(context) ? 204 : 404,
    })),
    route('GET', `${subscription}/resources`, (context) =>
      listed(context, `/subscriptions/${param(context, 'subscriptionId')}`),
    ),
    route('GET', `${group}/resources`, (context) => listed(context, theGroup(context).id)),
    // "default" is the name of a resource's only set of tags.
    route('PATCH', '/{scope}/providers/Microsoft.Resources/tags/default', changeTags, 'Microsoft.Resources/tags/write'),
    route('GET', '/{resourceId}', (context) => ({ status: 200, body: theResource(context) })),
    route('HEAD', '/{resourceId}', (context) => ({ status: theResource(context) ? 204 : 404 })),
  ];
}

function listed(context: Context, scope: string): Reply {
  // A group is not part of its own list.
  const { resources } = context.world;
  const asked = resourceFilter(context.query.get('$filter'));
  const all = resources.all(scope).filter((one) => one.type !== 'Microsoft.Resources/resourceGroups' && asked(one));
  const dated = context.query.get('$expand')?.split(',').includes('createdTime') ?? false;
  return {
    status: 200,
    body: page(context, all, (one) => ({
      id: one.id,
      name: one.name,
      type: one.type,
      location: one.location,
      ...(typeof one.managedBy === 'string' && { managedBy: one.managedBy }),
      ...(one.tags && { tags: one.tags }),
      ...(dated && { createdTime: resources.createdTime(one).toISOString() }),
    })),
  };
}

const tenant = 'Contoso';

function listTenants(): Reply {
  const one = { id: `/tenants/${tenantId}`, tenantId, displayName: tenant, tenantCategory: 'Home' };
  return { status: 200, body: { value: [one] } };
}

/** The two regions in which the world has resources. */
function listLocations(context: Context): Reply {
  const subscriptionId = param(context, 'subscriptionId').toLowerCase();
  const value = [
    { name: 'westeurope', displayName: 'West Europe' },
    { name: 'northeurope', displayName: 'North Europe' },
  ].map(({ name, displayName }) => ({
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(Europe) ${displayName}`,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geography: 'Europe', geographyGroup: 'Europe' },
  }));
  return { status: 200, body: { value } };
}

function listSubscriptions(context: Context): Reply {
  const { world, principal } = context;
  const value = world.subscriptions.filter((one) => world.roles.sees(principal, one.id)).map(showSubscription);
  return { status: 200, body: { value } };
}

function showSubscription({ id, name }: Subscription): Record<string, unknown> {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: id,
    tenantId,
    displayName: name,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function groupExists(context: Context) {
  return context.world.resources.get(
    `/subscriptions/${param(context, 'subscriptionId')}/resourceGroups/${param(context, 'resourceGroupName')}`,
  );
}

function theGroup(context: Context) {
  const found = groupExists(context);
  if (!found) throw groupNotFound(param(context, 'resourceGroupName'));
  return found;
}

function theResource(context: Context) {
  const id = param(context, 'resourceId');
  const found = context.world.resources.get(id);
  if (found) return found;
  const { group: inGroup = '', type = '', name = id } = parseArmId(id) ?? {};
  if (!isServed(type)) throw notServed(`resources of type ${type}`);
  throw resourceNotFound(`${type}/${name}`, inGroup);
}

type TagsPatch = { operation?: string; properties?: { tags?: Record<string, string> } };

function changeTags(context: Context): Reply {
  const scope = param(context, 'scope');
  const found = context.world.resources.get(scope);
  const { group = '', type = '', name = scope } = parseArmId(scope) ?? {};
  if (!found) throw resourceNotFound(`${type}/${name}`, group);
  const { operation = '', properties: { tags = {} } = {} } = (context.body ?? {}) as TagsPatch;
  found.tags = tagsAfter(operation, found.tags ?? {}, tags);
  return {
    status: 200,
    body: {
      id: `${found.id}/providers/Microsoft.Resources/tags/default`,
      name: 'default',
      type: 'Microsoft.Resources/tags',
      properties: { tags: { ...found.tags } },
    },
    effect: `tags of ${found.name} changed`,
  };
}

/** @throws AzureError; code and text of an unknown operation are a guess */
function tagsAfter(operation: string, old: Record<string, string>, tags: Record<string, string>) {
  switch (operation.toLowerCase()) {
    case 'merge':
      return { ...old, ...tags };
    case 'replace':
      return { ...tags };
    case 'delete':
      return Object.fromEntries(Object.entries(old).filter(([name]) => !(name in tags)));
    default:
      throw new AzureError(400, 'InvalidTagPatchOperation', `The operation '${operation}' is not valid for tags.`);
  }
}

type Test = (one: ArmResource) => boolean;

const members: Record<string, (one: ArmResource) => string> = {
  resourcetype: ({ type }) => type,
  name: ({ name }) => name,
  location: ({ location = '' }) => location,
  resourcegroup: ({ id }) => parseArmId(id)?.group ?? '',
};

/**
 * Parses the filter of a list of resources, as documented: members compared with eq or ne, a part of a name, one tag;
 * joined by and.
 * @throws AzureError 400 for anything else (its text is modelled)
 */
function resourceFilter(text = ''): Test {
  const tests = text.trim() === '' ? [] : text.split(/\s+and\s+/i).map((term) => testOf(term.trim(), text));
  return (one) => tests.every((test) => test(one));
}

function testOf(term: string, whole: string): Test {
  const part = /^substringof\('([^']*)',\s*name\)$/i.exec(term)?.[1]?.toLowerCase();
  if (part !== undefined) return ({ name }) => name.toLowerCase().includes(part);
  const [, member = '', operator = '', written = ''] = /^(\w+)\s+(eq|ne)\s+'((?:[^']|'')*)'$/i.exec(term) ?? [];
  const wanted = written.replaceAll("''", "'").toLowerCase();
  const equal = operator.toLowerCase() === 'eq';
  const key = member.toLowerCase();
  if (key === 'tagname' && equal)
    return ({ tags = {} }) => Object.keys(tags).some((tag) => tag.toLowerCase() === wanted);
  if (key === 'tagvalue' && equal)
    return ({ tags = {} }) => Object.values(tags).some((tag) => tag.toLowerCase() === wanted);
  const read = members[key];
  if (read) return (one) => (read(one).toLowerCase() === wanted) === equal;
  throw new AzureError(400, 'InvalidFilterInQueryString', `The filter '${whole}' in the query string is not valid.`);
}
