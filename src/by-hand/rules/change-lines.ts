import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';
import { groupBeyondAz } from './az-names.ts';
import { findVaultPs, vaultOptions } from './in-vault.ts';
import { type Raises, raiseAz, raisePs, setPolicyAz } from './raise-lines.ts';
import { armUrl, backupVersion, pathOf, restLine } from './rest-line.ts';
import { chainPowerShell } from './typed-lines.ts';

type OfItem = { vaultId: string; vmId: string; containerName: string; itemName: string };

/** A change of a protected item or of a job; all but a hold and what keeps longer are one call of Azure. Ids are ARM's, that of a job is its GUID. */
export type HandChange =
  | (OfItem & { kind: 'backup'; keepUntil: Date })
  | (OfItem & { kind: 'protect' | 'resume-protection'; policyName: string })
  | (OfItem & { kind: 'hold'; suspends: boolean; raises?: Raises })
  | (OfItem & { kind: 'raise-retention'; raises: Raises })
  | (OfItem & { kind: 'stop-protection' | 'suspend-protection' | 'undelete' })
  | { kind: 'cancel'; vaultId: string; jobId: string };

/** beyondAz: the resource group in which az finds no backup, where these lines ask it to. */
export type ChangeLines = { az: string[]; powershell: string[]; beyondAz?: string };

/** The lines that do it. Data is never deleted: stopping keeps it in both tools unless they are told otherwise. */
export function changeLines(change: HandChange): ChangeLines {
  const group = change.kind === 'cancel' ? undefined : groupBeyondAz(change.vmId);
  const raw = group === undefined ? undefined : rawLine(change);
  const az = raw === undefined ? azLines(change) : [raw];
  const last = az.length - 1;
  return {
    az: az.map((line, at) => (at < last ? `${line} &&` : line)),
    powershell: chainPowerShell(psLines(change)),
    ...(group !== undefined && raw === undefined && { beyondAz: group }),
  };
}

/** The request itself. None for what a Resource Guard may hold up, whose request only the tools look up. */
function rawLine(change: HandChange): string | undefined {
  if (change.kind === 'cancel') return undefined;
  const { vaultId, vmId, containerName, itemName } = change;
  const item = pathOf(
    `${vaultId}/backupFabrics/Azure/protectionContainers/${containerName}/protectedItems/${itemName}`,
  );
  const put = (properties: object) =>
    restLine({
      method: 'put',
      url: armUrl(item, backupVersion),
      body: {
        properties: { protectedItemType: 'Microsoft.Compute/virtualMachines', sourceResourceId: vmId, ...properties },
      },
    });
  switch (change.kind) {
    case 'backup':
      return restLine({
        method: 'post',
        url: armUrl(`${item}/backup`, backupVersion),
        body: {
          properties: {
            objectType: 'IaasVMBackupRequest',
            recoveryPointExpiryTimeInUTC: change.keepUntil.toISOString(),
          },
        },
      });
    case 'protect':
    case 'resume-protection':
      return put({ policyId: `${vaultId}/backupPolicies/${change.policyName}` });
    case 'undelete':
      return put({ policyId: '', protectionState: 'ProtectionStopped', isRehydrate: true });
    default:
      return undefined;
  }
}

function vaultOf(id: string) {
  return { subscriptionId: subscriptionOf(id), resourceGroup: nameOf(resourceGroupIdOf(id)), name: nameOf(id) };
}

