import { covers } from '../world/arm-id.ts';
import type { DenyAssignment, RoleAssignment } from '../world/role-book.ts';
import type { RoleDefinition } from '../world/role-definitions.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { type Route, route } from './router.ts';

const base = '/{scope}/providers/Microsoft.Authorization';

/** Role assignments, role definitions and deny assignments, at any scope. */
export function authorizationRoutes(): Route[] {
  return [
    route('GET', `${base}/roleAssignments`, listAssignments),
    route('GET', `${base}/roleAssignments/{roleAssignmentName}`, (context) => {
      const found = context.world.roles.assignments.find((one) => one.name === param(context, 'roleAssignmentName'));
      if (!found)
        throw new AzureError(
          404,
          'RoleAssignmentNotFound',
          `The role assignment '${param(context, 'roleAssignmentName')}' is not found.`,
        );
      return { status: 200, body: showAssignment(found) };
    }),
    route('GET', `${base}/roleDefinitions`, listDefinitions),
    route('GET', `${base}/roleDefinitions/{roleDefinitionId}`, getDefinition),
    // Built-in roles are also read without a scope; any signed-in caller may do so.
    route('GET', '/providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId}', getDefinition, ''),
    route('GET', `${base}/denyAssignments`, listDenials),
    route('GET', `${base}/roleEligibilityScheduleInstances`, listEligibilities),
    route('GET', `${base}/roleAssignmentScheduleInstances`, listSchedules),
    route('GET', `${base}/locks`, listLocks),
  ];
}

/**
 * Lists assignments. Without a filter: at the scope, above and below. atScope(): at and above. principalId eq: given to
 * the principal itself. assignedTo(): also through its groups, at, above and below.
 */
function listAssignments(context: Context): Reply {
  const { roles } = context.world;
  const value = roles.assignments.filter(applies(context, (one) => [one.principalId])).map(showAssignment);
  return { status: 200, body: { value } };
}

/** With atScope(): at the scope and above. Without: at it and below. Modelled from documentation. */
function listLocks(context: Context): Reply {
  const asked = param(context, 'scope');
  const above = context.query.get('$filter') === 'atScope()';
  const value = context.world.locks
    .filter(({ scope }) => (above ? covers(scope, asked) : covers(asked, scope)))
    .map(({ scope, name, level }) => ({
      id: `${scope}/providers/Microsoft.Authorization/locks/${name}`,
      type: 'Microsoft.Authorization/locks',
      name,
      properties: { level },
    }));
  return { status: 200, body: { value } };
}

/** Modelled from documentation: the same members as an assignment, and its references in words. */
function listEligibilities(context: Context): Reply {
  const { roles } = context.world;
  const value = roles.eligibilities.filter(applies(context, (one) => [one.principalId])).map(showEligibility);
  return { status: 200, body: { value } };
}

/** Active assignments and their ends. Modelled from documentation: like eligibilities, and how each became active. */
function listSchedules(context: Context): Reply {
  const { roles } = context.world;
  const value = roles.assignments.filter(applies(context, (one) => [one.principalId])).map(showSchedule);
  return { status: 200, body: { value } };
}

function listDenials(context: Context): Reply {
  const value = context.world.roles.denials.filter(applies(context, (one) => one.principalIds)).map(showDenial);
  return { status: 200, body: { value } };
}

function applies<T extends { scope: string }>(context: Context, principals: (one: T) => string[]): (one: T) => boolean {
  const scope = param(context, 'scope');
  const filter = context.query.get('$filter') ?? '';
  const assigned = /assignedTo\('([^']+)'\)/i.exec(filter)?.[1];
  const principal = /principalId eq '([^']+)'/i.exec(filter)?.[1];
  const above = /atScope\(\)/i.test(filter);
  if (filter && !assigned && !principal && !above)
    throw new AzureError(400, 'UnsupportedQuery', `The filter '${filter}' is not supported.`);
  const identities = assigned ? context.world.roles.identities(assigned) : undefined;
  return (one) =>
    (covers(one.scope, scope) || (!above && covers(scope, one.scope))) &&
    (!identities || principals(one).some((id) => identities.has(id))) &&
    (!principal || principals(one).includes(principal));
}

/** Roles that can be assigned at the scope: a custom role only at its assignable scopes. */
function listDefinitions(context: Context): Reply {
  const scope = param(context, 'scope');
  const filter = context.query.get('$filter') ?? '';
  const name = /roleName eq '((?:[^']|'')+)'/i.exec(filter)?.[1]?.replaceAll("''", "'").toLowerCase();
  const type = /type eq '([^']+)'/i.exec(filter)?.[1]?.toLowerCase();
  const found = context.world.roles.definitions.filter(
    ({ roleName, assignableScopes }) =>
      (!name || roleName.toLowerCase() === name) &&
      (!type || type === (assignableScopes ? 'customrole' : 'builtinrole')) &&
      (!assignableScopes || assignableScopes.some((one) => covers(one, scope))),
  );
  return { status: 200, body: { value: found.map((one) => showDefinition(one, subscriptionOf(scope))) } };
}

