import { nameOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';
import { quarantineTag } from '../../kernel/request-tag.ts';
import { type ChangeLines, chainPowerShell } from '../../requests/rules/change-lines.ts';

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
  // By its id: az looks for a network that is named in the group of the interface.
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
