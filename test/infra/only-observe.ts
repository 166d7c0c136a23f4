import { roles } from '../../infra/roles.ts';
import { subscriptionPath } from '../../sandbox/world/arm-id.ts';
import { guid } from '../../sandbox/world/ids.ts';
import { bot } from '../../sandbox/world/people.ts';
import { prod, test as testSubscription } from '../../sandbox/world/places.ts';
import type { World } from '../../sandbox/world/world.ts';

/** Stage 1 of docs/deploy.md: the bot holds what infra/roles has for tier observe, and nothing else. */
export function onlyObserve(world: World): void {
  world.roles.assignments = world.roles.assignments.filter(({ principalId }) => principalId !== bot.objectId);
  for (const role of roles.filter(({ tier }) => tier === 'observe')) {
    const definition = {
      name: guid(role.name),
      roleName: role.name,
      description: role.description,
      actions: role.permissions.map(({ action }) => action),
      notActions: [],
      dataActions: role.dataPermissions.map(({ action }) => action),
      notDataActions: [],
    };
    world.roles.define(definition);
    for (const { id } of [prod, testSubscription]) {
      world.roles.assign(bot.objectId, definition, subscriptionPath(id), 'ServicePrincipal');
    }
  }
}