function azLines(change: HandChange): string[] {
  const { vaultId } = change;
  const where = vaultOptions(vaultOf(vaultId));
  if (change.kind === 'cancel') return [`az backup job stop ${where} --name ${sh(change.jobId)}`];
  const { vmId, containerName, itemName } = change;
  // `az backup item` calls the item by another name than `az backup protection`.
  const itemBy = (flag: '--item-name' | '--name') =>
    `--container-name ${sh(containerName)} ${flag} ${sh(itemName)} --backup-management-type AzureIaasVM`;
  const item = itemBy('--item-name');
  const command = (name: string, rest: string) => [`az backup protection ${name} ${where} ${rest}`];
  const stop = (suspends: boolean) =>
    command(
      'disable',
      `${item} --workload-type VM${suspends ? ' --retain-recovery-points-as-per-policy true' : ''} --yes`,
    );
  switch (change.kind) {
    case 'backup': {
      const [year, month, day] = change.keepUntil.toISOString().slice(0, 10).split('-');
      return command('backup-now', `${item} --workload-type VM --retain-until ${day}-${month}-${year}`);
    }
    case 'protect':
      return command('enable-for-vm', `--vm ${sh(vmId)} --policy-name ${sh(change.policyName)}`);
    case 'resume-protection':
      // `protection resume` refuses what is suspended.
      return [setPolicyAz(change.policyName, where, itemBy('--name'))];
    case 'hold':
      return [...(change.raises ? raiseAz(change.raises, where, itemBy('--name')) : []), ...stop(change.suspends)];
    case 'raise-retention':
      return raiseAz(change.raises, where, itemBy('--name'));
    case 'stop-protection':
    case 'suspend-protection':
      return stop(change.kind === 'suspend-protection');
    case 'undelete':
      return command('undelete', `${item} --workload-type VM`);
  }
}

function psLines(change: HandChange): string[] {
  const { vaultId } = change;
  const { subscriptionId, ...named } = vaultOf(vaultId);
  const vault = [`Set-AzContext -Subscription ${ps(subscriptionId)}`, findVaultPs(named)];
  const inVault = '-VaultId $vault.ID';
  if (change.kind === 'cancel') {
    return [...vault, `Stop-AzRecoveryServicesBackupJob -JobId ${ps(change.jobId)} ${inVault}`];
  }
  const group = ps(nameOf(resourceGroupIdOf(change.vmId)));
  const vm = ps(nameOf(change.vmId));
  const item = [
    `$container = Get-AzRecoveryServicesBackupContainer -ContainerType AzureVM -FriendlyName ${vm} -ResourceGroupName ${group} ${inVault}`,
    `$item = Get-AzRecoveryServicesBackupItem -Container $container -WorkloadType AzureVM ${inVault}`,
  ];
  const policy = (name: string) =>
    `$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name ${ps(name)} ${inVault}`;
  const enable = 'Enable-AzRecoveryServicesBackupProtection -Policy $policy';
  const disable = (suspends: boolean) =>
    `Disable-AzRecoveryServicesBackupProtection -Item $item${suspends ? ' -RetainRecoveryPointsAsPerPolicy' : ''} -Force ${inVault}`;
  switch (change.kind) {
    case 'backup':
      return [
        ...vault,
        ...item,
        `Backup-AzRecoveryServicesBackupItem -Item $item -ExpiryDateTimeUTC ([datetime]${ps(change.keepUntil.toISOString())}).ToUniversalTime() ${inVault}`,
      ];
    case 'protect': {
      // The cmdlet looks in the vault's subscription alone unless it is told (azure-powershell 29799).
      const home = subscriptionOf(change.vmId);
      const across = home === subscriptionOf(vaultId) ? '' : ` -ContainerSubscriptionId ${ps(home)}`;
      return [
        ...vault,
        policy(change.policyName),
        `${enable} -Name ${vm} -ResourceGroupName ${group}${across} ${inVault}`,
      ];
    }
    case 'resume-protection':
      return [...vault, ...item, policy(change.policyName), `${enable} -Item $item ${inVault}`];
    case 'hold':
      return [...vault, ...item, ...(change.raises ? raisePs(change.raises) : []), disable(change.suspends)];
    case 'raise-retention':
      return [...vault, ...item, ...raisePs(change.raises)];
    case 'stop-protection':
    case 'suspend-protection':
      return [...vault, ...item, disable(change.kind === 'suspend-protection')];
    case 'undelete':
      return [...vault, ...item, `Undo-AzRecoveryServicesBackupItemDeletion -Item $item -Force ${inVault}`];
  }
}
