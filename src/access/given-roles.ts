import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { GivenRole, RoleDefinition } from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';

/** In world time. */
const givenAgeMs = 60_000;
const definitionAgeMs = 60 * 60_000;

export type GivenRoles = ReturnType<typeof createGivenRoles>;

/** Role assignments of everybody in a subscription, groups not expanded: for naming people, never for letting anybody act. */
export function createGivenRoles(azure: Pick<Azure, 'access'>, clock: Clock) {
  const everyone = new TtlCache<GivenRole[]>(clock, givenAgeMs);
  const definitions = new TtlCache<RoleDefinition>(clock, definitionAgeMs);

  async function findDefinition(id: string): Promise<RoleDefinition | undefined> {
    try {
      return await definitions.get(id, () => azure.access.roleDefinition(id));
    } catch (error) {
      if (error instanceof CodedError && error.code.startsWith('azure.')) return undefined;
      throw error;
    }
  }

  return {
    /** @param subscription its bare id */
    in: (subscription: string) => everyone.get(subscription, () => azure.access.given(subscription)),

    /** What these are, by lower-cased id; those that cannot be read are left out. */
    async definitionsOf(given: readonly GivenRole[]): Promise<Map<string, RoleDefinition>> {
      const ids = [...new Set(given.map(({ roleDefinitionId }) => roleDefinitionId.toLowerCase()))];
      const known = await Promise.all(ids.map(async (id) => [id, await findDefinition(id)] as const));
      return new Map(known.flatMap(([id, definition]) => (definition ? [[id, definition] as const] : [])));
    },
  };
}
