import type {
  DenyAssignment as AzureDeny,
  Permission as AzurePermission,
  RoleDefinition as AzureRole,
  RoleAssignment,
  RoleAssignmentScheduleInstance,
  RoleEligibilityScheduleInstance,
} from '@azure/arm-authorization';
import type { Tri } from '../../kernel/facts.ts';
import type {
  Assignment,
  DenyAssignment,
  GivenRole,
  Permission,
  RoleDefinition,
  ScheduledAssignment,
} from '../../kernel/permissions.ts';
import { list, text, textList } from './values.ts';

/** An assignment, or one that its holder may activate: both say what and where in the same members. */
export function parseAssignment(
  assignment: RoleAssignment | RoleAssignmentScheduleInstance | RoleEligibilityScheduleInstance,
): Assignment | undefined {
  const roleDefinitionId = text(assignment.roleDefinitionId);
  const scope = text(assignment.scope);
  const condition = text(assignment.condition);
  return roleDefinitionId && scope ? { roleDefinitionId, scope, ...(condition && { condition }) } : undefined;
}

export function parseScheduled(instance: RoleAssignmentScheduleInstance): ScheduledAssignment | undefined {
  const assignment = parseAssignment(instance);
  const endsAt = instance.endDateTime ?? undefined;
  return assignment && { ...assignment, ...(endsAt && { endsAt }) };
}

export function parseGivenRole(given: RoleAssignment): GivenRole | undefined {
  const assignment = parseAssignment(given);
  const principalId = text(given.principalId)?.toLowerCase();
  const kind = text(given.principalType)?.toLowerCase();
  if (!assignment || !principalId) return undefined;
  return { ...assignment, principalId, to: kind === 'group' ? 'group' : kind === 'user' ? 'person' : 'other' };
}

export function parseRoleDefinition(id: string, role: AzureRole): RoleDefinition {
  return { id, name: text(role.roleName) ?? '', permissions: list(role.permissions).map(parsePermission) };
}

/** A deny that reaches the person unless an exclusion says otherwise. */
export function parseDeny(deny: AzureDeny, principalId: string): DenyAssignment {
  const condition = text(deny.condition);
  return {
    name: text(deny.denyAssignmentName) ?? '',
    scope: text(deny.scope) ?? '/',
    permissions: list(deny.permissions).map(parsePermission),
    doNotApplyToChildScopes: deny.doNotApplyToChildScopes === true,
    ...(condition && { condition }),
    applies: notExcluded(deny, principalId),
  };
}

export function includes(principals: AzureDeny['principals'], principalId: string): boolean {
  return list(principals).some((principal) => principal.id?.toLowerCase() === principalId.toLowerCase());
}

// Membership of an excluded group cannot be expanded here; a principal without a type may be a group.
function notExcluded(deny: AzureDeny, principalId: string): Tri {
  if (includes(deny.excludePrincipals, principalId)) return 'no';
  return list(deny.excludePrincipals).some(({ type }) => !type || /group/i.test(type)) ? 'unknown' : 'yes';
}

function parsePermission(permission: AzurePermission): Permission {
  return {
    actions: textList(permission.actions),
    notActions: textList(permission.notActions),
    dataActions: textList(permission.dataActions),
    notDataActions: textList(permission.notDataActions),
  };
}
