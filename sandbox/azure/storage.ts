import { storageKeys } from '../world/blobs.ts';
import { param } from './call.ts';
import { resourceNotFound } from './errors.ts';
import { group, theGroup, theResource } from './find.ts';
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

/** The policy of a container. Its document is not among those that the contract test reads. */
export function immutabilityRoutes(): Route[] {
  return [
    route(
      'GET',
      `${group}/providers/${type}/{accountName}/blobServices/default/containers/{containerName}/immutabilityPolicies/default`,
      (context) => {
        const { id, name } = theResource(context, type, param(context, 'accountName'));
        const container = param(context, 'containerName');
        const state = context.world.blobs.immutable.get(`${name}/${container}`);
        if (!state)
          throw resourceNotFound(`${type}/${name}/blobServices/default/containers/${container}`, theGroup(context));
        const properties = { immutabilityPeriodSinceCreationInDays: 2557, state, allowProtectedAppendWrites: true };
        const within = `${id}/blobServices/default/containers/${container}/immutabilityPolicies/default`;
        const kind = `${type}/blobServices/containers/immutabilityPolicies`;
        return {
          status: 200,
          body: { id: within, name: 'default', type: kind, etag: '"8d5e1b2c3a4f6d7"', properties },
        };
      },
    ),
  ];
}
