import { subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';
import type { HandFacts } from './hand-step.ts';

type Vault = Pick<HandFacts['vault'], 'subscriptionId' | 'resourceGroup' | 'name'>;

/** Where the restore goes, if the vault is of another. */
export function otherSubscription({ vault, machine }: Pick<HandFacts, 'vault' | 'machine'>): string | undefined {
  const target = subscriptionOf(machine.groupId);
  return target === '' || target === vault.subscriptionId.toLowerCase() ? undefined : target;
}

/** As every command of `az backup` names the vault, whichever subscription was chosen last. */
export function vaultOptions({ subscriptionId, resourceGroup, name }: Vault): string {
  return `--subscription ${sh(subscriptionId)} --resource-group ${sh(resourceGroup)} --vault-name ${sh(name)}`;
}

export function findVaultPs({ resourceGroup, name }: Pick<Vault, 'resourceGroup' | 'name'>): string {
  return `$vault = Get-AzRecoveryServicesVault -ResourceGroupName ${ps(resourceGroup)} -Name ${ps(name)}`;
}

/**
 * Lines of PowerShell that read the vault, among others that may act where the restore goes. Its cmdlets take no
 * subscription of their own, and not every cmdlet heeds -DefaultProfile (azure-powershell 12121, 21688).
 */
export function besideTargetPs(facts: HandFacts, lines: readonly string[]): string[] {
  if (otherSubscription(facts) === undefined) return [...lines];
  return [
    '$here = (Get-AzContext).Subscription.Id',
    `Set-AzContext -Subscription ${ps(facts.vault.subscriptionId)} | Out-Null`,
    ...lines,
    'Set-AzContext -Subscription $here | Out-Null',
  ];
}
