import { storageKeys } from '../world/blobs.ts';
import { param } from './call.ts';
import { group, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const type = 'Microsoft.Storage/storageAccounts';

/** The control plane of storage accounts. */
export function storageRoutes(): Route[] {
  return [
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
