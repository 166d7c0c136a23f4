import { nameOf } from '../../kernel/arm-id.ts';
import type { InterfaceFacts } from '../../kernel/facts.ts';
import type { EffectiveNetworkFacts, RuleSet, SecurityRuleFacts, SubnetFacts } from '../../kernel/place-facts.ts';

/**
 * Signed exceptions that may be reached: service tags (`AzureKeyVault`), address prefixes, private endpoints by ARM id.
 */
export type Openings = readonly string[];

/** A way in or out that nobody signed, or that nobody can rule out. */
export type SegregationFinding = { code: SegregationCode; open: 'yes' | 'unknown'; name: string };

export type SegregationCode =
  | 'inbound'
  | 'outbound'
  | 'no-rules'
  | 'rules-unread'
  | 'admin-rule'
  | 'admin-unread'
  | 'route'
  | 'routes-unread'
  | 'nat'
  | 'peering'
  | 'connected'
  | 'connected-unread'
  | 'gateway'
  | 'service-endpoint'
  | 'private-endpoint'
  | 'dns'
  | 'public-address'
  | 'subnet';

/**
 * Whether a subnet is one in which a copy meets nothing of the original's world, by how it is configured. Nothing found:
 * it is. What could not be read counts as found, as unknown.
 */
export function judgeConfiguration(subnet: SubnetFacts, openings: Openings): SegregationFinding[] {
  const { prefixes, rules, routes, administratorRules, connectedBy } = subnet;
  return [
    ...(rules === undefined
      ? unread('rules-unread', nameOf(subnet.securityGroupId ?? subnet.id))
      : rules === 'none'
        ? found('no-rules', [nameOf(subnet.id)])
        : judgeRules([rules], prefixes, openings)),
    ...(administratorRules === undefined
      ? unread('admin-unread', nameOf(subnet.id))
      : adminFindings(administratorRules)),
    ...(routes === undefined ? unread('routes-unread', nameOf(subnet.id)) : routeFindings(routes)),
    ...found('nat', subnet.natGatewayId ? [nameOf(subnet.natGatewayId)] : []),
    ...found('peering', subnet.peerings),
    ...(connectedBy === undefined ? unread('connected-unread', nameOf(subnet.id)) : found('connected', connectedBy)),
    ...found('gateway', subnet.gateways),
    ...found(
      'service-endpoint',
      subnet.serviceEndpoints.filter((name) => !openings.some((one) => endpointOf(one) === name.toLowerCase())),
    ),
    ...found('private-endpoint', subnet.privateEndpoints.filter((id) => !isOpen(id, openings)).map(nameOf)),
    ...found(
      'dns',
      subnet.dnsServers.filter((address) => !isOpen(address, openings)),
    ),
  ];
}

/** Whether the one interface of the copy is where it was signed to be, without an address of the public network. */
export function judgeInterface(nic: InterfaceFacts | undefined, subnetId: string): SegregationFinding[] {
  if (!nic) return unread('subnet', nameOf(subnetId));
  return [
    ...(nic.subnetId?.toLowerCase() === subnetId.toLowerCase() ? [] : found('subnet', [nameOf(nic.subnetId ?? '-')])),
    ...found('public-address', nic.publicAddressId ? [nameOf(nic.publicAddressId)] : []),
  ];
}

/**
 * The same by what takes effect at the running machine: rules and routes of everybody, administrators and learned ones
 * included. No answer is no proof.
 */
export function judgeEffective(
  effective: EffectiveNetworkFacts | undefined,
  { prefixes }: Pick<SubnetFacts, 'prefixes'>,
  openings: Openings,
): SegregationFinding[] {
  if (!effective) return [...unread('rules-unread', '-'), ...unread('routes-unread', '-')];
  const groups = effective.ruleSets.filter(({ by }) => by === 'group');
  const admin = effective.ruleSets.filter(({ by }) => by === 'administrator').flatMap(({ rules }) => rules);
  return [
    ...(groups.length === 0 ? found('no-rules', ['-']) : judgeRules(groups, prefixes, openings)),
    ...adminFindings(admin),
    // A running machine has routes: none at all is an answer that says nothing.
    ...(effective.routes.length === 0 ? unread('routes-unread', '-') : routeFindings(effective.routes)),
  ];
}

/** Traffic passes only what all groups let through, so that one of them that is shut is enough. */
function judgeRules(groups: readonly RuleSet[], prefixes: readonly string[], openings: Openings): SegregationFinding[] {
  return (['inbound', 'outbound'] as const).flatMap((direction) => {
    const each = groups.map(({ name, rules }) => waysThrough(name, rules, direction, prefixes, openings));
    return each.some((ways) => ways.length === 0) ? [] : each.flat();
  });
}

