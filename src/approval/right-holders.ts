import type { GivenRoles } from '../access/given-roles.ts';
import { subscriptionOf } from '../kernel/arm-id.ts';
import { covers, evaluate, type GivenRole, type Need } from '../kernel/permissions.ts';

/**
 * Who holds an action by role assignments, groups not expanded and deny assignments not looked at: for naming those who
 * could decide, never for letting anybody act.
 */
export function createHolders(roles: GivenRoles) {
  return async ({ action, scope }: Need): Promise<{ people: string[]; groups: string[] }> => {
    const given = await roles.in(subscriptionOf(scope));
    const reaching = given.filter((role) => role.to !== 'other' && covers(role.scope, scope));
    const definitions = await roles.definitionsOf(reaching);
    const holding = reaching.filter(
      (role) => evaluate({ assignments: [role], definitions, denyAssignments: [] }, action, scope).answer === 'yes',
    );
    const principalIds = (to: GivenRole['to']) => [
      ...new Set(holding.filter((role) => role.to === to).map(({ principalId }) => principalId)),
    ];
    return { people: principalIds('person'), groups: principalIds('group') };
  };
}
