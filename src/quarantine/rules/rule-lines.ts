import type { RuleSet, SecurityRuleFacts } from '../../kernel/network-facts.ts';

/** Rules of a network security group as lines that are signed and read: in the order in which they count. */
export function ruleLines(rules: RuleSet | 'none'): string[] {
  if (rules === 'none') return [];
  return [...rules.rules]
    .sort((one, other) => one.direction.localeCompare(other.direction) || one.priority - other.priority)
    .map(lineOf);
}

/** "inbound 100 allow from-bastion: 10.0.2.0/24 -> *, Tcp 22" */
function lineOf(rule: SecurityRuleFacts): string {
  const { direction, priority, access, name, sources, destinations, protocol, destinationPorts } = rule;
  const ways = `${sources.join(' ') || '-'} -> ${destinations.join(' ') || '-'}`;
  return `${direction} ${priority} ${access} ${name}: ${ways}, ${protocol} ${destinationPorts.join(' ') || '-'}`;
}
