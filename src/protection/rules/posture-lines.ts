import { ps, sh } from '../../kernel/quote.ts';

export type NamedVault = { vault: string; group: string; subscription: string };

/** What mends a vault by a line to type, by the name of its text in `posture.mend`. */
export const postureLines: Readonly<
  Record<'az' | 'powershell', Readonly<Record<string, (vault: NamedVault) => string>>>
> = {
  az: {
    'soft-delete': (vault) => properties(vault, '--soft-delete-feature-state Enable'),
    'guard-none': (vault) => `az backup vault resource-guard-mapping update ${options(vault)} --resource-guard-id`,
    'redundancy-geo': (vault) => properties(vault, '--cross-region-restore-flag True'),
  },
  powershell: {
    immutability: (vault) => update(vault, '-ImmutabilityState Unlocked'),
    'immutability-unlocked': (vault) => update(vault, '-ImmutabilityState Locked'),
    'access-public': (vault) => update(vault, '-PublicNetworkAccess Disabled'),
    alerts: (vault) => update(vault, '-DisableAzureMonitorAlertsForJobFailure $false'),
  },
};

/** Undefined where no line mends it. */
export function postureLine(name: string, vault: NamedVault): string | undefined {
  return (postureLines.az[name] ?? postureLines.powershell[name])?.(vault);
}

function options({ vault, group, subscription }: NamedVault): string {
  return `--subscription ${sh(subscription)} --resource-group ${sh(group)} --name ${sh(vault)}`;
}

function properties(vault: NamedVault, setting: string): string {
  return `az backup vault backup-properties set ${options(vault)} ${setting}`;
}

function update({ vault, group, subscription }: NamedVault, setting: string): string {
  return `Set-AzContext -Subscription ${ps(subscription)} -ErrorAction Stop; Update-AzRecoveryServicesVault -ResourceGroupName ${ps(group)} -Name ${ps(vault)} ${setting}`;
}
