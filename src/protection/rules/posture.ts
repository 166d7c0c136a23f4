import type { Read } from '../../kernel/errors.ts';
import type { VaultSettingsFacts } from '../../kernel/facts.ts';
import { ps, sh } from '../../kernel/quote.ts';

/**
 * Settings that decide whether a vault's points survive an attack and are available on the day, most important first.
 */
export const postureTopics = [
  'immutability',
  'soft-delete',
  'guard',
  'redundancy',
  'access',
  'alerts',
  'encryption',
  'scan',
] as const;

export type PostureTopic = (typeof postureTopics)[number];

/** The finding for one topic. Its texts are in `posture.<topic>.<found>`; unknown is never good. */
export type PostureLine = {
  topic: PostureTopic;
  found: string;
  state: 'good' | 'weak' | 'unknown';
  params: Record<string, string | number>;
};

/** Operations that an attacker would call, as suffixes of the names that a Resource Guard lists. */
const worthGuarding = ['/protectedItems/delete', '/backupPolicies/write'];

/** With fewer days of soft delete, a deletion can pass unnoticed over a long weekend and a holiday after it. */
const minSoftDeleteDays = 14;

export function judgePosture(
  facts: VaultSettingsFacts,
  guards: Read<readonly { guardId: string; operations: readonly string[] }[]>,
): PostureLine[] {
  const line = (
    topic: PostureTopic,
    found: string,
    state: PostureLine['state'],
    params: PostureLine['params'] = {},
  ): PostureLine => ({ topic, found, state, params });
  const { immutability, softDelete, softDeleteDays = 0, redundancy, crossRegionRestore } = facts;
  const operations = guards.kind === 'read' ? guards.value.flatMap((guard) => guard.operations) : [];
  const guarded = operations.map((name) => name.split('/').slice(-2).join('/')).toSorted();
  return [
    immutability === 'locked'
      ? line('immutability', 'locked', 'good')
      : line('immutability', immutability, immutability === 'unknown' ? 'unknown' : 'weak'),
    softDelete === 'off' || softDelete === 'unknown'
      ? line('soft-delete', softDelete, softDelete === 'off' ? 'weak' : 'unknown')
      : softDeleteDays < minSoftDeleteDays
        ? line('soft-delete', 'short', softDeleteDays === 0 ? 'unknown' : 'weak', { days: softDeleteDays })
        : line('soft-delete', softDelete, softDelete === 'always-on' ? 'good' : 'weak', { days: softDeleteDays }),
    guards.kind !== 'read'
      ? line('guard', 'unknown', 'unknown')
      : guarded.length === 0
        ? line('guard', 'none', 'weak')
        : line('guard', 'some', coversWorst(operations) ? 'good' : 'weak', {
            count: guarded.length,
            operations: guarded.join(', '),
          }),
    redundancy === 'unknown'
      ? line('redundancy', 'unknown', 'unknown')
      : redundancy === 'geo' && crossRegionRestore === 'yes'
        ? line('redundancy', 'geo-cross-region', 'good')
        : line('redundancy', redundancy, 'weak'),
    facts.publicAccess === 'no'
      ? line('access', 'private', 'good', { count: facts.privateEndpoints })
      : line(
          'access',
          facts.publicAccess === 'yes' ? 'public' : 'unknown',
          facts.publicAccess === 'yes' ? 'weak' : 'unknown',
        ),
    triStateLine('alerts', facts.jobAlerts),
    facts.customerKey === 'unknown'
      ? line('encryption', 'unknown', 'unknown')
      : line('encryption', facts.customerKey === 'yes' ? 'customer-key' : 'platform-key', 'good'),
    triStateLine('scan', facts.sourceScan),
  ];

  function triStateLine(topic: 'alerts' | 'scan', answer: VaultSettingsFacts['jobAlerts']): PostureLine {
    if (answer === 'unknown') return line(topic, 'unknown', 'unknown');
    return answer === 'yes' ? line(topic, 'on', 'good') : line(topic, 'off', 'weak');
  }
}

function coversWorst(operations: readonly string[]): boolean {
  const names = operations.map((operation) => operation.toLowerCase());
  return worthGuarding.every((end) => names.some((name) => name.endsWith(end.toLowerCase())));
}

export type NamedVault = { vault: string; group: string; subscription: string };

/** Commands that fix a vault, by the name of their text in `posture.mend`. */
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

/** Undefined when no command fixes it. */
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
