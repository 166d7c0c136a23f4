import { subscriptionPath } from './arm-id.ts';
import { people } from './people.ts';
import { prod } from './places.ts';
import { roles } from './role-definitions.ts';
import type { Seed } from './world.ts';

/** A subscription with nothing in it, and its owner. */
export function bareSeed(owner = people.platform.objectId): Seed {
  return (world) => {
    world.subscriptions = [prod];
    world.roles.assign(owner, roles.owner, subscriptionPath(prod.id));
  };
}
