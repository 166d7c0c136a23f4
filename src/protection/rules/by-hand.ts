import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import type { PolicyRetention } from '../../kernel/backup-policy.ts';
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
  // The cmdlet searches the vault's subscription only, unless told otherwise (azure-powershell 29799).
  const across = home === subscriptionOf(vaultId) ? '' : ` -ContainerSubscriptionId ${ps(home)}`;
  return itemLines(item, {
    az: [`az backup protection enable-for-vm ${azVault(vaultId)} --vm ${sh(vmId)} --policy-name ${sh(policyName)}`],
    powershell: [findPolicyPs(policyName), `${enable} -Name ${vm} -ResourceGroupName ${group}${across} ${inVaultPs}`],
    rest: putPolicyLine(item, policyName),
  });
}

/** Resumes what was stopped and ends a hold: `az backup protection resume` refuses suspended items. */
export function resumeByHand(item: HandItem, policyName: string): ChangeLines {
  return itemLines(item, {
    az: [setPolicyAz(item, policyName)],
    powershell: [...findItemPs(item), findPolicyPs(policyName), `${enable} -Item $item ${inVaultPs}`],
    rest: putPolicyLine(item, policyName),
  });
}

function setPolicyAz(item: HandItem, policyName: string): string {
  return `az backup item set-policy ${azVault(item.vaultId)} ${azItem(item, '--name')} --workload-type VM --policy-name ${sh(policyName)}`;
}

/** Sets $policy. */
function findPolicyPs(policyName: string): string {
  return `$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(policyName)} ${inVaultPs}`;
}

function putPolicyLine(item: HandItem, policyName: string): string {
  return putItemLine(item, { policyId: `${item.vaultId}/backupPolicies/${policyName}` });
}

/** @param suspends keeps points of an immutable vault only as long as its policy says */
export function stopByHand(item: HandItem, suspends: boolean): ChangeLines {
  return itemLines(item, { az: [stopAz(item, suspends)], powershell: [...findItemPs(item), stopPs(suspends)] });
}

/** Stops backups, after moving the machine to a policy that keeps longer. */
export function holdByHand(item: HandItem, suspends: boolean, raises: Raises | undefined): ChangeLines {
  return itemLines(item, {
    az: [...(raises ? raiseAz(item, raises) : []), stopAz(item, suspends)],
    powershell: [...findItemPs(item), ...(raises ? raisePs(raises) : []), stopPs(suspends)],
  });
}

function stopAz(item: HandItem, suspends: boolean): string {
  const keeps = suspends ? ' --retain-recovery-points-as-per-policy true' : '';
  return `az backup protection disable ${azVault(item.vaultId)} ${azItem(item)} --workload-type VM${keeps} --yes`;
}

function stopPs(suspends: boolean): string {
  const keeps = suspends ? ' -RetainRecoveryPointsAsPerPolicy' : '';
  return `Disable-AzRecoveryServicesBackupProtection -Item $item${keeps} -Force ${inVaultPs}`;
}

/** The policy to move to: a copy of `base` under its own name with this retention. */
type Raises = { base: string; name: string; retention: PolicyRetention; snapshotDays: number };

const keptCounts = [
  ['daily', 'dailySchedule', 'DailySchedule.DurationCountInDays'],
  ['weekly', 'weeklySchedule', 'WeeklySchedule.DurationCountInWeeks'],
  ['monthly', 'monthlySchedule', 'MonthlySchedule.DurationCountInMonths'],
  ['yearly', 'yearlySchedule', 'YearlySchedule.DurationCountInYears'],
] as const;

export function raiseByHand(item: HandItem, raises: Raises): ChangeLines {
  return itemLines(item, { az: raiseAz(item, raises), powershell: [...findItemPs(item), ...raisePs(raises)] });
}

function raiseAz(item: HandItem, { base, name, retention }: Raises): string[] {
  const kept = keptCounts.flatMap(([level, schedule]) => {
    const count = retention[level]?.count;
    const member = `.properties.retentionPolicy.${schedule}.retentionDuration.count`;
    return count === undefined ? [] : [{ member, count }];
  });
  const where = azVault(item.vaultId);
  // Somebody may have raised the current policy since; higher values are kept.
  const changes = kept.map(({ member, count }) => `${member} |= ([., ${count}] | max)`);
  const edit = sh([`.name = ${JSON.stringify(name)}`, ...changes].join(' | '));
  const keeps = sh(kept.map(({ member, count }) => `${member} >= ${count}`).join(' and '));
  const show = (policy: string) => `az backup policy show ${where} --name ${sh(policy)}`;
  const create = `az backup policy create ${where} --name ${sh(name)} --backup-management-type AzureIaasVM --policy "$(${show(base)} --output json | jq -c ${edit})"`;
  return [
    // az overwrites a policy of the same name, and with it the retention of other machines under it.
    `{ [[ $(${show(name)} --query type --output tsv 2> /dev/null) == Microsoft.RecoveryServices/* ]] || ${create}; }`,
    `{ ${show(name)} --output json | jq -e ${keeps} > /dev/null || { echo 'STOP: the policy of that name keeps less than what was approved'; false; }; }`,
    setPolicyAz(item, name),
  ];
}

/** Expects $vault and $item. */
function raisePs({ base, name, retention, snapshotDays }: Raises): string[] {
  const kept = keptCounts.flatMap(([level, , member]) => {
    const count = retention[level]?.count;
    return count === undefined ? [] : [{ now: `$policy.RetentionPolicy.${member}`, count }];
  });
  const make = [
    `$policy = New-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(name)} -WorkloadType AzureVM -SchedulePolicy $policy.SchedulePolicy -RetentionPolicy $policy.RetentionPolicy ${inVaultPs}`,
    // The cmdlet that creates a policy takes no snapshot days: it sets 2, or 7 for an enhanced policy.
    `$policy.SnapshotRetentionInDays = ${snapshotDays}`,
    `Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy ${inVaultPs} | Out-Null`,
  ];
  return [
    findPolicyPs(base),
    ...kept.map(({ now, count }) => `if (${now} -lt ${count}) { ${now} = ${count} }`),
    `$there = Get-AzRecoveryServicesBackupProtectionPolicy -WorkloadType AzureVM ${inVaultPs} | Where-Object Name -EQ ${ps(name)}`,
    // A request that failed halfway may have created it, and the cmdlet refuses an existing name.
    `if (-not $there) { ${make.join('; ')} }`,
    findPolicyPs(name),
    `if (${kept.map(({ now, count }) => `${now} -lt ${count}`).join(' -or ')}) { throw 'STOP: the policy of that name keeps less than what was approved' }`,
    `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Item $item ${inVaultPs}`,
  ];
}

export function undeleteByHand(item: HandItem): ChangeLines {
  return itemLines(item, {
    az: [`az backup protection undelete ${azVault(item.vaultId)} ${azItem(item)} --workload-type VM`],
    powershell: [...findItemPs(item), `Undo-AzRecoveryServicesBackupItemDeletion -Item $item -Force ${inVaultPs}`],
    rest: putItemLine(item, { policyId: '', protectionState: 'ProtectionStopped', isRehydrate: true }),
  });
}
