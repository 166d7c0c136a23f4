import { nameOf, resourceGroupIdOf, subscriptionOf } from '../../kernel/arm-id.ts';
import { ps, sh } from '../../kernel/quote.ts';
import type { ChangeLines } from '../../requests/rules/hand-lines.ts';
import { groupBeyondAz } from './az-names.ts';
import { findVaultPs, vaultOptions } from './in-vault.ts';
import { armUrl, backupVersion, pathOf, restLine } from './rest-line.ts';
import { chainPowerShell } from './typed-lines.ts';

/** A protected item. Ids are ARM's. */
export type HandItem = { vaultId: string; vmId: string; containerName: string; itemName: string };

/** Behind a cmdlet: $vault is there. */
export const inVaultPs = '-VaultId $vault.ID';

/** As the commands of `az backup` name the vault. */
export function azVault(vaultId: string): string {
  return vaultOptions(vaultOf(vaultId));
}

/** As `az backup protection` names the item; `az backup item` calls it by another name. */
export function azItem({ containerName, itemName }: HandItem, flag: '--item-name' | '--name' = '--item-name'): string {
  return `--container-name ${sh(containerName)} ${flag} ${sh(itemName)} --backup-management-type AzureIaasVM`;
}

/** Makes $item. */
export function findItemPs({ vmId }: HandItem): string[] {
  const [vm, group] = [ps(nameOf(vmId)), ps(nameOf(resourceGroupIdOf(vmId)))];
  return [
    `$container = Get-AzRecoveryServicesBackupContainer -ContainerType AzureVM -FriendlyName ${vm} -ResourceGroupName ${group} ${inVaultPs}`,
    `$item = Get-AzRecoveryServicesBackupItem -Container $container -WorkloadType AzureVM ${inVaultPs}`,
  ];
}

/** @param az chained, so that nothing runs after what failed @param powershell $vault is there */
export function vaultLines(vaultId: string, { az, powershell }: { az: string[]; powershell: string[] }): ChangeLines {
  const { subscriptionId, ...named } = vaultOf(vaultId);
  const last = az.length - 1;
  return {
    az: az.map((line, at) => (at < last ? `${line} &&` : line)),
    powershell: chainPowerShell([
      `Set-AzContext -Subscription ${ps(subscriptionId)}`,
      findVaultPs(named),
      ...powershell,
    ]),
  };
}

/**
 * @param rest the request itself, for an item that az does not find. None for what a Resource Guard may hold up, whose
 *   request only the tools look up.
 */
export function itemLines(
  item: HandItem,
  { rest, ...lines }: { az: string[]; powershell: string[]; rest?: string },
): ChangeLines {
  const group = groupBeyondAz(item.vmId);
  if (group === undefined) return vaultLines(item.vaultId, lines);
  if (rest !== undefined) return vaultLines(item.vaultId, { ...lines, az: [rest] });
  return { ...vaultLines(item.vaultId, lines), beyondAz: group };
}

/** A change of the item. */
export function putItemLine(item: HandItem, properties: object): string {
  return restLine({
    method: 'put',
    url: armUrl(itemPath(item), backupVersion),
    body: {
      properties: {
        protectedItemType: 'Microsoft.Compute/virtualMachines',
        sourceResourceId: item.vmId,
        ...properties,
      },
    },
  });
}

/** Something that is asked of the item. */
export function postItemLine(item: HandItem, action: string, properties: object): string {
  return restLine({
    method: 'post',
    url: armUrl(`${itemPath(item)}/${action}`, backupVersion),
    body: { properties },
  });
}

function itemPath({ vaultId, containerName, itemName }: HandItem): string {
  return pathOf(`${vaultId}/backupFabrics/Azure/protectionContainers/${containerName}/protectedItems/${itemName}`);
}

function vaultOf(id: string) {
  return { subscriptionId: subscriptionOf(id), resourceGroup: nameOf(resourceGroupIdOf(id)), name: nameOf(id) };
}
