import type { RestoreBody } from '../../azure/rules/restore-body.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, setBefore, sh } from '../../kernel/quote.ts';
import {
  armUrl,
  backupVersion,
  findVaultPs,
  groupBeyondAz,
  pathOf,
  restLine,
  sendPs,
  vaultOptions,
} from '../../requests/rules/change-lines.ts';
import { stagingAccountId } from '../../restore/rules/staging.ts';
import { type HandFacts, type HandStep, otherSubscription } from './hand-step.ts';

const kinds = {
  RestoreDisks: 'restore-disks',
  AlternateLocation: 'restore-vm',
  OriginalLocation: 'replace-disks',
} as const;

/** Restores the point and waits for the end. */
export function restoreLines(facts: HandFacts): HandStep {
  const { vault, plan } = facts;
  const { portal, az, powershell } = startLines(facts);
  return {
    kind: kinds[plan.body.recoveryType],
    atGroup: plan.body.recoveryType !== 'OriginalLocation',
    portal,
    az: [...az, ...waitAz(`${vaultOptions(vault)}${facts.inPair ? ' --use-secondary-region' : ''}`)],
    powershell: [...powershell, ...(facts.inPair ? waitInPairPs : waitPs())],
    rest: facts.inPair ? [] : [restLine({ method: 'post', ...restoreCall(facts) })],
  };
}

/** Starts the restore and finds its job. */
export function startLines(facts: HandFacts): Pick<HandStep, 'portal' | 'az' | 'powershell'> {
  const { vault, plan, vm } = facts;
  const { body } = plan;
  if (isBeyondBoth(facts)) {
    const { url } = restoreCall(facts);
    return {
      portal: vault.id,
      az: rawAz(facts),
      powershell: [
        findVaultPs(vault),
        sendPs(`-Method POST -Path ${ps(url)} -Payload ${ps(JSON.stringify({ properties: body }))}`),
        "$operation = ([uri] @($sent.Headers.GetValues('Azure-AsyncOperation'))[0]).PathAndQuery",
        // A throttled or failed poll does not end the restore, and another POST would start it twice.
        "$state = $null; do { Start-Sleep -Seconds 10; $look = Invoke-AzRestMethod -Method GET -Path $operation; if ($look.StatusCode -lt 300) { $state = $look.Content | ConvertFrom-Json } elseif ($look.StatusCode -in 400..428) { throw $look.Content } } while (-not $state -or $state.status -eq 'InProgress')",
        "if (-not $state.properties.jobId) { throw ('STOP: no job was begun: ' + $state.status + ' ' + $state.error.message) }",
        '$job = Get-AzRecoveryServicesBackupJob -JobId $state.properties.jobId -VaultId $vault.ID',
      ],
    };
  }
  return {
    portal: vault.id,
    az: !facts.inPair && groupBeyondAz(vm.id) ? rawAz(facts) : azOfItsOwn(facts),
    powershell: [
      findVaultPs(vault),
      ...(facts.inPair ? pointInPairPs(facts) : pointPs(facts)),
      `$job = Restore-AzRecoveryServicesBackupItem -RecoveryPoint $point -StorageAccountName ${ps(nameOf(stagingAccountId(body)))} -StorageAccountResourceGroupName ${ps(groupOf(stagingAccountId(body)))}${psOptions(facts)} -VaultId $vault.ID -VaultLocation $vault.Location`,
    ],
  };
}

/**
 * Whether the tools restore this otherwise than the request would. With a target subscription both look for the staging
 * account only there (azure-cli, restore_disks; azure-powershell, PR 18238). Another encryption set takes a vault with
 * a customer's key: elsewhere az refuses it, and the cmdlet restores without it and says nothing
 * (RestoreAzureRMRecoveryServicesBackupItem). Sets of confidential machines came late, and those of their data disks to
 * neither.
 */
function isBeyondBoth(facts: HandFacts): boolean {
  const { body } = facts.plan;
  const elsewhere = facts.inPair ? undefined : targetSubscription(facts);
  const isStagedApart = elsewhere !== undefined && subscriptionOf(stagingAccountId(body)) !== elsewhere;
  return isStagedApart || (body.diskEncryptionSetId ?? body.securedVMDetails) !== undefined;
}

function pointPs({ vm, plan }: HandFacts): string[] {
  return [
    `$container = Get-AzRecoveryServicesBackupContainer -ContainerType AzureVM -FriendlyName ${ps(vm.name)} -ResourceGroupName ${ps(groupOf(vm.id))} -VaultId $vault.ID`,
    '$item = Get-AzRecoveryServicesBackupItem -Container $container -WorkloadType AzureVM -VaultId $vault.ID',
    `$point = Get-AzRecoveryServicesBackupRecoveryPoint -Item $item -RecoveryPointId ${ps(plan.body.recoveryPointId)} -VaultId $vault.ID`,
  ];
}

