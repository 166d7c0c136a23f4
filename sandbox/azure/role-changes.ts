import { people, securityTeam } from '../world/people.ts';
import type { RoleDefinition } from '../world/role-definitions.ts';
import type { World } from '../world/world.ts';
import { showAssignment, showDefinition } from './authorization.ts';
import { type Context, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { type Route, route } from './router.ts';

const base = '/{scope}/providers/Microsoft.Authorization';
const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Assignments of roles, and custom roles. They take effect with the next call. */
export function roleChangeRoutes(): Route[] {
  return [
    route('PUT', `${base}/roleAssignments/{roleAssignmentName}`, putAssignment),
    route('PUT', `${base}/roleDefinitions/{roleDefinitionId}`, putDefinition),
  ];
}

type Assigned = {
  roleDefinitionId?: string;
  principalId?: string;
  principalType?: string;
  condition?: string;
};

function putAssignment(context: Context): Reply {
  const { roles } = context.world;
  const [scope, name] = [param(context, 'scope'), param(context, 'roleAssignmentName').toLowerCase()];
  const asked = ((context.body ?? {}) as { properties?: Assigned }).properties ?? {};
  if (!guidPattern.test(name)) {
    throw new AzureError(
      400,
      'InvalidRoleAssignmentId',
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    );
  }
  const definition = definitionOf(context.world, asked.roleDefinitionId ?? '');
  const principalId = asked.principalId ?? '';
  if (!isKnown(context.world, principalId)) {
    throw new AzureError(400, 'PrincipalNotFound', `Principal ${principalId} does not exist in the directory.`);
  }
  const same = (one: { principalId: string; scope: string; roleDefinition: RoleDefinition }) =>
    one.principalId === principalId &&
    one.scope.toLowerCase() === scope.toLowerCase() &&
    one.roleDefinition.name === definition.name;
  const named = roles.assignments.find((one) => one.name === name);
  if (named && !same(named)) {
    throw new AzureError(
      409,
      'RoleAssignmentUpdateNotPermitted',
      'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    );
  }
  if (named) return { status: 200, body: showAssignment(named) };
  if (roles.assignments.some(same)) {
    throw new AzureError(409, 'RoleAssignmentExists', 'The role assignment already exists.');
  }
  const principalType =
    asked.principalType === 'User' || asked.principalType === 'Group' ? asked.principalType : 'ServicePrincipal';
  const made = { name, scope, roleDefinition: definition, principalId, principalType } as const;
  roles.assignments.push({ ...made, ...(asked.condition && { condition: asked.condition }) });
  return {
    status: 201,
    body: showAssignment(made),
    effect: `${definition.roleName} given to ${principalId} on ${scope}`,
  };
}

function definitionOf({ roles }: World, id: string): RoleDefinition {
  const name = id.split('/').at(-1)?.toLowerCase() ?? '';
  const found = roles.definitions.find((one) => one.name === name);
  if (found) return found;
  throw new AzureError(
    400,
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${name.replaceAll('-', '')}' does not exist.`,
  );
}

function isKnown(world: World, objectId: string): boolean {
  return (
    world.directory.servicePrincipals.some((one) => one.objectId === objectId) ||
    world.roles.groups.some((one) => one.objectId === objectId) ||
    Object.values(people).some((one) => one.objectId === objectId) ||
    world.roles.assignments.some((one) => one.principalId === objectId) ||
    objectId === securityTeam.objectId
  );
}

type Defined = {
  roleName?: string;
  description?: string;
  type?: string;
  permissions?: Partial<Pick<RoleDefinition, 'actions' | 'notActions' | 'dataActions' | 'notDataActions'>>[];
  assignableScopes?: string[];
};

/** A tenant has one custom role of a name; writing it again changes it. */
function putDefinition(context: Context): Reply {
  const { roles } = context.world;
  const id = param(context, 'roleDefinitionId').toLowerCase();
  const {
    roleName = '',
    description = '',
    permissions = [],
    assignableScopes = [],
  } = ((context.body ?? {}) as { properties?: Defined }).properties ?? {};
  const known = roles.definitions.find((one) => one.name === id);
  if (!guidPattern.test(id) || (known && !known.assignableScopes)) {
    throw new AzureError(400, 'InvalidRoleDefinitionId', `The role definition ID '${id}' is not valid.`);
  }
  if (roles.definitions.some((one) => one.name !== id && one.roleName.toLowerCase() === roleName.toLowerCase())) {
    throw new AzureError(
      409,
      'RoleDefinitionWithSameNameExists',
      `A custom role with the same name already exists in this directory. Use a different name.`,
    );
  }
  if (assignableScopes.length === 0) {
    throw new AzureError(400, 'MissingAssignableScopes', 'A role definition needs at least one assignable scope.');
  }
  const [one = {}] = permissions;
  const made: RoleDefinition = {
    name: id,
    roleName,
    description,
    actions: one.actions ?? [],
    notActions: one.notActions ?? [],
    dataActions: one.dataActions ?? [],
    notDataActions: one.notDataActions ?? [],
    assignableScopes,
  };
  roles.define(made);
  const subscription = `/${param(context, 'scope').split('/').filter(Boolean).slice(0, 2).join('/')}`;
  return {
    status: 201,
    body: showDefinition(made, subscription),
    effect: `role ${roleName} ${known ? 'changed' : 'made'}`,
  };
}
