import { subscriptionOf } from '../../kernel/arm-id.ts';
import { ps } from '../../kernel/quote.ts';
import type { HandFacts } from './hand-step.ts';

/** The target subscription, if the vault is in another. */
export function otherSubscription({ vault, machine }: Pick<HandFacts, 'vault' | 'machine'>): string | undefined {
  const target = subscriptionOf(machine.groupId);
  return target === '' || target === vault.subscriptionId.toLowerCase() ? undefined : target;
}

/**
 * PowerShell lines that read the vault, next to others in the target subscription. These cmdlets have no subscription
 * parameter, and not all of them respect -DefaultProfile (azure-powershell 12121, 21688).
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