const notInPair = 'STOP: this point is not in the paired region yet, choose one of those that are';
const hourMs = 3_600_000;

/**
 * Finds the point in the paired region itself: the cmdlets read a container, and a point by id, only in the home
 * region, which may be lost (azure-powershell, GetRecoveryPointDetails).
 */
function pointInPairPs({ itemName, plan, pointAt }: HandFacts): string[] {
  const utc = (ms: number) => `([datetime]${ps(new Date(ms).toISOString())}).ToUniversalTime()`;
  const at = pointAt.getTime();
  return [
    `$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -UseSecondaryRegion -VaultId $vault.ID | Where-Object Name -eq ${ps(itemName)}`,
    `$point = Get-AzRecoveryServicesBackupRecoveryPoint -Item $item -StartDate ${utc(at - hourMs)} -EndDate ${utc(at + hourMs)} -UseSecondaryRegion -VaultId $vault.ID | Where-Object RecoveryPointId -eq ${ps(plan.body.recoveryPointId)}`,
    `if (-not $point) { throw '${notInPair}' }`,
  ];
}

function azOfItsOwn(facts: HandFacts): string[] {
  const { vault, containerName, itemName, plan } = facts;
  const { body } = plan;
  const item = `--container-name ${sh(containerName)} --item-name ${sh(itemName)}`;
  const inPair = `{ az backup recoverypoint list ${vaultOptions(vault)} ${item} --backup-management-type AzureIaasVM --workload-type VM --use-secondary-region --query "[].[name,properties.recoveryPointTime]" --output tsv | grep -F ${sh(body.recoveryPointId)} || { echo '${notInPair}'; false; }; }`;
  return [
    ...(facts.inPair ? [inPair] : []),
    `JOB=$(az backup restore restore-disks ${vaultOptions(vault)} ${item} --rp-name ${sh(body.recoveryPointId)} --storage-account ${sh(stagingAccountId(body))}${azOptions(facts)} --query name --output tsv)`,
  ];
}

/** Sends the request itself and finds the machine's new job by comparing lists: az replaces the client request id. */
function rawAz(facts: HandFacts): string[] {
  const jobs = `az backup job list ${vaultOptions(facts.vault)} --operation Restore`;
  const isNew = `${sh(`[?properties.entityFriendlyName=='${facts.vm.name}' && !contains('`)}"$BEFORE"${sh("', name)].name")}`;
  return [
    `BEFORE=$(${jobs} --query "[].name" --output tsv | tr '\\n' ' ')`,
    restLine({ method: 'post', ...restoreCall(facts) }),
    `until JOB=$(${jobs} --query ${isNew} --output tsv) && [ -n "$JOB" ]; do sleep 10; done`,
  ];
}

/** Uses the newest version that the body needs: encryption sets of data disks came last. */
function restoreCall({ vault, containerName, itemName, plan: { body } }: HandFacts) {
  const item = `${vault.id}/backupFabrics/Azure/protectionContainers/${containerName}/protectedItems/${itemName}`;
  const version = body.securedVMDetails?.dataDiskEncryptionSettings ? '2026-07-01' : backupVersion;
  return {
    url: armUrl(`${pathOf(item)}/recoveryPoints/${body.recoveryPointId}/restore`, version),
    body: { properties: body },
  };
}

/** Both tools also wait for a failed job, and then continue. */
export function waitAz(where: string): string[] {
  return [
    `STATUS=$(az backup job wait ${where} --name ${setBefore('JOB')} --query properties.status --output tsv)`,
    `case "$STATUS" in Completed*) ;; *) echo "STOP: the job ended as $STATUS"; false ;; esac`,
  ];
}

export function waitPs(): string[] {
  return [
    '$job = Wait-AzRecoveryServicesBackupJob -Job $job -VaultId $vault.ID',
    "if ($job.Status -notlike 'Completed*') { throw ('STOP: the job ended as ' + $job.Status) }",
  ];
}

/** Wait-AzRecoveryServicesBackupJob does not support the secondary region. */
const waitInPairPs = [
  "do { Start-Sleep -Seconds 30; $job = Get-AzRecoveryServicesBackupJob -JobId $job.JobId -UseSecondaryRegion -VaultId $vault.ID } while ($job.Status -eq 'InProgress')",
  "if ($job.Status -notlike 'Completed*') { throw ('STOP: the job ended as ' + $job.Status) }",
];

function daysOf({ rehydrationRetentionDuration }: { rehydrationRetentionDuration: string }): number {
  return Number(/^P(\d+)D$/.exec(rehydrationRetentionDuration)?.[1] ?? 15);
}

/** Both tools look for the group in the vault's subscription unless told otherwise. */
function targetSubscription(facts: HandFacts): string | undefined {
  return facts.plan.body.targetResourceGroupId && otherSubscription(facts);
}

