import { guid } from './ids.ts';
import { drillPlace, prod, region } from './places.ts';
import { addNetwork } from './seed-resources.ts';
import type { World } from './world.ts';

type Rule = { name: string; direction: string; access: string; priority: number; source?: string; to?: string };

/** A network of its own that everything is shut out of, but for what unlocks disks. */
export function addDrillNetwork(world: World): void {
  addNetwork(world, prod.id, 'rg-drill', 'vnet-drill', '10.97', 'drill');
  const id = `${drillPlace.resourceGroupId}/providers/Microsoft.Network/networkSecurityGroups/nsg-drill`;
  world.resources.put({
    id,
    name: 'nsg-drill',
    type: 'Microsoft.Network/networkSecurityGroups',
    location: region,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guid(`group ${id}`),
      securityRules: [
        ...drillPlace.openings.map((to, index) =>
          shown(id, 'securityRules', {
            name: `to-${to}`,
            direction: 'Outbound',
            access: 'Allow',
            priority: 100 + index,
            to,
          }),
        ),
        shown(id, 'securityRules', { name: 'shut-out', direction: 'Inbound', access: 'Deny', priority: 4096 }),
        shown(id, 'securityRules', { name: 'shut-in', direction: 'Outbound', access: 'Deny', priority: 4096 }),
      ],
      defaultSecurityRules: usual.map((rule) => shown(id, 'defaultSecurityRules', rule)),
    },
  });
  const subnet = world.resources.get(drillPlace.subnetId);
  if (subnet) subnet.properties.networkSecurityGroup = { id };
}

/** What Azure gives every group (documented). */
const usual: readonly Rule[] = [
  {
    name: 'AllowVnetInBound',
    direction: 'Inbound',
    access: 'Allow',
    priority: 65000,
    source: 'VirtualNetwork',
    to: 'VirtualNetwork',
  },
  {
    name: 'AllowAzureLoadBalancerInBound',
    direction: 'Inbound',
    access: 'Allow',
    priority: 65001,
    source: 'AzureLoadBalancer',
  },
  { name: 'DenyAllInBound', direction: 'Inbound', access: 'Deny', priority: 65500 },
  {
    name: 'AllowVnetOutBound',
    direction: 'Outbound',
    access: 'Allow',
    priority: 65000,
    source: 'VirtualNetwork',
    to: 'VirtualNetwork',
  },
  { name: 'AllowInternetOutBound', direction: 'Outbound', access: 'Allow', priority: 65001, to: 'Internet' },
  { name: 'DenyAllOutBound', direction: 'Outbound', access: 'Deny', priority: 65500 },
];

function shown(group: string, kind: string, { name, direction, access, priority, source = '*', to = '*' }: Rule) {
  return {
    id: `${group}/${kind}/${name}`,
    name,
    properties: {
      provisioningState: 'Succeeded',
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix: source,
      destinationAddressPrefix: to,
      access,
      priority,
      direction,
    },
  };
}

/** Somebody peers the network of drills with another, as happens. Undone with `false`. */
export function peerDrillNetwork(world: World, peered: boolean): void {
  const id = drillPlace.subnetId.replace(/\/subnets\/.*/, '');
  const network = world.resources.get(id);
  if (!network) return;
  const remote = id.replace(/rg-drill/, 'rg-app').replace('vnet-drill', 'vnet-app');
  network.properties.virtualNetworkPeerings = peered
    ? [
        {
          id: `${id}/virtualNetworkPeerings/to-app`,
          name: 'to-app',
          properties: {
            peeringState: 'Connected',
            provisioningState: 'Succeeded',
            remoteVirtualNetwork: { id: remote },
            allowVirtualNetworkAccess: true,
          },
        },
      ]
    : [];
}
