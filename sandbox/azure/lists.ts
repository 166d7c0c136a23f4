import { type Context, param, type Reply } from './call.ts';
import { group, subscription, theGroup, theResource } from './find.ts';
import { page } from './paging.ts';
import { type Route, route } from './router.ts';

/**
 * Types whose lists show each resource as its own GET does, with the scopes of their lists. VMs and disks are listed
 * elsewhere.
 */
const listed: Record<string, ('subscription' | 'group')[]> = {
  'Microsoft.Compute/diskEncryptionSets': ['subscription', 'group'],
  'Microsoft.Compute/snapshots': ['subscription', 'group'],
  'Microsoft.KeyVault/vaults': ['subscription', 'group'],
  'Microsoft.Network/networkInterfaces': ['subscription', 'group'],
  'Microsoft.Network/networkSecurityGroups': ['subscription', 'group'],
  'Microsoft.Network/publicIPAddresses': ['subscription', 'group'],
  'Microsoft.Network/virtualNetworks': ['subscription', 'group'],
  'Microsoft.RecoveryServices/vaults': ['subscription', 'group'],
  'Microsoft.Storage/storageAccounts': ['subscription', 'group'],
};

const network = 'Microsoft.Network/virtualNetworks';

/** Lists of resources, by subscription and resource group. A subscription without any has an empty list. */
export function listRoutes(): Route[] {
  return [
    ...Object.entries(listed).flatMap(([type, scopes]) =>
      scopes.map((scope) =>
        route('GET', `${scope === 'group' ? group : subscription}/providers/${type}`, (context) =>
          list(context, type, scope),
        ),
      ),
    ),
    route('GET', `${group}/providers/${network}/{virtualNetworkName}/subnets`, (context) => {
      const { id } = theResource(context, network, param(context, 'virtualNetworkName'));
      return {
        status: 200,
        body: page(context, context.world.resources.children(`${network}/subnets`, id), (one) => one),
      };
    }),
    // No key vault of the world is deleted; soft-deleted objects are inside them.
    route('GET', `${subscription}/providers/Microsoft.KeyVault/deletedVaults`, () => ({
      status: 200,
      body: { value: [] },
    })),
  ];
}

function list(context: Context, type: string, scope: 'subscription' | 'group'): Reply {
  const base = `/subscriptions/${param(context, 'subscriptionId')}`;
  const within = scope === 'group' ? `${base}/resourceGroups/${theGroup(context)}` : base;
  return { status: 200, body: page(context, context.world.resources.list(type, within), (one) => one) };
}