/** The rules that let something through before one shuts the direction. Only the drill's openings may be let out. */
function waysThrough(
  group: string,
  rules: readonly SecurityRuleFacts[],
  direction: 'inbound' | 'outbound',
  prefixes: readonly string[],
  openings: Openings,
): SegregationFinding[] {
  const ways: SegregationFinding[] = [];
  const inOrder = rules
    .filter((rule) => rule.direction === direction || rule.direction === 'unknown')
    .toSorted((one, other) => one.priority - other.priority);
  for (const rule of inOrder) {
    if (rule.access === 'deny') {
      if (rule.direction === direction && coversAll(rule, prefixes)) return ways;
      continue;
    }
    const meant = direction === 'outbound' && rule.access === 'allow' && isOpenRule(rule, openings);
    if (!meant) ways.push({ code: direction, open: rule.access === 'unknown' ? 'unknown' : 'yes', name: rule.name });
  }
  // The last of the rules that Azure gives shuts the direction: a list without one was not told whole.
  return [...ways, { code: direction, open: 'unknown', name: group }];
}

function isOpenRule({ destinations }: SecurityRuleFacts, openings: Openings): boolean {
  return destinations.length > 0 && destinations.every((one) => isOpen(one, openings));
}

/** A tag of one region is part of the tag. */
function isOpen(name: string, openings: Openings): boolean {
  const wanted = name.toLowerCase();
  return openings.some(
    (one) => wanted === one.toLowerCase() || (isTag(one) && wanted.startsWith(`${one.toLowerCase()}.`)),
  );
}

function isTag(opening: string): boolean {
  return /^[a-z]+$/i.test(opening);
}

const endpoints: Readonly<Record<string, string>> = {
  azurekeyvault: 'microsoft.keyvault',
  storage: 'microsoft.storage',
  azureactivedirectory: 'microsoft.azureactivedirectory',
};

/** A service endpoint goes to the service whose tag was signed. */
function endpointOf(opening: string): string | undefined {
  return endpoints[opening.toLowerCase().split('.')[0] ?? ''];
}

/** Effective rules spell "anything" as the addresses that it stands for; without IPv6 those are all that there are. */
function coversAll(rule: SecurityRuleFacts, prefixes: readonly string[]): boolean {
  const hasV6 = prefixes.length === 0 || prefixes.some((prefix) => prefix.includes(':'));
  const isAll = (addresses: readonly string[]) =>
    addresses.some((one) => one === '*' || (one === '0.0.0.0/0' && (!hasV6 || addresses.includes('::/0'))));
  const areAllPorts = (ports: readonly string[]) => ports.some((one) => one === '*' || one === '0-65535');
  return (
    /^(\*|all|any)$/i.test(rule.protocol) &&
    isAll(rule.sources) &&
    isAll(rule.destinations) &&
    areAllPorts(rule.sourcePorts) &&
    areAllPorts(rule.destinationPorts)
  );
}

/**
 * Security groups still apply to traffic that an administrator merely allows; to traffic that is always allowed they do
 * not.
 */
function adminFindings(rules: readonly SecurityRuleFacts[]): SegregationFinding[] {
  return rules
    .filter(({ access }) => access === 'always-allow' || access === 'unknown')
    .map(({ name, access }) => ({ code: 'admin-rule', open: access === 'unknown' ? 'unknown' : 'yes', name }));
}

/** Internet as next hop is what every subnet has, and shut by the rules; a service endpoint has a finding of its own. */
const ownHops = new Set(['vnetlocal', 'internet', 'none', 'virtualnetworkserviceendpoint', 'interfaceendpoint']);

function routeFindings(routes: readonly { name: string; nextHop: string }[]): SegregationFinding[] {
  return routes
    .filter(({ nextHop }) => !ownHops.has(nextHop.toLowerCase()))
    .map(({ name, nextHop }) => ({
      code: 'route',
      open: nextHop === '' ? 'unknown' : 'yes',
      name: `${name} ${nextHop}`.trim(),
    }));
}

function found(code: SegregationCode, names: readonly string[]): SegregationFinding[] {
  return names.map((name) => ({ code, open: 'yes', name }));
}

function unread(code: SegregationCode, name: string): SegregationFinding[] {
  return [{ code, open: 'unknown', name }];
}
