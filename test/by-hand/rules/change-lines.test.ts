import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { cancelByHand } from '../../../src/jobs/request-kinds/cancel-job.ts';
import { backupByHand } from '../../../src/protection/rules/backup.ts';
import {
  holdByHand,
  protectByHand,
  raiseByHand,
  resumeByHand,
  stopByHand,
  undeleteByHand,
} from '../../../src/protection/rules/by-hand.ts';
import type { ChangeLines, HandItem } from '../../../src/requests/rules/change-lines.ts';
import { jq } from '../jq.ts';

const vaultId = '/subscriptions/s-1/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod';
const vmId = '/subscriptions/s-1/resourceGroups/rg app/providers/Microsoft.Compute/virtualMachines/web-01';
const of: HandItem = { vaultId, vmId, containerName: 'IaasVMContainer;x;rg;web-01', itemName: 'VM;x;rg;web-01' };
const where = '--subscription s-1 --resource-group rg-backup --vault-name rsv-prod';
const item =
  "--container-name 'IaasVMContainer;x;rg;web-01' --item-name 'VM;x;rg;web-01' --backup-management-type AzureIaasVM --workload-type VM";

const id = '-VaultId $vault.ID';
const vaultPs = [
  "Set-AzContext -Subscription 's-1'",
  "$vault = Get-AzRecoveryServicesVault -ResourceGroupName 'rg-backup' -Name 'rsv-prod'",
];
const begin = "try { $stopped = $false; $ErrorActionPreference = 'Stop'";
const end = '} catch { $stopped = $true; throw }';
const itemPs = [
  `$container = Get-AzRecoveryServicesBackupContainer -ContainerType AzureVM -FriendlyName 'web-01' -ResourceGroupName 'rg app' ${id}`,
  `$item = Get-AzRecoveryServicesBackupItem -Container $container -WorkloadType AzureVM ${id}`,
];
const policyPs = `$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name 'daily-30' ${id}`;

const lines: [name: string, made: ChangeLines, az: string, powershell: string[]][] = [
  [
    'backup',
    backupByHand(of, new Date('2026-12-24T23:59:00Z')),
    `az backup protection backup-now ${where} ${item} --retain-until 25-12-2026`,
    [
      ...itemPs,
      `Backup-AzRecoveryServicesBackupItem -Item $item -ExpiryDateTimeUTC ([datetime]'2026-12-24T23:59:00.000Z').ToUniversalTime() ${id}`,
    ],
  ],
  [
    'protect',
    protectByHand(of, 'daily-30'),
    `az backup protection enable-for-vm ${where} --vm '${vmId}' --policy-name daily-30`,
    [
      policyPs,
      `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name 'web-01' -ResourceGroupName 'rg app' ${id}`,
    ],
  ],
  [
    'protect',
    protectByHand({ ...of, vmId: vmId.replace('s-1', 's-2') }, 'daily-30'),
    `az backup protection enable-for-vm ${where} --vm '${vmId.replace('s-1', 's-2')}' --policy-name daily-30`,
    [
      policyPs,
      `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name 'web-01' -ResourceGroupName 'rg app' -ContainerSubscriptionId 's-2' ${id}`,
    ],
  ],
  [
    'resume-protection',
    resumeByHand(of, 'daily-30'),
    `az backup item set-policy ${where} ${item.replace('--item-name', '--name')} --policy-name daily-30`,
    [...itemPs, policyPs, `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Item $item ${id}`],
  ],
  [
    'stop-protection',
    stopByHand(of, false),
    `az backup protection disable ${where} ${item} --yes`,
    [...itemPs, `Disable-AzRecoveryServicesBackupProtection -Item $item -Force ${id}`],
  ],
  [
    'suspend-protection',
    stopByHand(of, true),
    `az backup protection disable ${where} ${item} --retain-recovery-points-as-per-policy true --yes`,
    [...itemPs, `Disable-AzRecoveryServicesBackupProtection -Item $item -RetainRecoveryPointsAsPerPolicy -Force ${id}`],
  ],
  [
    'hold',
    holdByHand(of, false, undefined),
    `az backup protection disable ${where} ${item} --yes`,
    [...itemPs, `Disable-AzRecoveryServicesBackupProtection -Item $item -Force ${id}`],
  ],
  [
    'undelete',
    undeleteByHand(of),
    `az backup protection undelete ${where} ${item}`,
    [...itemPs, `Undo-AzRecoveryServicesBackupItemDeletion -Item $item -Force ${id}`],
  ],
  [
    'cancel',
    cancelByHand(vaultId, 'j-1'),
    `az backup job stop ${where} --name j-1`,
    [`Stop-AzRecoveryServicesBackupJob -JobId 'j-1' ${id}`],
  ],
];
for (const [name, made, az, powershell] of lines) {
  test(`${name} by hand, for bash and for PowerShell, of which neither reads anything and no data is lost`, () => {
    assert.deepEqual(made, { az: [az], powershell: [begin, ...vaultPs, ...powershell, end] });
    assert.doesNotMatch(`${az} ${powershell.join(' ')}`, /delete-backup-data|RemoveRecoveryPoints/);
  });
}

