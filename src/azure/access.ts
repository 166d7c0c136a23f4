import type { DenyAssignment, Permission } from '@azure/arm-authorization';
import type { Tri } from '../domain/facts.ts';
import { askAll, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { isAtOrAbove, segmentOf } from './parse/arm-id.ts';
import { list, text, texts } from './parse/values.ts';

export type RoleAssignment = { roleDefinitionId: string; scope: string; condition?: string };
export type PermissionSet = {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
};
export type RoleDefinition = { id: string; name: string; permissions: PermissionSet[] };
/** A deny that reaches the person, or (unknown) may: an exclusion that names a group cannot be expanded here. */
export type Deny = {
  id: string;
  name: string;
  scope: string;
  condition?: string;
  applies: Tri;
  permissions: PermissionSet[];
};

export type Access = {
  /** The person's role assignments at the scope or above it, those through groups included. */
  assignments(principalId: string, scope: string): Promise<RoleAssignment[]>;
  roleDefinition(id: string): Promise<RoleDefinition | undefined>;
  denyAssignments(scope: string, principalId: string): Promise<Deny[]>;
};

const everyone = '00000000-0000-0000-0000-000000000000';

export function createAccess(clients: ClientsOf, anySubscription: string): Access {
  const client = (scope: string) => clients(segmentOf(scope, 'subscriptions') || anySubscription).reading.authorization;
  return {
    assignments(principalId, scope) {
      const pages = client(scope).roleAssignments.listForScope(onTheWire(scope), {
        filter: `assignedTo('${principalId}')`,
      });
      return askAll(pages, (assignment) => {
        const roleDefinitionId = text(assignment.roleDefinitionId);
        const assigned = text(assignment.scope);
        // The filter also returns assignments below the scope.
        if (!roleDefinitionId || !assigned || !isAtOrAbove(assigned, scope)) return undefined;
        const condition = text(assignment.condition);
        return { roleDefinitionId, scope: assigned, ...(condition && { condition }) };
      });
    },
    async roleDefinition(id) {
      const found = await askIfThere(() => client(id).roleDefinitions.getById(onTheWire(id)));
      return found && { id, name: text(found.roleName) ?? '', permissions: list(found.permissions).map(permissionSet) };
    },
    async denyAssignments(scope, principalId) {
      const { denyAssignments } = client(scope);
      const wire = onTheWire(scope);
      const all = await askAll(denyAssignments.listForScope(wire, { filter: 'atScope()' }), (deny) =>
        isAtOrAbove(deny.scope ?? '/', scope) ? deny : undefined,
      );
      if (all.length === 0) return [];
      // Membership of groups is Azure's to expand; "everyone" is not returned for every person.
      const filter = `assignedTo('${principalId}')`;
      const assigned = new Set(await askAll(denyAssignments.listForScope(wire, { filter }), (deny) => text(deny.id)));
      return all.flatMap((deny) => {
        const reached =
          assigned.has(deny.id ?? '') || names(deny.principals, everyone) || names(deny.principals, principalId);
        const applies = reached ? exclusion(deny, principalId) : 'no';
        return applies === 'no' ? [] : [plain(deny, applies)];
      });
    },
  };
}

function exclusion(deny: DenyAssignment, principalId: string): Tri {
  if (names(deny.excludePrincipals, principalId)) return 'no';
  return list(deny.excludePrincipals).some((principal) => /group/i.test(principal.type ?? 'group')) ? 'unknown' : 'yes';
}

function names(principals: DenyAssignment['principals'], id: string): boolean {
  return list(principals).some((principal) => principal.id?.toLowerCase() === id.toLowerCase());
}

function plain(deny: DenyAssignment, applies: Tri): Deny {
  const condition = text(deny.condition);
  return {
    id: deny.id ?? '',
    name: text(deny.denyAssignmentName) ?? '',
    scope: deny.scope ?? '/',
    ...(condition && { condition }),
    applies,
    permissions: list(deny.permissions).map(permissionSet),
  };
}

function permissionSet(permission: Permission): PermissionSet {
  return {
    actions: texts(permission.actions),
    notActions: texts(permission.notActions),
    dataActions: texts(permission.dataActions),
    notDataActions: texts(permission.notDataActions),
  };
}

// The SDK writes /{scope}/providers/…: a leading slash would become two.
function onTheWire(scope: string): string {
  return scope.replace(/^\/+/, '');
}
