import type {
  DenyAssignment as AzureDeny,
  Permission as AzurePermission,
  RoleDefinition as AzureRole,
  RoleAssignment,
  RoleAssignmentScheduleInstance,
  RoleEligibilityScheduleInstance,
} from '@azure/arm-authorization';
import { segmentOf, withoutLeadingSlash } from '../kernel/arm-id.ts';
import type { Tri } from '../kernel/facts.ts';
import type {
  Assignment,
  DenyAssignment,
  GivenRole,
  Permission,
  RoleDefinition,
  ScheduledAssignment,
} from '../kernel/permissions.ts';
import { askAll, askAzure, askIfThere, type SendOutcome, sendForEffect, wholePages } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { list, text, textList } from './parse/values.ts';

export type AccessReads = {
  /**
   * The person's role assignments at, above and below the scope, groups' included.
   * @param scope an ARM id, or a subscription's bare id
   */
  assignments(principalId: string, scope: string): Promise<Assignment[]>;
  /** Every role assignment at, above and below the scope, with its holder. */
  given(scope: string): Promise<GivenRole[]>;
  roleDefinition(id: string): Promise<RoleDefinition>;
  /**
   * Roles that the person may activate at, above and below the scope (Privileged Identity Management), groups'
   * included.
   */
  eligibilities(principalId: string, scope: string): Promise<Assignment[]>;
  /**
   * The person's active assignments at, above and below the scope, with their ends (Privileged Identity Management).
   */
  scheduled(principalId: string, scope: string): Promise<ScheduledAssignment[]>;
  /** Deny assignments at, above and below the scope that reach the person, or may. */
  denyAssignments(scope: string, principalId: string): Promise<DenyAssignment[]>;
};

// Azure's id for everyone in a deny assignment.
const everyone = '00000000-0000-0000-0000-000000000000';

export function createAccessReads(clients: ClientsOf, anySubscription: string): AccessReads {
  // Built-in role definitions and management groups lie outside every subscription.
  const client = (id: string) =>
    clients(segmentOf(withoutLeadingSlash(id), 'subscriptions') || anySubscription).reading.authorization;
  return {
    assignments(principalId, scope) {
      const { roleAssignments } = client(scope);
      const filter = `assignedTo('${principalId}')`;
      return askAll(
        roleAssignments.listForScope(withoutLeadingSlash(scope), { ...wholePages, filter }),
        parseAssignment,
      );
    },
    eligibilities(principalId, scope) {
      const { roleEligibilityScheduleInstances } = client(scope);
      const filter = `assignedTo('${principalId}')`;
      return askAll(
        roleEligibilityScheduleInstances.listForScope(withoutLeadingSlash(scope), { ...wholePages, filter }),
        parseAssignment,
      );
    },
    scheduled(principalId, scope) {
      const { roleAssignmentScheduleInstances } = client(scope);
      const filter = `assignedTo('${principalId}')`;
      return askAll(
        roleAssignmentScheduleInstances.listForScope(withoutLeadingSlash(scope), { ...wholePages, filter }),
        parseScheduled,
      );
    },
    given(scope) {
      const { roleAssignments } = client(scope);
      return askAll(roleAssignments.listForScope(withoutLeadingSlash(scope), wholePages), parseGivenRole);
    },
    async roleDefinition(id) {
      return parseRoleDefinition(id, await askAzure(() => client(id).roleDefinitions.getById(withoutLeadingSlash(id))));
    },
    async denyAssignments(scope, principalId) {
      const { denyAssignments } = client(scope);
      const wire = withoutLeadingSlash(scope);
      const all = await askAll(denyAssignments.listForScope(wire, wholePages), (deny) => deny);
      if (all.length === 0) return [];
      // Azure expands group membership, but whether it returns assignments to everyone is not documented.
      const filter = `assignedTo('${principalId}')`;
      const assigned = new Set(
        await askAll(denyAssignments.listForScope(wire, { ...wholePages, filter }), (deny) => text(deny.id)),
      );
      return all
        .filter(
          ({ id, principals }) =>
            assigned.has(id ?? '') || includes(principals, everyone) || includes(principals, principalId),
        )
        .map((deny) => parseDeny(deny, principalId))
        .filter((deny) => deny.applies !== 'no');
    },
  };
}

