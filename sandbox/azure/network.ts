import type { ArmResource } from '../world/resources.ts';
import { type Context, link, param, type Reply } from './call.ts';
import { AzureError } from './errors.ts';
import { group, subscription, theResource } from './find.ts';
import { type Route, route } from './router.ts';

const networks = 'Microsoft.Network/virtualNetworks';
const interfaces = 'Microsoft.Network/networkInterfaces';

/** Virtual networks, subnets and the network interfaces of VMs. */
export function networkRoutes(): Route[] {
  const network = `${group}/providers/${networks}/{virtualNetworkName}`;
  return [
    ...effectiveNetworkRoutes(),
    route('GET', network, (context) => ({
      status: 200,
      body: theResource(context, networks, param(context, 'virtualNetworkName')),
    })),
    route('GET', `${network}/subnets/{subnetName}`, (context) => ({
      status: 200,
      body: theResource(
        context,
        `${networks}/subnets`,
        param(context, 'virtualNetworkName'),
        param(context, 'subnetName'),
      ),
    })),
    route('GET', `${group}/providers/${interfaces}/{networkInterfaceName}`, (context) => ({
      status: 200,
      body: theResource(context, interfaces, param(context, 'networkInterfaceName')),
    })),
  ];
}

const nic = `${group}/providers/${interfaces}/{networkInterfaceName}`;
const network = `${group}/providers/${networks}/{virtualNetworkName}`;
const results = `${subscription}/providers/Microsoft.Network/locations/{location}/operationResults/{operationId}`;

/**
 * Effective settings of an interface, only for a running machine (documented). The answer comes later, at an address
 * (recorded by az); here the address contains the question, so that nothing has to be stored.
 */
function effectiveNetworkRoutes(): Route[] {
  return [
    route('POST', `${nic}/effectiveNetworkSecurityGroups`, (context) => accepted(context, 'rules')),
    route('POST', `${nic}/effectiveRouteTable`, (context) => accepted(context, 'routes')),
    route('GET', results, answer),
    // The world has no Virtual Network Manager (the shape is documented).
    ...['listNetworkManagerEffectiveSecurityAdminRules', 'listNetworkManagerEffectiveConnectivityConfigurations'].map(
      (list) =>
        route('POST', `${network}/${list}`, (context) => {
          theResource(context, networks, param(context, 'virtualNetworkName'));
          return { status: 200, body: { value: [] } };
        }),
    ),
  ];
}

function accepted(context: Context, what: 'rules' | 'routes'): Reply {
  const found = theResource(context, interfaces, param(context, 'networkInterfaceName'));
  requireRunning(context, found);
  const id = `${what}-${Buffer.from(found.id).toString('base64url')}`;
  const path = `/subscriptions/${param(context, 'subscriptionId')}/providers/Microsoft.Network/locations/${found.location ?? ''}/operationResults/${id}`;
  return {
    status: 202,
    headers: { location: link(context, `${path}?api-version=${context.apiVersion}`), 'retry-after': '0' },
  };
}

function requireRunning({ world }: Context, { properties }: ArmResource): void {
  const owner = (properties.virtualMachine as { id: string } | undefined)?.id;
  if (owner && world.machines.get(owner.toLowerCase())?.power === 'running') return;
  const message = 'Network interface is not attached to a running virtual machine.';
  throw new AzureError(400, 'NetworkInterfaceNotAttachedToRunningVirtualMachine', message);
}

function answer(context: Context): Reply {
  const [, what = '', coded = ''] = /^(rules|routes)-(.+)$/.exec(param(context, 'operationId')) ?? [];
  const found = context.world.resources.get(Buffer.from(coded, 'base64url').toString());
  if (!found) throw new AzureError(404, 'NotFound', 'The operation was not found.');
  return { status: 200, body: { value: what === 'rules' ? rulesAt(context, found) : routesAt(context, found) } };
}

function subnetOf({ world }: Context, { properties }: ArmResource): ArmResource | undefined {
  const [first] = properties.ipConfigurations as { properties: { subnet?: { id: string } } }[];
  return world.resources.get(first?.properties.subnet?.id ?? '');
}

type Shown = { name: string; properties: Record<string, string | number> };

/**
 * Rules of the groups of subnet and interface; "anything" is shown as all addresses and all ports (documented example).
 */
function rulesAt(context: Context, found: ArmResource) {
  const subnet = subnetOf(context, found);
  const of = (one: ArmResource | undefined) =>
    context.world.resources.get((one?.properties.networkSecurityGroup as { id: string } | undefined)?.id ?? '');
  return [
    { group: of(subnet), association: { subnet: { id: subnet?.id } } },
    { group: of(found), association: { networkInterface: { id: found.id } } },
  ].flatMap(({ group, association }) => {
    if (!group) return [];
    const { securityRules, defaultSecurityRules } = group.properties as Record<string, Shown[] | undefined>;
    return [
      {
        networkSecurityGroup: { id: group.id },
        association,
        effectiveSecurityRules: [
          ...effective('securityRules', securityRules),
          ...effective('defaultSecurityRules', defaultSecurityRules),
        ],
      },
    ];
  });
}

function effective(kind: string, rules: readonly Shown[] = []) {
  const address = (value: unknown) => (value === '*' ? '0.0.0.0/0' : value);
  return rules.map(({ name, properties }) => ({
    name: `${kind}/${name}`,
    protocol: properties.protocol === '*' ? 'All' : properties.protocol,
    sourcePortRange: '0-65535',
    destinationPortRange: '0-65535',
    sourceAddressPrefix: address(properties.sourceAddressPrefix),
    destinationAddressPrefix: address(properties.destinationAddressPrefix),
    access: properties.access,
    priority: properties.priority,
    direction: properties.direction,
  }));
}

function routesAt(context: Context, found: ArmResource) {
  const network = context.world.resources.get(subnetOf(context, found)?.id.replace(/\/subnets\/.*/, '') ?? '');
  const { addressPrefixes = [] } = (network?.properties.addressSpace ?? {}) as { addressPrefixes?: string[] };
  const peerings = (network?.properties.virtualNetworkPeerings ?? []) as {
    properties: { remoteVirtualNetwork: { id: string } };
  }[];
  const one = (addressPrefix: string[], nextHopType: string) => ({
    source: 'Default',
    state: 'Active',
    addressPrefix,
    nextHopType,
    nextHopIpAddress: [],
  });
  return [
    one(addressPrefixes, 'VnetLocal'),
    ...peerings.map(({ properties }) => {
      const remote = context.world.resources.get(properties.remoteVirtualNetwork.id);
      const space = remote?.properties.addressSpace as { addressPrefixes: string[] } | undefined;
      return one(space?.addressPrefixes ?? [], 'VNetPeering');
    }),
    one(['0.0.0.0/0'], 'Internet'),
  ];
}
