import { subscriptionOf } from '../../kernel/arm-id.ts';
import { ps } from '../../kernel/quote.ts';
import type { HandFacts } from './hand-step.ts';

/** Where the restore goes, if the vault is of another. */
export function otherSubscription({ vault, machine }: Pick<HandFacts, 'vault' | 'machine'>): string | undefined {
  const target = subscriptionOf(machine.groupId);
  return target === '' || target === vault.subscriptionId.toLowerCase() ? undefined : target;
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
