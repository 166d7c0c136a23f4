import { groupId } from './arm-id.ts';
import { guid } from './ids.ts';
import { drillPlace, prod, quarantinePlace, region } from './places.ts';
import { addNetwork } from './seed-resources.ts';
import type { World } from './world.ts';

type Rule = { name: string; direction: string; access: string; priority: number; source?: string; to?: string };

/** Adds an isolated network for drills, open only to what unlocks disks. */
export function addDrillNetwork(world: World): void {
  addShutNetwork(world, {
    ...drillPlace,
    group: 'rg-drill',
    network: 'vnet-drill',
    prefix: '10.97',
    rules: 'nsg-drill',
  });
}

/** Adds the isolated network for copies in quarantine, and a subnet into which they may be released. */
export function addQuarantineNetwork(world: World): void {
  const named = { group: 'rg-quarantine', network: 'vnet-quarantine', prefix: '10.96', rules: 'nsg-quarantine' };
  addShutNetwork(world, { ...quarantinePlace, ...named });
  const id = quarantinePlace.subnetId.replace(/\/subnets\/.*/, '');
  const network = world.resources.get(id);
  const [released = ''] = quarantinePlace.releaseSubnetIds;
  const groupId = `${quarantinePlace.resourceGroupId}/providers/Microsoft.Network/networkSecurityGroups/nsg-released`;
  addSecurityGroup(world, groupId, [
    { name: 'from-bastion', direction: 'Inbound', access: 'Allow', priority: 100, source: '10.96.32.0/24' },
  ]);
  const subnet = {
    id: released,
    name: 'released',
    type: 'Microsoft.Network/virtualNetworks/subnets',
    properties: {
      provisioningState: 'Succeeded',
      addressPrefix: '10.96.16.0/20',
      networkSecurityGroup: { id: groupId },
    },
  };
  world.resources.put(subnet);
  if (network) network.properties.subnets = [...((network.properties.subnets as object[]) ?? []), subnet];
}

type Shut = { subnetId: string; resourceGroupId: string; openings: readonly string[] };

function addShutNetwork(
  world: World,
  at: Shut & { group: string; network: string; prefix: string; rules: string },
): void {
  addNetwork(world, prod.id, at.group, at.network, at.prefix, at.subnetId.split('/').at(-1) ?? '');
  const id = `${at.resourceGroupId}/providers/Microsoft.Network/networkSecurityGroups/${at.rules}`;
  addSecurityGroup(world, id, [
    ...at.openings.map((to, index) => ({
      name: `to-${to}`,
      direction: 'Outbound',
      access: 'Allow',
      priority: 100 + index,
      to,
    })),
    { name: 'shut-out', direction: 'Inbound', access: 'Deny', priority: 4096 },
    { name: 'shut-in', direction: 'Outbound', access: 'Deny', priority: 4096 },
  ]);
  const subnet = world.resources.get(at.subnetId);
  if (subnet) subnet.properties.networkSecurityGroup = { id };
}

function addSecurityGroup(world: World, id: string, rules: readonly Rule[]): void {
  world.resources.put({
    id,
    name: id.split('/').at(-1) ?? '',
    type: 'Microsoft.Network/networkSecurityGroups',
    location: region,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: guid(`group ${id}`),
      securityRules: rules.map((rule) => shown(id, 'securityRules', rule)),
      defaultSecurityRules: usualRules(id),
    },
  });
}

/** The rules that Azure puts into every group. */
export function usualRules(id: string) {
  return usual.map((rule) => shown(id, 'defaultSecurityRules', rule));
}

/** As documented. */
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

/** Peers the network of drills or of quarantine with another, as people do by mistake. `false` undoes it. */
export function peerShutNetwork(world: World, place: { subnetId: string }, peered: boolean): void {
  const id = place.subnetId.replace(/\/subnets\/.*/, '');
  const network = world.resources.get(id);
  if (!network) return;
  const remote = `${groupId(prod.id, 'rg-app')}/providers/Microsoft.Network/virtualNetworks/vnet-app`;
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
