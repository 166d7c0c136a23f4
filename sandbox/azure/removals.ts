import { addComputeOperation } from '../world/compute-operations.ts';
import { removeGroup, removeKeyVault, removeVault } from '../world/remove-group.ts';
import type { ArmResource } from '../world/resources.ts';
import { type Context, link, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { group, subscription, theResource, theVault, vaultPath } from './find.ts';
import { page } from './paging.ts';
import { type Route, route } from './router.ts';

const keyVaults = 'Microsoft.KeyVault/vaults';
const resourceGroup = `${subscription}/resourcegroups/{resourceGroupName}`;
const deleted = `${subscription}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{vaultName}`;

/** Groups made and deleted, and vaults deleted: what somebody does who brings a world of their own and takes it away. */
export function removalRoutes(): Route[] {
  return [
    route('PUT', resourceGroup, putGroup),
    route('DELETE', resourceGroup, deleteGroup),
    route('GET', `${subscription}/operationresults/{operationId}`, followRemoval, ''),
    route('DELETE', vaultPath, deleteVault),
    route(
      'GET',
      `${subscription}/providers/Microsoft.RecoveryServices/locations/{location}/deletedVaults`,
      (context) => ({
        status: 200,
        body: page(context, context.world.deletedVaults, ({ id, name }) => ({
          id: `/subscriptions/${param(context, 'subscriptionId')}/providers/Microsoft.RecoveryServices/locations/${param(context, 'location')}/deletedVaults/${name}`,
          name,
          type: 'Microsoft.RecoveryServices/locations/deletedVaults',
          properties: { vaultId: id },
        })),
      }),
    ),
    route('DELETE', `${group}/providers/${keyVaults}/{vaultName}`, (context) => {
      const { id, name } = theResource(context, keyVaults, param(context, 'vaultName'));
      removeKeyVault(context.world, id);
      return { status: 200, effect: `key vault ${name} deleted` };
    }),
    route('GET', deleted, (context) => ({ status: 200, body: showDeleted(context, theDeleted(context)) })),
    route('POST', `${deleted}/purge`, purge),
  ];
}

function groupId(context: Context): string {
  return `/subscriptions/${param(context, 'subscriptionId').toLowerCase()}/resourceGroups/${param(context, 'resourceGroupName')}`;
}

function putGroup(context: Context): Reply {
  const { location, tags } = (context.body ?? {}) as { location?: string; tags?: Record<string, string> };
  if (!location) {
    throw new AzureError(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const id = groupId(context);
  const existing = context.world.resources.get(id);
  const made = context.world.resources.put({
    id,
    name: param(context, 'resourceGroupName'),
    type: 'Microsoft.Resources/resourceGroups',
    location,
    ...(tags && { tags }),
    properties: { provisioningState: 'Succeeded' },
  });
  return { status: existing ? 200 : 201, body: structuredClone(made), effect: `group ${made.name} made` };
}

/** A group goes with all that is in it, but not while a vault in it still protects something. Durations are guesses. */
function deleteGroup(context: Context): Reply {
  const { world } = context;
  const found = world.resources.get(groupId(context));
  if (!found)
    return { status: 404, body: { error: { code: 'ResourceGroupNotFound', message: 'There is no such group.' } } };
  for (const { id } of world.resources.list('Microsoft.RecoveryServices/vaults', found.id)) requireEmpty(context, id);
  const seconds = 30;
  const made = addComputeOperation(world, param(context, 'subscriptionId'), found.location ?? '', seconds, () => {
    removeGroup(world, found.id);
    return undefined;
  });
  return {
    status: 202,
    headers: { location: removalAddress(context, made.id), 'retry-after': '15' },
    effect: `deletion of group ${found.name} accepted`,
  };
}

function removalAddress(context: Context, id: string): string {
  return link(
    context,
    `/subscriptions/${param(context, 'subscriptionId')}/operationresults/${id}?api-version=${context.apiVersion}`,
  );
}

function followRemoval(context: Context): Reply {
  const found = context.world.computeOperations.get(param(context, 'operationId').toLowerCase());
  if (!found) throw new AzureError(404, 'NotFound', 'The operation was not found.');
  if (context.now >= found.doneAt) return { status: 200 };
  return {
    status: 202,
    headers: { location: removalAddress(context, found.id), 'retry-after': '15' },
  };
}

function deleteVault(context: Context): Reply {
  const { id, name } = theVault(context);
  requireEmpty(context, id);
  removeVault(context.world, id);
  return { status: 200, effect: `vault ${name} deleted` };
}

/** The code is recorded. Items that are soft-deleted already don't keep a vault since 2025 (documented). */
function requireEmpty({ world }: Context, vaultId: string): void {
  const vault = world.vault(vaultId);
  if (!vault || [...vault.items.values()].every(({ softDeletedAt }) => softDeletedAt !== undefined)) return;
  const message = `Recovery Services vault cannot be deleted as there are backup items in the vault. Please unregister or delete them: ${vault.name}.`;
  throw new AzureError(400, 'ServiceResourceNotEmptyWithBackendMessage', message);
}

function theDeleted(context: Context): ArmResource {
  const name = param(context, 'vaultName');
  const found = context.world.deletedKeyVaults.get(name.toLowerCase());
  if (found) return found;
  throw new AzureError(404, 'DeletedVaultNotFound', `The specified deleted vault '${name}' does not exist.`);
}

function showDeleted(context: Context, { id, name, location }: ArmResource) {
  return {
    id: `/subscriptions/${param(context, 'subscriptionId')}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`,
    name,
    type: 'Microsoft.KeyVault/deletedVaults',
    properties: { vaultId: id, location, tags: {} },
  };
}

function purge(context: Context): Reply {
  const { name } = theDeleted(context);
  context.world.deletedKeyVaults.delete(name.toLowerCase());
  return { status: 200, effect: `key vault ${name} purged` };
}
