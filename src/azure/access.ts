import type {
  Assignment,
  DenyAssignment,
  GivenRole,
  RoleDefinition,
  ScheduledAssignment,
} from '../kernel/permissions.ts';
import { askAll, askAzure, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { onTheWire, segmentOf } from './parse/arm-id.ts';
import {
  includes,
  parseAssignment,
  parseDeny,
  parseGivenRole,
  parseRoleDefinition,
  parseScheduled,
} from './parse/rights.ts';
import { text } from './parse/values.ts';

export type AccessReads = {
  /**
   * The person's role assignments at, above and below the scope, those through groups included.
   * @param scope an ARM id, or a subscription's bare id
   */
  assignments(principalId: string, scope: string): Promise<Assignment[]>;
  /** Every role assignment at, above and below the scope, with whom it was given to. */
  given(scope: string): Promise<GivenRole[]>;
  roleDefinition(id: string): Promise<RoleDefinition>;
  /** Roles that the person may activate at, above and below the scope (Privileged Identity Management), groups' included. */
  eligibilities(principalId: string, scope: string): Promise<Assignment[]>;
  /** What the person holds at, above and below the scope, with when it ends (Privileged Identity Management). */
  scheduled(principalId: string, scope: string): Promise<ScheduledAssignment[]>;
  /** Those at, above and below the scope that reach the person, or may. */
  denyAssignments(scope: string, principalId: string): Promise<DenyAssignment[]>;
};

// How a deny assignment names everyone.
const everyone = '00000000-0000-0000-0000-000000000000';

export function createAccessReads(clients: ClientsOf, anySubscription: string): AccessReads {
  // Built-in role definitions and management groups lie outside of every subscription.
  const client = (id: string) =>
    clients(segmentOf(onTheWire(id), 'subscriptions') || anySubscription).reading.authorization;
  return {
    assignments(principalId, scope) {
      const { roleAssignments } = client(scope);
      const filter = `assignedTo('${principalId}')`;
      return askAll(roleAssignments.listForScope(onTheWire(scope), { ...wholePages, filter }), parseAssignment);
    },
    eligibilities(principalId, scope) {
      const { roleEligibilityScheduleInstances } = client(scope);
      const filter = `assignedTo('${principalId}')`;
      return askAll(
        roleEligibilityScheduleInstances.listForScope(onTheWire(scope), { ...wholePages, filter }),
        parseAssignment,
      );
    },
    scheduled(principalId, scope) {
      const { roleAssignmentScheduleInstances } = client(scope);
      const filter = `assignedTo('${principalId}')`;
      return askAll(
        roleAssignmentScheduleInstances.listForScope(onTheWire(scope), { ...wholePages, filter }),
        parseScheduled,
      );
    },
    given(scope) {
      const { roleAssignments } = client(scope);
      return askAll(roleAssignments.listForScope(onTheWire(scope), wholePages), parseGivenRole);
    },
    async roleDefinition(id) {
      return parseRoleDefinition(id, await askAzure(() => client(id).roleDefinitions.getById(onTheWire(id))));
    },
    async denyAssignments(scope, principalId) {
      const { denyAssignments } = client(scope);
      const wire = onTheWire(scope);
      const all = await askAll(denyAssignments.listForScope(wire, wholePages), (deny) => deny);
      if (all.length === 0) return [];
      // Group membership is Azure's to expand, but whether it returns those for everyone is not documented.
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