function getDefinition(context: Context): Reply {
  const name = param(context, 'roleDefinitionId');
  const found = context.world.roles.definitions.find((one) => one.name === name.toLowerCase());
  if (!found)
    throw new AzureError(
      404,
      'RoleDefinitionDoesNotExist',
      `The specified role definition with ID '${name}' does not exist.`,
    );
  return { status: 200, body: showDefinition(found, subscriptionOf(context.params.scope ?? '')) };
}

/** ARM shows a role below the subscription it was asked in. */
function subscriptionOf(scope: string): string {
  const [first, id] = scope.split('/').filter(Boolean);
  return first?.toLowerCase() === 'subscriptions' && id ? `/subscriptions/${id}` : '';
}

function roleId(subscription: string, role: RoleDefinition): string {
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.name}`;
}

const made = '2025-02-03T09:00:00.1234567Z';

export function showAssignment(one: RoleAssignment): Record<string, unknown> {
  return {
    properties: {
      roleDefinitionId: roleId(subscriptionOf(one.scope), one.roleDefinition),
      principalId: one.principalId,
      principalType: one.principalType,
      scope: one.scope,
      condition: one.condition ?? null,
      conditionVersion: one.condition ? '2.0' : null,
      createdOn: made,
      updatedOn: made,
      createdBy: null,
      updatedBy: null,
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: `${one.scope}/providers/Microsoft.Authorization/roleAssignments/${one.name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name: one.name,
  };
}

function showEligibility(one: RoleAssignment): Record<string, unknown> {
  return {
    properties: {
      scope: one.scope,
      roleDefinitionId: roleId(subscriptionOf(one.scope), one.roleDefinition),
      principalId: one.principalId,
      principalType: one.principalType,
      status: 'Provisioned',
      startDateTime: made,
      endDateTime: null,
      memberType: 'Direct',
      createdOn: made,
      condition: null,
      conditionVersion: null,
      expandedProperties: {
        scope: { id: one.scope, displayName: one.scope.split('/').at(-1), type: 'resource' },
        roleDefinition: { id: one.roleDefinition.name, displayName: one.roleDefinition.roleName, type: 'BuiltInRole' },
        principal: { id: one.principalId, displayName: '', type: one.principalType },
      },
    },
    id: `${one.scope}/providers/Microsoft.Authorization/RoleEligibilityScheduleInstances/${one.name}`,
    type: 'Microsoft.Authorization/RoleEligibilityScheduleInstances',
    name: one.name,
  };
}

function showSchedule(one: RoleAssignment): Record<string, unknown> {
  const { properties } = showEligibility(one);
  const type = 'Microsoft.Authorization/RoleAssignmentScheduleInstances';
  return {
    properties: {
      ...(properties as Record<string, unknown>),
      endDateTime: one.endsAt?.toISOString() ?? null,
      assignmentType: one.endsAt ? 'Activated' : 'Assigned',
      originRoleAssignmentId: `${one.scope}/providers/Microsoft.Authorization/roleAssignments/${one.name}`,
    },
    id: `${one.scope}/providers/${type}/${one.name}`,
    type,
    name: one.name,
  };
}

export function showDefinition(role: RoleDefinition, subscription: string): Record<string, unknown> {
  const { actions, notActions, dataActions, notDataActions } = role;
  return {
    properties: {
      roleName: role.roleName,
      type: role.assignableScopes ? 'CustomRole' : 'BuiltInRole',
      description: role.description,
      assignableScopes: role.assignableScopes ?? ['/'],
      permissions: [{ actions, notActions, dataActions, notDataActions }],
      createdOn: '2015-02-02T21:55:09.8806423Z',
      updatedOn: '2026-05-12T15:20:21.0000000Z',
      createdBy: null,
      updatedBy: null,
    },
    id: roleId(subscription, role),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: role.name,
  };
}

function showDenial(one: DenyAssignment): Record<string, unknown> {
  return {
    properties: {
      denyAssignmentName: one.denyAssignmentName,
      description: '',
      permissions: [{ actions: one.actions, notActions: one.notActions, dataActions: [], notDataActions: [] }],
      scope: one.scope,
      doNotApplyToChildScopes: false,
      principals: one.principalIds.map((id) => ({ id, type: 'User' })),
      excludePrincipals: one.excludedIds.map((id) => ({ id, type: 'User' })),
      isSystemProtected: false,
    },
    id: `${one.scope}/providers/Microsoft.Authorization/denyAssignments/${one.name}`,
    type: 'Microsoft.Authorization/denyAssignments',
    name: one.name,
  };
}
