import type { RuleSet, SecurityRuleFacts } from '../../kernel/network-facts.ts';

/** Rules of a network security group as lines that are signed and read: in the order in which they count. */
export function ruleLines(rules: RuleSet | 'none'): string[] {
  if (rules === 'none') return [];
  return [...rules.rules]
    .sort((one, other) => one.direction.localeCompare(other.direction) || one.priority - other.priority)
    .map(lineOf);
}

/** What a card can show: a rule beyond it could be signed without being read. */
export const longestRule = 600;
export const mostRuleText = 8_000;

/** "inbound 100 allow from-bastion: 10.0.2.0/24 -> *, Tcp 22" */
function lineOf(rule: SecurityRuleFacts): string {
  const { direction, priority, access, name, sources, sourcePorts, destinations, protocol, destinationPorts } = rule;
  const ways = `${sources.join(' ') || '-'} -> ${destinations.join(' ') || '-'}`;
  const from = sourcePorts.every((port) => port === '*') ? '' : `, from ${sourcePorts.join(' ')}`;
  return `${direction} ${priority} ${access} ${name}: ${ways}, ${protocol} ${destinationPorts.join(' ') || '-'}${from}`;
}
