import { param } from './call.ts';
import { theGroup, theResource } from './find.ts';
import { page } from './paging.ts';
import { group, subscription, vaultPath } from './paths.ts';
import { type Route, route } from './router.ts';

const type = 'Microsoft.RecoveryServices/vaults';

/** Recovery Services vaults themselves. */
export function recoveryServicesRoutes(): Route[] {
  return [
    route('GET', `${subscription}/providers/${type}`, (context) => {
      const scope = `/subscriptions/${param(context, 'subscriptionId')}`;
      return { status: 200, body: page(context, context.world.resources.list(type, scope), (vault) => vault) };
    }),
    route('GET', `${group}/providers/${type}`, (context) => {
      const scope = `/subscriptions/${param(context, 'subscriptionId')}/resourceGroups/${theGroup(context)}`;
      return { status: 200, body: page(context, context.world.resources.list(type, scope), (vault) => vault) };
    }),
    route('GET', vaultPath, (context) => ({
      status: 200,
      body: theResource(context, type, param(context, 'vaultName')),
    })),
  ];
}
