import type { Assignment } from '../kernel/permissions.ts';
import { askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { type SendOutcome, sendForEffect } from './outcome.ts';
import { onTheWire, segmentOf } from './parse/arm-id.ts';
import { parseAssignment } from './parse/rights.ts';

type NewAssignment = {
  /** ARM id of what the role is given on. */
  scope: string;
  roleDefinitionId: string;
  /** Object id of a service principal. */
  principalId: string;
  /** A GUID made from what is assigned, so that a repeat makes the same one. */
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
      // With the type Azure does not look a new principal up, which may not have reached every directory server.
      const properties = { roleDefinitionId, principalId, principalType: 'ServicePrincipal' };
      return sendForEffect(clientRequestId, (options) =>
        roleAssignments.create(onTheWire(scope), name, properties, options),
      );
    },
    async get(scope, name) {
      const { roleAssignments } = clients(segmentOf(scope, 'subscriptions')).reading.authorization;
      const found = await askIfThere(() => roleAssignments.get(onTheWire(scope), name));
      return found && parseAssignment(found);
    },
  };
}