function azOptions(facts: HandFacts): string {
  const { body } = facts.plan;
  const subscription = targetSubscription(facts);
  const rehydration = body.recoveryPointRehydrationInfo;
  const network = body.virtualNetworkId;
  return [
    body.targetResourceGroupId ? `--target-resource-group ${sh(nameOf(body.targetResourceGroupId))}` : '',
    facts.inPair ? '--use-secondary-region' : '',
    subscription ? `--target-subscription-id ${sh(subscription)}` : '',
    body.recoveryType === 'RestoreDisks' ? '' : `--restore-mode ${body.recoveryType}`,
    body.targetVirtualMachineId ? `--target-vm-name ${sh(nameOf(body.targetVirtualMachineId))}` : '',
    network
      ? `--target-vnet-name ${sh(nameOf(network))} --target-vnet-resource-group ${sh(groupOf(network))} --target-subnet-name ${sh(nameOf(body.subnetId ?? ''))}`
      : '',
    body.restoreDiskLunList?.length === 0 ? '--restore-only-osdisk true' : '',
    body.restoreDiskLunList?.length ? `--diskslist ${body.restoreDiskLunList.join(' ')}` : '',
    // Without it az restores unmanaged disks to their original accounts, if the point allows that.
    body.targetResourceGroupId || body.recoveryType !== 'RestoreDisks'
      ? ''
      : '--restore-to-staging-storage-account true',
    rehydration
      ? `--rehydration-priority ${rehydration.rehydrationPriority} --rehydration-duration ${daysOf(rehydration)}`
      : '',
    body.zones?.[0] ? `--target-zone ${sh(body.zones[0])}` : '',
    identityAz(body),
    body.targetDiskNetworkAccessSettings ? '--disk-access-option SameAsOnSourceDisks' : '',
  ]
    .filter((part) => part !== '')
    .map((part) => ` ${part}`)
    .join('');
}

function psOptions(facts: HandFacts): string {
  const { body } = facts.plan;
  const subscription = targetSubscription(facts);
  const rehydration = body.recoveryPointRehydrationInfo;
  const network = body.virtualNetworkId;
  // Without another parameter the cmdlet uses its default set, which replaces the disks of the backed-up machine.
  const asFiles = body.recoveryType === 'RestoreDisks' && !body.targetResourceGroupId;
  return [
    asFiles ? '-UseOriginalStorageAccount:$false' : '',
    body.targetResourceGroupId ? `-TargetResourceGroupName ${ps(nameOf(body.targetResourceGroupId))}` : '',
    facts.inPair ? '-RestoreToSecondaryRegion' : '',
    subscription ? `-TargetSubscriptionId ${ps(subscription)}` : '',
    body.targetVirtualMachineId ? `-TargetVMName ${ps(nameOf(body.targetVirtualMachineId))}` : '',
    network
      ? `-TargetVNetName ${ps(nameOf(network))} -TargetVNetResourceGroup ${ps(groupOf(network))} -TargetSubnetName ${ps(nameOf(body.subnetId ?? ''))}`
      : '',
    body.restoreDiskLunList?.length === 0 ? '-RestoreOnlyOSDisk' : '',
    body.restoreDiskLunList?.length ? `-RestoreDiskList ${body.restoreDiskLunList.join(', ')}` : '',
    body.restoreWithManagedDisks ? '-RestoreAsManagedDisk' : '',
    rehydration
      ? `-RehydratePriority ${rehydration.rehydrationPriority} -RehydrateDuration ${daysOf(rehydration)}`
      : '',
    body.zones?.[0] ? `-TargetZoneNumber ${ps(body.zones[0])}` : '',
    identityPs(body),
    // Needs Az.RecoveryServices 7.3; older ones refuse the line.
    body.targetDiskNetworkAccessSettings ? '-DiskAccessOption SameAsOnSourceDisks' : '',
  ]
    .filter((part) => part !== '')
    .map((part) => ` ${part}`)
    .join('');
}

/** The vault accesses the account by its identity instead of an account key. */
function identityAz({ identityInfo }: RestoreBody): string {
  if (!identityInfo) return '';
  if (identityInfo.isSystemAssignedIdentity) return '--mi-system-assigned';
  return `--mi-user-assigned ${sh(identityInfo.managedIdentityResourceId)}`;
}

function identityPs({ identityInfo }: RestoreBody): string {
  if (!identityInfo) return '';
  if (identityInfo.isSystemAssignedIdentity) return '-UseSystemAssignedIdentity';
  return `-UserAssignedIdentityId ${ps(identityInfo.managedIdentityResourceId)}`;
}

export function groupOf(id: string): string {
  return nameOf(resourceGroupIdOf(id));
}
