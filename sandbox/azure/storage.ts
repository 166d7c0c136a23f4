import { storageKeys } from '../world/storage-keys.ts';
import { param } from './call.ts';
import { theResource } from './find.ts';
import { page } from './paging.ts';
import { group, subscription } from './paths.ts';
import { type Route, route } from './router.ts';

const type = 'Microsoft.Storage/storageAccounts';

/** The control plane of storage accounts. */
export function storageRoutes(): Route[] {
  return [
    route('GET', `${subscription}/providers/${type}`, (context) => ({
      status: 200,
      body: page(
        context,
        context.world.resources.list(type, `/subscriptions/${param(context, 'subscriptionId')}`),
        (one) => one,
      ),
    })),
    route('GET', `${group}/providers/${type}/{accountName}`, (context) => ({
      status: 200,
      body: theResource(context, type, param(context, 'accountName')),
    })),
    route('POST', `${group}/providers/${type}/{accountName}/listKeys`, (context) => {
      const { name } = theResource(context, type, param(context, 'accountName'));
      return { status: 200, body: { keys: storageKeys(name) } };
    }),
  ];
}