type NewAssignment = {
  /** ARM id of the resource that the role is granted on. */
  scope: string;
  roleDefinitionId: string;
  /** Object id of a service principal. */
  principalId: string;
  /** A GUID derived from the assignment, so that a repeat produces the same one. */
  name: string;
  clientRequestId: string;
};

export type RoleAssignments = {
  create(assignment: NewAssignment): Promise<SendOutcome>;
  get(scope: string, name: string): Promise<Assignment | undefined>;
};

export function createRoleAssignments(clients: ClientsOf): RoleAssignments {
  return {
    create({ scope, roleDefinitionId, principalId, name, clientRequestId }) {
      const { roleAssignments } = clients(segmentOf(scope, 'subscriptions')).changing.authorization;
      // With the type, Azure does not look up a new principal, which may not have reached every directory server.
      const properties = { roleDefinitionId, principalId, principalType: 'ServicePrincipal' };
      return sendForEffect(clientRequestId, (options) =>
        roleAssignments.create(withoutLeadingSlash(scope), name, properties, options),
      );
    },
    async get(scope, name) {
      const { roleAssignments } = clients(segmentOf(scope, 'subscriptions')).reading.authorization;
      const found = await askIfThere(() => roleAssignments.get(withoutLeadingSlash(scope), name));
      return found && parseAssignment(found);
    },
  };
}

export type RoleDefinitions = {
  /** The role of this name that can be assigned at this scope. A tenant has at most one custom role of a name. */
  find(scope: string, name: string): Promise<RoleDefinition | undefined>;
};

export function createRoleDefinitions(clients: ClientsOf): RoleDefinitions {
  return {
    async find(scope, name) {
      const { roleDefinitions } = clients(segmentOf(scope, 'subscriptions')).reading.authorization;
      const filter = `roleName eq '${name.replaceAll("'", "''")}'`;
      const found = await askAll(
        roleDefinitions.list(withoutLeadingSlash(scope), { ...wholePages, filter }),
        (role) => {
          const id = text(role.id);
          return id ? parseRoleDefinition(id, role) : undefined;
        },
      );
      return found.find((role) => role.name.toLowerCase() === name.toLowerCase());
    },
  };
}

/** An assignment, or one that its holder may activate: both name role and scope in the same members. */
function parseAssignment(
  assignment: RoleAssignment | RoleAssignmentScheduleInstance | RoleEligibilityScheduleInstance,
): Assignment | undefined {
  const roleDefinitionId = text(assignment.roleDefinitionId);
  const scope = text(assignment.scope);
  const condition = text(assignment.condition);
  return roleDefinitionId && scope ? { roleDefinitionId, scope, ...(condition && { condition }) } : undefined;
}

function parseScheduled(instance: RoleAssignmentScheduleInstance): ScheduledAssignment | undefined {
  const assignment = parseAssignment(instance);
  const endsAt = instance.endDateTime ?? undefined;
  return assignment && { ...assignment, ...(endsAt && { endsAt }) };
}

function parseGivenRole(given: RoleAssignment): GivenRole | undefined {
  const assignment = parseAssignment(given);
  const principalId = text(given.principalId)?.toLowerCase();
  const kind = text(given.principalType)?.toLowerCase();
  if (!assignment || !principalId) return undefined;
  return { ...assignment, principalId, to: kind === 'group' ? 'group' : kind === 'user' ? 'person' : 'other' };
}

function parseRoleDefinition(id: string, role: AzureRole): RoleDefinition {
  return { id, name: text(role.roleName) ?? '', permissions: list(role.permissions).map(parsePermission) };
}

/** A deny assignment that reaches the person unless an exclusion says otherwise. */
function parseDeny(deny: AzureDeny, principalId: string): DenyAssignment {
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

function includes(principals: AzureDeny['principals'], principalId: string): boolean {
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
