import type { GenericResource } from '@azure/arm-resources';
import { nameOf, sameArmId, segmentOf } from '../kernel/arm-id.ts';
import { CodedError } from '../kernel/errors.ts';
import type { InterfaceFacts } from '../kernel/facts.ts';
import type {
  EffectiveNetworkFacts,
  RouteFacts,
  RuleSet,
  SecurityRuleFacts,
  SubnetFacts,
} from '../kernel/place-facts.ts';
import { asObject, type JsonObject } from '../kernel/stored.ts';
import { askAzure, askIfThere, readByPost } from './calls.ts';
import type { ClientsOf } from './clients.ts';
import { count, list, text, textList } from './parse/values.ts';
import { apiVersions } from './resources.ts';

export type Networks = {
  /**
   * A subnet with everything in its configuration that opens it. Unreadable parts are undefined in the facts.
   * undefined: there is no such subnet.
   */
  subnet(subnetId: string): Promise<SubnetFacts | undefined>;
  /** The rules in effect at an interface. Azure answers only while its machine runs. */
  effectiveRules(interfaceId: string): Promise<EffectiveNetworkFacts['ruleSets']>;
  /** The routes in effect at an interface, likewise. */
  effectiveRoutes(interfaceId: string): Promise<EffectiveNetworkFacts['routes']>;
};

/** Pages have a hundred entries at most: no network has more than these. */
const mostPages = 20;

/** Azure's names for subnets whose resources lead out of the network. */
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
   * Reads a list of a Virtual Network Manager, which is requested by POST, its next page with another body
   * (documented). undefined: incomplete, and the missing part may be what opens the network.
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

/** A missing right leaves one fact unknown; an Azure outage is reported as such. */
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

export type Interfaces = {
  /** A network interface by its ARM id; undefined when there is none. */
  get(id: string): Promise<InterfaceFacts | undefined>;
};

export function createInterfaces(clients: ClientsOf): Interfaces {
  return {
    async get(id) {
      const { resources } = clients(segmentOf(id, 'subscriptions')).reading.resources;
      const found = await askIfThere(() => resources.getById(id.replace(/^\/+/, ''), apiVersions.network));
      return found && parseInterface(found);
    },
  };
}

/** undefined: there is no such group, or its rules are missing. */
export function parseSecurityGroup(group: GenericResource | undefined): RuleSet | undefined {
  const { securityRules, defaultSecurityRules } = asObject(group?.properties);
  if (!group || !Array.isArray(securityRules) || !Array.isArray(defaultSecurityRules)) return undefined;
  const rules = [...securityRules, ...defaultSecurityRules].map((one) => {
    const { name, properties } = asObject(one);
    return parseRule({ name, ...asObject(properties) });
  });
  return { name: text(group.name) ?? nameOf(group.id ?? ''), by: 'group', rules };
}

function parseRouteTable(table: GenericResource | undefined): RouteFacts[] | undefined {
  const { routes } = asObject(table?.properties);
  if (!Array.isArray(routes)) return undefined;
  return routes.map((one) => {
    const { name, properties } = asObject(one);
    return { name: text(name) ?? '', nextHop: text(asObject(properties).nextHopType) ?? '' };
  });
}

/** Rules of a Virtual Network Manager; undefined: unknown. */
function parseAdminRules(all: readonly unknown[] | undefined): SecurityRuleFacts[] | undefined {
  return all?.map((one) => {
    const { id, properties } = asObject(one);
    const { sources, destinations, sourcePortRanges, destinationPortRanges, ...rest } = asObject(properties);
    const prefixes = (items: unknown) => list(items).flatMap((item) => text(asObject(item).addressPrefix) ?? []);
    return {
      ...parseRule({ name: nameOf(text(id) ?? '-'), ...rest }),
      sources: prefixes(sources),
      destinations: prefixes(destinations),
      sourcePorts: textList(sourcePortRanges),
      destinationPorts: textList(destinationPortRanges),
    };
  });
}

