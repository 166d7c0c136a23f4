import { nameOf, sameArmId } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import { asObject, type JsonObject } from '../kernel/json-object.ts';
import type { EffectiveNetworkFacts, SubnetFacts } from '../kernel/network-facts.ts';
import { askAzure, askIfThere } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { segmentOf } from './parse/arm-id.ts';
import {
  parseAdminRules,
  parseEffectiveRoutes,
  parseEffectiveRules,
  parseRouteTable,
  parseSecurityGroup,
} from './parse/network.ts';
import { list, text, textList } from './parse/values.ts';
import { apiVersions } from './places.ts';
import { readByPost } from './raw-call.ts';

export type Networks = {
  /**
   * A subnet with all around it that opens it, by its configuration. What of it cannot be read is undefined in the facts.
   * undefined: there is no such subnet.
   */
  subnet(subnetId: string): Promise<SubnetFacts | undefined>;
  /** The rules that take effect at an interface. Azure answers only while its machine runs. */
  effectiveRules(interfaceId: string): Promise<EffectiveNetworkFacts['ruleSets']>;
  /** The routes, likewise. */
  effectiveRoutes(interfaceId: string): Promise<EffectiveNetworkFacts['routes']>;
};

/** A hundred to a page at most: no network has more. */
const mostPages = 20;

/** Subnets in which something stands that leads out of the network, by the names that Azure gives them. */
const gatewaySubnets = new Set(['gatewaysubnet', 'azurefirewallsubnet', 'routeserversubnet', 'azurebastionsubnet']);

export function createNetworks(clients: ClientsOf): Networks {
  const get = (id: string) =>
    askIfThere(() =>
      clients(segmentOf(id, 'subscriptions')).reading.resources.resources.getById(
        id.replace(/^\/+/, ''),
        apiVersions.network,
      ),
    );
  const post = (id: string, action: string, body?: unknown) =>
    askAzure(() =>
      readByPost(clients(segmentOf(id, 'subscriptions')).reading.backup, {
        path: `${id}/${action}`,
        apiVersion: apiVersions.network,
        body,
      }),
    );

  /**
   * A list of a Virtual Network Manager, which has a body and is asked for its next page by another (documented). undefined:
   * not all of it was told, and what was not may be what opens the network.
   */
  async function listOfManager(id: string, action: string): Promise<unknown[] | undefined> {
    const found: unknown[] = [];
    let skipToken: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const answer = await post(id, action, skipToken === undefined ? {} : { skipToken });
      if (!Array.isArray(answer.value)) return undefined;
      found.push(...answer.value);
      skipToken = text(answer.skipToken);
      if (skipToken === undefined) return found;
    }
    return undefined;
  }

  return {
    async subnet(subnetId) {
      const networkId = subnetId.replace(/\/subnets\/[^/]+\/*$/i, '');
      const found = await get(networkId);
      const network = asObject(found?.properties);
      const subnets = list(network.subnets).map((one) => ({ id: text(asObject(one).id) ?? '', ...membersOf(one) }));
      const subnet = subnets.find(({ id }) => sameArmId(id, subnetId));
      if (!found || !subnet) return undefined;
      const { natGateway, networkSecurityGroup, routeTable } = subnet.properties;
      const [securityGroupId, routeTableId, natGatewayId] = [networkSecurityGroup, routeTable, natGateway].map(idIn);
      const [rules, routes, administratorRules, connectedBy] = await Promise.all([
        securityGroupId ? unlessUnread(async () => parseSecurityGroup(await get(securityGroupId))) : ('none' as const),
        routeTableId ? unlessUnread(async () => parseRouteTable(await get(routeTableId))) : [],
        unlessUnread(async () =>
          parseAdminRules(await listOfManager(networkId, 'listNetworkManagerEffectiveSecurityAdminRules')),
        ),
        unlessUnread(async () =>
          namesOf(await listOfManager(networkId, 'listNetworkManagerEffectiveConnectivityConfigurations')),
        ),
      ]);
      const { addressPrefix, addressPrefixes } = subnet.properties;
      return {
        id: subnet.id,
        prefixes: [...(text(addressPrefix) ? [text(addressPrefix) ?? ''] : []), ...textList(addressPrefixes)],
        ...(natGatewayId && { natGatewayId }),
        ...(securityGroupId && { securityGroupId }),
        serviceEndpoints: list(subnet.properties.serviceEndpoints).flatMap((one) => text(asObject(one).service) ?? []),
        peerings: list(network.virtualNetworkPeerings).map((one) => {
          const { properties, name } = membersOf(one);
          return nameOf(idIn(properties.remoteVirtualNetwork) ?? name);
        }),
        gateways: subnets.filter(({ id }) => gatewaySubnets.has(nameOf(id).toLowerCase())).map(({ id }) => nameOf(id)),
        privateEndpoints: subnets.flatMap(({ properties }) =>
          list(properties.privateEndpoints).flatMap((one) => idIn(one) ?? []),
        ),
        dnsServers: textList(asObject(network.dhcpOptions).dnsServers),
        rules,
        routes,
        administratorRules,
        connectedBy,
      };
    },

    effectiveRules: async (interfaceId) =>
      parseEffectiveRules(await post(interfaceId, 'effectiveNetworkSecurityGroups')),
    effectiveRoutes: async (interfaceId) => parseEffectiveRoutes(await post(interfaceId, 'effectiveRouteTable')),
  };
}

/** A right that the bot lacks leaves one thing unknown; that Azure does not answer now is told as what it is. */
async function unlessUnread<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CodedError && (error.code === 'azure.forbidden' || error.code === 'azure.not-found')) {
      return undefined;
    }
    throw error;
  }
}

function membersOf(one: unknown): { name: string; properties: JsonObject } {
  const { name, properties } = asObject(one);
  return { name: text(name) ?? '', properties: asObject(properties) };
}

function idIn(reference: unknown): string | undefined {
  return text(asObject(reference).id);
}

function namesOf(all: readonly unknown[] | undefined): string[] | undefined {
  return all?.map((one) => nameOf(text(asObject(one).id) ?? '-'));
}
