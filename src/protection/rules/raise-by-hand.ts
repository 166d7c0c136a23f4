import { azVault, findItemPs, type HandItem, inVaultPs, itemLines } from '../../by-hand/rules/change-lines.ts';
import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import { ps, sh } from '../../kernel/quote.ts';
import type { ChangeLines } from '../../requests/rules/hand-lines.ts';
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
  const changes = counts.flatMap(([level, schedule]) => {
    const count = retention[level]?.count;
    return count === undefined ? [] : [`.properties.retentionPolicy.${schedule}.retentionDuration.count = ${count}`];
  });
  const where = azVault(item.vaultId);
  const edit = sh([`.name = ${JSON.stringify(name)}`, ...changes].join(' | '));
  const show = `az backup policy show ${where} --name ${sh(base)} --output json`;
  return [
    `az backup policy create ${where} --name ${sh(name)} --backup-management-type AzureIaasVM --policy "$(${show} | jq -c ${edit})"`,
    setPolicyAz(item, name),
  ];
}

/** $vault and $item are there. */
export function raisePs({ base, name, retention, snapshotDays }: Raises): string[] {
  return [
    findPolicyPs(base),
    ...counts.flatMap(([level, , member]) => {
      const count = retention[level]?.count;
      return count === undefined ? [] : [`$policy.RetentionPolicy.${member} = ${count}`];
    }),
    `$policy = New-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(name)} -WorkloadType AzureVM -SchedulePolicy $policy.SchedulePolicy -RetentionPolicy $policy.RetentionPolicy ${inVaultPs}`,
    // The cmdlet that makes a policy takes no days for snapshots: it sets 2, or 7 in an enhanced one.
    `$policy.SnapshotRetentionInDays = ${snapshotDays}`,
    `Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy ${inVaultPs} | Out-Null`,
    `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Item $item ${inVaultPs}`,
  ];
}
