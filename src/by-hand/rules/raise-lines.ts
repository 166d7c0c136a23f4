import type { PolicyRetention } from '../../kernel/backup-policy.ts';
import { ps, sh } from '../../kernel/quote.ts';

/** A policy like `base`, under its own name and with this retention, that a machine goes over to. */
export type Raises = { base: string; name: string; retention: PolicyRetention };

const counts = [
  ['daily', 'dailySchedule', 'DailySchedule.DurationCountInDays'],
  ['weekly', 'weeklySchedule', 'WeeklySchedule.DurationCountInWeeks'],
  ['monthly', 'monthlySchedule', 'MonthlySchedule.DurationCountInMonths'],
  ['yearly', 'yearlySchedule', 'YearlySchedule.DurationCountInYears'],
] as const;

/** @param where the vault @param item the machine in it, as `az backup item` wants both */
export function raiseAz({ base, name, retention }: Raises, where: string, item: string): string[] {
  const changes = counts.flatMap(([level, schedule]) => {
    const count = retention[level]?.count;
    return count === undefined ? [] : [`.properties.retentionPolicy.${schedule}.retentionDuration.count = ${count}`];
  });
  const edit = sh([`.name = ${JSON.stringify(name)}`, ...changes].join(' | '));
  const show = `az backup policy show ${where} --name ${sh(base)} --output json`;
  return [
    `az backup policy create ${where} --name ${sh(name)} --backup-management-type AzureIaasVM --policy "$(${show} | jq -c ${edit})"`,
    setPolicyAz(name, where, item),
  ];
}

export function setPolicyAz(name: string, where: string, item: string): string {
  return `az backup item set-policy ${where} ${item} --workload-type VM --policy-name ${sh(name)}`;
}

/** $vault and $item are there. */
export function raisePs({ base, name, retention }: Raises): string[] {
  const inVault = '-VaultId $vault.ID';
  return [
    `$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(base)} ${inVault}`,
    ...counts.flatMap(([level, , member]) => {
      const count = retention[level]?.count;
      return count === undefined ? [] : [`$policy.RetentionPolicy.${member} = ${count}`];
    }),
    `$policy = New-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(name)} -WorkloadType AzureVM -SchedulePolicy $policy.SchedulePolicy -RetentionPolicy $policy.RetentionPolicy ${inVault}`,
    `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Item $item ${inVault}`,
  ];
}