/** Rules of a Virtual Network Manager stand beside the groups of subnet and interface. */
function parseEffectiveRules(answer: JsonObject): RuleSet[] {
  return list(answer.value).map((one) => {
    const { networkSecurityGroup, association, effectiveSecurityRules } = asObject(one);
    const manager = text(asObject(asObject(association).networkManager).id);
    return {
      name: nameOf(manager ?? text(asObject(networkSecurityGroup).id) ?? '-'),
      by: manager ? 'administrator' : 'group',
      rules: list(effectiveSecurityRules).map((rule) => parseRule(asObject(rule))),
    };
  });
}

/** Invalid routes lead nowhere any more. */
function parseEffectiveRoutes(answer: JsonObject): RouteFacts[] {
  return list(answer.value).flatMap((one) => {
    const { state, addressPrefix, nextHopType } = asObject(one);
    if (text(state)?.toLowerCase() === 'invalid') return [];
    return [{ name: textList(addressPrefix).join(', '), nextHop: text(nextHopType) ?? '' }];
  });
}

const accesses: Readonly<Record<string, SecurityRuleFacts['access']>> = {
  allow: 'allow',
  alwaysallow: 'always-allow',
  deny: 'deny',
};
const directions: Readonly<Record<string, SecurityRuleFacts['direction']>> = {
  inbound: 'inbound',
  outbound: 'outbound',
};

/**
 * Parses one rule. Azure gives one value, several, or both; an application security group covers addresses that no
 * prefix shows.
 */
function parseRule(rule: JsonObject): SecurityRuleFacts {
  const both = (one: unknown, many: unknown) => [...(text(one) ? [text(one) ?? ''] : []), ...textList(many)];
  // Application security groups, by id: their members are not listed here.
  const groups = (all: unknown) => list(all).flatMap((one) => text(asObject(one).id) ?? []);
  return {
    name: text(rule.name) ?? '',
    direction: directions[text(rule.direction)?.toLowerCase() ?? ''] ?? 'unknown',
    access: accesses[text(rule.access)?.toLowerCase() ?? ''] ?? 'unknown',
    // Without a priority it counts as the first to allow, and as the last to deny.
    priority: count(rule.priority) ?? (/^deny$/i.test(text(rule.access) ?? '') ? Number.MAX_SAFE_INTEGER : 0),
    protocol: text(rule.protocol) ?? '',
    sources: [
      ...both(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
      ...groups(rule.sourceApplicationSecurityGroups),
    ],
    sourcePorts: both(rule.sourcePortRange, rule.sourcePortRanges),
    destinations: [
      ...both(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
      ...groups(rule.destinationApplicationSecurityGroups),
    ],
    destinationPorts: both(rule.destinationPortRange, rule.destinationPortRanges),
  };
}

export function parseInterface({ id, tags, properties }: GenericResource): InterfaceFacts {
  const members = asObject(properties);
  const addresses = list(members.ipConfigurations).map((one) => asObject(asObject(one).properties));
  const [first] = addresses;
  const subnetId = text(asObject(first?.subnet).id);
  const securityGroupId = text(asObject(members.networkSecurityGroup).id);
  const { enableAcceleratedNetworking: accelerated } = members;
  const publicAddressId = addresses.flatMap((one) => text(asObject(one.publicIPAddress).id) ?? [])[0];
  const immutableId = text(members.resourceGuid);
  return {
    id: id ?? '',
    ...(immutableId && { immutableId }),
    tags: tags ?? {},
    ...(subnetId && { subnetId }),
    privateAddresses: addresses.flatMap((one) => text(one.privateIPAddress) ?? []),
    ...(publicAddressId && { publicAddressId }),
    ...(securityGroupId && { securityGroupId }),
    ...(typeof accelerated === 'boolean' && { acceleratedNetworking: accelerated }),
  };
}
