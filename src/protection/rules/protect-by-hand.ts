import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';
import {
  azItem,
  azVault,
  type ChangeLines,
  findItemPs,
  type HandItem,
  inVaultPs,
  itemLines,
  putItemLine,
} from '../../requests/rules/change-lines.ts';

const enable = 'Enable-AzRecoveryServicesBackupProtection -Policy $policy';

export function protectByHand(item: HandItem, policyName: string): ChangeLines {
  const { vaultId, vmId } = item;
  const [vm, group, home] = [ps(nameOf(vmId)), ps(nameOf(resourceGroupIdOf(vmId))), subscriptionOf(vmId)];
  // The cmdlet looks in the vault's subscription alone unless it is told (azure-powershell 29799).
  const across = home === subscriptionOf(vaultId) ? '' : ` -ContainerSubscriptionId ${ps(home)}`;
  return itemLines(item, {
    az: [`az backup protection enable-for-vm ${azVault(vaultId)} --vm ${sh(vmId)} --policy-name ${sh(policyName)}`],
    powershell: [findPolicyPs(policyName), `${enable} -Name ${vm} -ResourceGroupName ${group}${across} ${inVaultPs}`],
    rest: putPolicyLine(item, policyName),
  });
}

/** What was stopped goes on, and a hold ends: `az backup protection resume` refuses what is suspended. */
export function resumeByHand(item: HandItem, policyName: string): ChangeLines {
  return itemLines(item, {
    az: [setPolicyAz(item, policyName)],
    powershell: [...findItemPs(item), findPolicyPs(policyName), `${enable} -Item $item ${inVaultPs}`],
    rest: putPolicyLine(item, policyName),
  });
}

export function setPolicyAz(item: HandItem, policyName: string): string {
  return `az backup item set-policy ${azVault(item.vaultId)} ${azItem(item, '--name')} --workload-type VM --policy-name ${sh(policyName)}`;
}

/** Makes $policy. */
export function findPolicyPs(policyName: string): string {
  return `$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(policyName)} ${inVaultPs}`;
}

function putPolicyLine(item: HandItem, policyName: string): string {
  return putItemLine(item, { policyId: `${item.vaultId}/backupPolicies/${policyName}` });
}