test('az is told whole days alone, which begin at midnight in UTC: never one that ends before what was promised', () => {
  const until = (moment: string) => backupByHand(of, new Date(moment)).az[0]?.split(' --retain-until ')[1];
  // Through the 24th in Amsterdam, and in New York.
  assert.equal(until('2026-12-24T23:00:00Z'), '25-12-2026');
  assert.equal(until('2026-12-25T05:00:00Z'), '26-12-2026');
  assert.equal(until('2026-12-31T13:37:00.001Z'), '01-01-2027');
  assert.equal(until('2026-12-25T00:00:00Z'), '25-12-2026');
});

test('in a group whose name az cannot find, the request itself, but where a guard may want to be named', () => {
  const group = 'rg-größe';
  const beyond = {
    ...of,
    vmId: vmId.replace('rg app', group),
    containerName: `iaasvmcontainerv2;${group};vm`,
  };
  const kinds: [ChangeLines, RegExp][] = [
    [
      backupByHand(beyond, new Date('2026-12-24T00:00:00Z')),
      /post .*rg-gr%C3%B6%C3%9Fe%3Bvm.*\/backup\?.*IaasVMBackupRequest.*2026-12-24/,
    ],
    [protectByHand(beyond, 'daily-30'), /put .*"sourceResourceId":"[^"]*rg-größe.*backupPolicies\/daily-30/],
    [undeleteByHand(beyond), /put .*"isRehydrate":true/],
  ];
  for (const [{ az, beyondAz }, line] of kinds) {
    assert.equal(az.length, 1);
    assert.match(az[0] ?? '', line);
    assert.equal(beyondAz, undefined);
  }
  assert.equal(stopByHand(beyond, false).beyondAz, group);
});

test('what keeps longer cuts nothing that was made longer since, and is made over no policy that is called so', async () => {
  const raises = { base: 'daily-30', name: 'hold-daily-30', retention: { daily: { count: 210 } }, snapshotDays: 5 };
  const { az } = raiseByHand(of, raises);
  const of30 = (days: number) =>
    JSON.stringify({ properties: { retentionPolicy: { dailySchedule: { retentionDuration: { count: days } } } } });
  const [, edit = ''] = /jq -c '([^']+)'/.exec(az[0] ?? '') ?? [];
  const [, keeps = ''] = /jq -e '([^']+)'/.exec(az[1] ?? '') ?? [];
  const made = async (days: number) =>
    JSON.parse(await jq(['-c', edit], of30(days), '.')).properties.retentionPolicy.dailySchedule.retentionDuration
      .count;
  assert.deepEqual([await made(30), await made(400)], [210, 400]);
  assert.equal((await jq([keeps], of30(60), '.')).trim(), 'false');
  assert.equal((await jq([keeps], of30(210), '.')).trim(), 'true');

  const typed = (isThere: boolean, isKept: boolean) => {
    const type = isThere ? 'echo Microsoft.RecoveryServices/vaults/backupPolicies' : 'return 3';
    const stubs = [
      `az() { case "$*" in *"--query type"*) ${type} ;; *" show "*) echo shown ;; *) echo "$1 $2 $3" >&2 ;; esac; }`,
      `jq() { ${isKept}; }`,
    ];
    // Where its input is a socket, bash reads the account's files, which may not stand -u.
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-uc', [...stubs, ...az].join('\n')], { encoding: 'utf8' });
    return `${stderr}${stdout}`.trim();
  };
  assert.equal(typed(false, true), 'backup policy create\nbackup item set-policy');
  assert.equal(typed(true, true), 'backup item set-policy');
  assert.equal(typed(true, false), 'STOP: the policy of that name keeps less than what was approved');
});

