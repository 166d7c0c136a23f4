import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import { ps, sh } from '../../kernel/quote.ts';
import {
  azVault,
  type ChangeLines,
  findItemPs,
  type HandItem,
  inVaultPs,
  itemLines,
} from '../../requests/rules/change-lines.ts';
import { findPolicyPs, setPolicyAz } from './protect-by-hand.ts';

/** A policy like `base`, under its own name and with this retention, that a machine goes over to. */
export type Raises = { base: string; name: string; retention: PolicyRetention; snapshotDays: number };

const counts = [
  ['daily', 'dailySchedule', 'DailySchedule.DurationCountInDays'],
  ['weekly', 'weeklySchedule', 'WeeklySchedule.DurationCountInWeeks'],
  ['monthly', 'monthlySchedule', 'MonthlySchedule.DurationCountInMonths'],
  ['yearly', 'yearlySchedule', 'YearlySchedule.DurationCountInYears'],
] as const;

export function raiseByHand(item: HandItem, raises: Raises): ChangeLines {
  return itemLines(item, { az: raiseAz(item, raises), powershell: [...findItemPs(item), ...raisePs(raises)] });
}

export function raiseAz(item: HandItem, { base, name, retention }: Raises): string[] {
  const kept = counts.flatMap(([level, schedule]) => {
    const count = retention[level]?.count;
    const member = `.properties.retentionPolicy.${schedule}.retentionDuration.count`;
    return count === undefined ? [] : [{ member, count }];
  });
  const where = azVault(item.vaultId);
  // Somebody may have made the policy that it has keep longer since: none of that is taken back.
  const changes = kept.map(({ member, count }) => `${member} |= ([., ${count}] | max)`);
  const edit = sh([`.name = ${JSON.stringify(name)}`, ...changes].join(' | '));
  const keeps = sh(kept.map(({ member, count }) => `${member} >= ${count}`).join(' and '));
  const show = (policy: string) => `az backup policy show ${where} --name ${sh(policy)}`;
  const create = `az backup policy create ${where} --name ${sh(name)} --backup-management-type AzureIaasVM --policy "$(${show(base)} --output json | jq -c ${edit})"`;
  return [
    // az writes over a policy that is called so, and over what others keep by it.
    `{ [[ $(${show(name)} --query type --output tsv 2> /dev/null) == Microsoft.RecoveryServices/* ]] || ${create}; }`,
    `{ ${show(name)} --output json | jq -e ${keeps} > /dev/null || { echo 'STOP: the policy of that name keeps less than what was approved'; false; }; }`,
    setPolicyAz(item, name),
  ];
}

/** $vault and $item are there. */
export function raisePs({ base, name, retention, snapshotDays }: Raises): string[] {
  const kept = counts.flatMap(([level, , member]) => {
    const count = retention[level]?.count;
    return count === undefined ? [] : [{ now: `$policy.RetentionPolicy.${member}`, count }];
  });
  const make = [
    `$policy = New-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(name)} -WorkloadType AzureVM -SchedulePolicy $policy.SchedulePolicy -RetentionPolicy $policy.RetentionPolicy ${inVaultPs}`,
    // The cmdlet that makes a policy takes no days for snapshots: it sets 2, or 7 in an enhanced one.
    `$policy.SnapshotRetentionInDays = ${snapshotDays}`,
    `Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy ${inVaultPs} | Out-Null`,
  ];
  return [
    findPolicyPs(base),
    ...kept.map(({ now, count }) => `if (${now} -lt ${count}) { ${now} = ${count} }`),
    `$there = Get-AzRecoveryServicesBackupProtectionPolicy -WorkloadType AzureVM ${inVaultPs} | Where-Object Name -EQ ${ps(name)}`,
    // A request that failed half-way has made it, and the cmdlet refuses a name that there is.
    `if (-not $there) { ${make.join('; ')} }`,
    findPolicyPs(name),
    `if (${kept.map(({ now, count }) => `${now} -lt ${count}`).join(' -or ')}) { throw 'STOP: the policy of that name keeps less than what was approved' }`,
    `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Item $item ${inVaultPs}`,
  ];
}
