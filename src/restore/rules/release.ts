import { z } from 'zod/v4';
import { nameOf, subscriptionOf } from '../../kernel/arm-id.ts';
import type { RuleSet, SecurityRuleFacts } from '../../kernel/place-facts.ts';
import { ps, sh } from '../../kernel/quote.ts';
import { quarantineTag, requestTag, taggedTemplate } from '../../kernel/request.ts';
import { defineStored, type JsonObject } from '../../kernel/stored.ts';
import { type ChangeLines, chainPowerShell } from '../../requests/rules/change-lines.ts';
import { interfaceTemplate } from './deployment.ts';

/** A copy in quarantine goes to another subnet of its network. */
export function releaseByHand({
  groupId,
  subnetId,
  nicId,
  machineId,
}: {
  groupId: string;
  subnetId: string;
  nicId: string;
  machineId: string;
}): ChangeLines {
  const subscription = subscriptionOf(groupId);
  const group = nameOf(groupId);
  // The network goes by its id: az looks for a name in the group of the interface.
  const move = [
    `az network nic ip-config update --subscription ${sh(subscription)} --resource-group ${sh(group)}`,
    `--nic-name ${sh(nameOf(nicId))} --name ipconfig1 --subnet ${sh(subnetId)}`,
  ].join(' ');
  const tag = `az tag update --resource-id ${sh(machineId)} --operation Merge --tags ${sh(`${quarantineTag}=released`)}`;
  return {
    az: [`${move} &&`, tag],
    powershell: chainPowerShell([
      `Set-AzContext -Subscription ${ps(subscription)}`,
      `$nic = Get-AzNetworkInterface -ResourceGroupName ${ps(group)} -Name ${ps(nameOf(nicId))}`,
      `$nic.IpConfigurations[0].Subnet = [Microsoft.Azure.Commands.Network.Models.PSSubnet]@{ Id = ${ps(subnetId)} }`,
      '$nic | Set-AzNetworkInterface',
      `Update-AzTag -ResourceId ${ps(machineId)} -Operation Merge -Tag @{ ${ps(quarantineTag)} = 'released' }`,
    ]),
  };
}

type Released = {
  region: string;
  subnetId: string;
  plan: { effects: { quarantine: string; nic: { id: string } } };
};

/** The interface as its quarantine made it, but for the subnet: whatever else somebody put onto it goes. */
export function releaseTemplate({ region, subnetId, plan }: Released): JsonObject {
  return interfaceTemplate({ name: nameOf(plan.effects.nic.id), region, subnetId });
}

/** The tag stays that of the request that made the copy. */
export function releaseTags({ plan }: Released, releaseId: string): Record<string, string> {
  return { [requestTag]: plan.effects.quarantine, [quarantineTag]: `released ${releaseId}` };
}

/** The template as Resource Manager keeps it. */
export function sentTemplate(released: Released, releaseId: string): JsonObject {
  return taggedTemplate(releaseTemplate(released), releaseTags(released, releaseId));
}

/** Rules of a network security group as lines that are signed and read: in the order in which they count. */
export function ruleLines(rules: RuleSet | 'none'): string[] {
  if (rules === 'none') return [];
  return [...rules.rules]
    .sort((one, other) => one.direction.localeCompare(other.direction) || one.priority - other.priority)
    .map(lineOf);
}

/** Rules that a card can show: one beyond it could be signed without being read. */
export const longestRule = 600;
export const mostRuleText = 8_000;

/** "inbound 100 allow from-bastion: 10.0.2.0/24 -> *, Tcp 22" */
function lineOf(rule: SecurityRuleFacts): string {
  const { direction, priority, access, name, sources, sourcePorts, destinations, protocol, destinationPorts } = rule;
  const ways = `${sources.join(' ') || '-'} -> ${destinations.join(' ') || '-'}`;
  const from = sourcePorts.every((port) => port === '*') ? '' : `, from ${sourcePorts.join(' ')}`;
  return `${direction} ${priority} ${access} ${name}: ${ways}, ${protocol} ${destinationPorts.join(' ') || '-'}${from}`;
}

/** The deployment that moved the copy to the other subnet. */
export const storedMove = defineStored('result release-move', z.object({ deployment: z.string() }));
