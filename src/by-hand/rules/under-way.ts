import { nameOf } from '../../kernel/arm-id.ts';
import { ps, sh, word } from '../../kernel/quote.ts';
import { findVaultPs, vaultOptions } from '../../requests/rules/change-lines.ts';
import type { HandFacts, HandStep, UnderWay } from './hand-step.ts';
import { checkKeyLines } from './key-lines.ts';
import { waitAz, waitPs } from './restore-lines.ts';
import { exportWaitAz, exportWaitPs } from './set-key-lines.ts';

/**
 * Lines that wait for a step the bot has sent: starting it again would restore, or create, twice. Steps that only read
 * stay as they are.
 */
export function waitingFor(facts: HandFacts, step: HandStep): HandStep {
  const { underWay } = facts;
  if (underWay?.kind !== step.kind) return step;
  const { kind, portal, atGroup } = step;
  const same = { kind, portal, atGroup, rest: [] };
  switch (kind) {
    case 'restore-disks':
    case 'restore-vm':
    case 'replace-disks':
      return { ...same, ...jobLines(facts, underWay) };
    case 'export-key': {
      const lines = jobLines(facts, underWay);
      if (lines.underWay === 'unknown') return { ...same, ...lines };
      const [job = ''] = lines.az;
      const [vault = '', read = ''] = lines.powershell;
      const az = [job, ...exportWaitAz(facts)];
      return { ...same, ...lines, az, powershell: [vault, read, ...exportWaitPs()] };
    }
    case 'deploy-vm':
      return { ...same, underWay: 'waits', ...deploymentLines(facts, underWay) };
    case 'ade-extension':
      return { ...same, underWay: 'waits', ...extensionWait(facts) };
    case 'recover-keys': {
      // Recovery takes seconds, and setting a secret twice makes two versions.
      const { az, powershell } = checkKeyLines(facts);
      return { ...same, underWay: 'looks', az, powershell };
    }
    case 'check-keys':
    case 'quarantine-apart':
    case 'verify':
      return { ...step, underWay: 'looks' };
    default:
      // Tags, disk settings, a deleted file: these take seconds, and can be repeated safely.
      return { ...same, underWay: 'looks', az: [], powershell: [] };
  }
}

type Lines = Pick<HandStep, 'az' | 'powershell' | 'underWay'>;

function jobLines({ vault }: HandFacts, { jobId, attemptId }: UnderWay): Lines {
  if (jobId === undefined) {
    return {
      underWay: 'unknown',
      az: [
        `az backup job list ${vaultOptions(vault)} --operation Restore --query ${sh(`[?properties.activityId=='${attemptId}'].[name,properties.status]`)} --output tsv`,
      ],
      powershell: [
        findVaultPs(vault),
        `Get-AzRecoveryServicesBackupJob -Operation Restore -VaultId $vault.ID | Where-Object ActivityId -eq ${ps(attemptId)} | Select-Object JobId, Status`,
      ],
    };
  }
  return {
    underWay: 'waits',
    az: [`JOB=${word(jobId)}`, ...waitAz(vaultOptions(vault))],
    powershell: [
      findVaultPs(vault),
      `$job = Get-AzRecoveryServicesBackupJob -JobId ${ps(jobId)} -VaultId $vault.ID`,
      ...waitPs(),
    ],
  };
}

function deploymentLines({ machine }: HandFacts, { deployment = '' }: UnderWay): Lines {
  const group = nameOf(machine.groupId);
  const found = `Get-AzResourceGroupDeployment -ResourceGroupName ${ps(group)} -Name ${ps(deployment)}`;
  return {
    az: [`az deployment group wait --resource-group ${sh(group)} --name ${sh(deployment)} --created`],
    powershell: endedPs(found, 'deployment'),
  };
}

function extensionWait({ machine, osType }: HandFacts): Lines {
  const group = nameOf(machine.groupId);
  const name = osType === 'Linux' ? 'AzureDiskEncryptionForLinux' : 'AzureDiskEncryption';
  const found = `Get-AzVMExtension -ResourceGroupName ${ps(group)} -VMName ${ps(machine.name)} -Name ${ps(name)}`;
  return {
    az: [
      `az vm extension wait --resource-group ${sh(group)} --vm-name ${sh(machine.name)} --name ${sh(name)} --created`,
    ],
    powershell: endedPs(found, 'extension'),
  };
}

/**
 * Waits for an hour, as `az … wait` does: otherwise something that never comes, or cannot be read, is awaited forever.
 */
function endedPs(found: string, what: string): string[] {
  return [
    `for ($left = 120; $left -gt 0 -and ($state = (${found} -ErrorAction SilentlyContinue).ProvisioningState) -notin 'Succeeded', 'Failed', 'Canceled'; $left--) { Start-Sleep -Seconds 30 }`,
    `if ($state -ne 'Succeeded') { throw ('STOP: the ${what} has not succeeded: ' + $state) }`,
  ];
}
