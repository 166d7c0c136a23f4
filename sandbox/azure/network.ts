import { param } from './call.ts';
import { effectiveNetworkRoutes } from './effective-network.ts';
import { theResource } from './find.ts';
import { group } from './paths.ts';
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
