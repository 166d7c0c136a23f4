import type { Azure } from '../azure/open.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Need } from '../kernel/permissions.ts';
import { covers, evaluate, type GivenRole, type RoleDefinition } from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';

/** In world time. */
const givenAgeMs = 60_000;
const definitionAgeMs = 60 * 60_000;

/**
 * Who holds an action by role assignments, groups not expanded and deny assignments not looked at: for naming those who
 * could decide, never for letting anybody act.
 */
export function createHolders(azure: Pick<Azure, 'access'>, clock: Clock) {
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

  return async ({ action, scope }: Need): Promise<{ people: string[]; groups: string[] }> => {
    const subscription = subscriptionOf(scope);
    const given = await everyone.get(subscription, () => azure.access.given(subscription));
    const reaching = given.filter((role) => role.to !== 'other' && covers(role.scope, scope));
    const ids = [...new Set(reaching.map(({ roleDefinitionId }) => roleDefinitionId.toLowerCase()))];
    const known = await Promise.all(ids.map(async (id) => [id, await findDefinition(id)] as const));
    const read = new Map(known.flatMap(([id, definition]) => (definition ? [[id, definition] as const] : [])));
    const holding = reaching.filter(
      (role) =>
        evaluate({ assignments: [role], definitions: read, denyAssignments: [] }, action, scope).answer === 'yes',
    );
    const principalIds = (to: GivenRole['to']) => [
      ...new Set(holding.filter((role) => role.to === to).map(({ principalId }) => principalId)),
    ];
    return { people: principalIds('person'), groups: principalIds('group') };
  };
}