test('a hold that raises makes the policy, gives it to the machine and suspends, and nothing goes on after a failure', () => {
  const raises = {
    base: 'daily-30',
    name: 'hold-daily-30',
    retention: { daily: { count: 210 }, weekly: { count: 38, days: [] } },
    snapshotDays: 5,
  };
  const { az, powershell } = holdByHand(of, true, raises);
  assert.deepEqual(az, [
    `{ [[ $(az backup policy show ${where} --name hold-daily-30 --query type --output tsv 2> /dev/null) == Microsoft.RecoveryServices/* ]] || az backup policy create ${where} --name hold-daily-30 --backup-management-type AzureIaasVM --policy "$(az backup policy show ${where} --name daily-30 --output json | jq -c '.name = "hold-daily-30" | .properties.retentionPolicy.dailySchedule.retentionDuration.count |= ([., 210] | max) | .properties.retentionPolicy.weeklySchedule.retentionDuration.count |= ([., 38] | max)')"; } &&`,
    `{ az backup policy show ${where} --name hold-daily-30 --output json | jq -e '.properties.retentionPolicy.dailySchedule.retentionDuration.count >= 210 and .properties.retentionPolicy.weeklySchedule.retentionDuration.count >= 38' > /dev/null || { echo 'STOP: the policy of that name keeps less than what was approved'; false; }; } &&`,
    `az backup item set-policy ${where} ${item.replace('--item-name', '--name')} --policy-name hold-daily-30 &&`,
    `az backup protection disable ${where} ${item} --retain-recovery-points-as-per-policy true --yes`,
  ]);
  assert.deepEqual(powershell.slice(-9, -1), [
    'if ($policy.RetentionPolicy.DailySchedule.DurationCountInDays -lt 210) { $policy.RetentionPolicy.DailySchedule.DurationCountInDays = 210 }',
    'if ($policy.RetentionPolicy.WeeklySchedule.DurationCountInWeeks -lt 38) { $policy.RetentionPolicy.WeeklySchedule.DurationCountInWeeks = 38 }',
    `$there = Get-AzRecoveryServicesBackupProtectionPolicy -WorkloadType AzureVM ${id} | Where-Object Name -EQ 'hold-daily-30'`,
    `if (-not $there) { $policy = New-AzRecoveryServicesBackupProtectionPolicy -Name 'hold-daily-30' -WorkloadType AzureVM -SchedulePolicy $policy.SchedulePolicy -RetentionPolicy $policy.RetentionPolicy ${id}; $policy.SnapshotRetentionInDays = 5; Set-AzRecoveryServicesBackupProtectionPolicy -Policy $policy ${id} | Out-Null }`,
    `$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name 'hold-daily-30' ${id}`,
    "if ($policy.RetentionPolicy.DailySchedule.DurationCountInDays -lt 210 -or $policy.RetentionPolicy.WeeklySchedule.DurationCountInWeeks -lt 38) { throw 'STOP: the policy of that name keeps less than what was approved' }",
    `Enable-AzRecoveryServicesBackupProtection -Policy $policy -Item $item ${id}`,
    `Disable-AzRecoveryServicesBackupProtection -Item $item -RetainRecoveryPointsAsPerPolicy -Force ${id}`,
  ]);
});
