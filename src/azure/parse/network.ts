import type { GenericResource } from '@azure/arm-resources';
import { nameOf } from '../../kernel/arm-id.ts';
import { asObject, type JsonObject } from '../../kernel/json-object.ts';
import type { RouteFacts, RuleSet, SecurityRuleFacts } from '../../kernel/network-facts.ts';
import { count, list, text, textList } from './values.ts';

/** undefined: there is no such group, or it does not tell its rules. */
export function parseSecurityGroup(group: GenericResource | undefined): RuleSet | undefined {
  const { securityRules, defaultSecurityRules } = asObject(group?.properties);
  if (!group || !Array.isArray(securityRules) || !Array.isArray(defaultSecurityRules)) return undefined;
  const rules = [...securityRules, ...defaultSecurityRules].map((one) => {
    const { name, properties } = asObject(one);
    return parseRule({ name, ...asObject(properties) });
  });
  return { name: text(group.name) ?? nameOf(group.id ?? ''), by: 'group', rules };
}

export function parseRouteTable(table: GenericResource | undefined): RouteFacts[] | undefined {
  const { routes } = asObject(table?.properties);
  if (!Array.isArray(routes)) return undefined;
  return routes.map((one) => {
    const { name, properties } = asObject(one);
    return { name: text(name) ?? '', nextHop: text(asObject(properties).nextHopType) ?? '' };
  });
}

/** Rules of a Virtual Network Manager; undefined: they are not known. */
export function parseAdminRules(all: readonly unknown[] | undefined): SecurityRuleFacts[] | undefined {
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

/** Those of a Virtual Network Manager stand beside the groups of subnet and interface. */
export function parseEffectiveRules(answer: JsonObject): RuleSet[] {
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

/** Invalid ones lead nowhere any more. */
export function parseEffectiveRoutes(answer: JsonObject): RouteFacts[] {
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

/** One value, several, or both; an application security group is a place that no prefix tells. */
function parseRule(rule: JsonObject): SecurityRuleFacts {
  const both = (one: unknown, many: unknown) => [...(text(one) ? [text(one) ?? ''] : []), ...textList(many)];
  // Application security groups, by their ids: who is in them is theirs to say.
  const groups = (all: unknown) => list(all).flatMap((one) => text(asObject(one).id) ?? []);
  return {
    name: text(rule.name) ?? '',
    direction: directions[text(rule.direction)?.toLowerCase() ?? ''] ?? 'unknown',
    access: accesses[text(rule.access)?.toLowerCase() ?? ''] ?? 'unknown',
    // Without a priority it counts as the first to let through, and as the last to shut.
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
