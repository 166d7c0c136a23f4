import type { RoleDefinition } from '../kernel/permissions.ts';
import { askAll, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { onTheWire, segmentOf } from './parse/arm-id.ts';
import { parseRoleDefinition } from './parse/rights.ts';
import { text } from './parse/values.ts';

export type RoleDefinitions = {
  /** The role of this name that can be given at this scope. A tenant has one custom role of a name. */
  find(scope: string, name: string): Promise<RoleDefinition | undefined>;
};

export function createRoleDefinitions(clients: ClientsOf): RoleDefinitions {
  return {
    async find(scope, name) {
      const { roleDefinitions } = clients(segmentOf(scope, 'subscriptions')).reading.authorization;
      const filter = `roleName eq '${name.replaceAll("'", "''")}'`;
      const found = await askAll(roleDefinitions.list(onTheWire(scope), { ...wholePages, filter }), (role) => {
        const id = text(role.id);
        return id ? parseRoleDefinition(id, role) : undefined;
      });
      return found.find((role) => role.name.toLowerCase() === name.toLowerCase());
    },
  };
}
