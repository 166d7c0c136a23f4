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

export function undeleteByHand(item: HandItem): ChangeLines {
  return itemLines(item, {
    az: [`az backup protection undelete ${azVault(item.vaultId)} ${azItem(item)} --workload-type VM`],
    powershell: [...findItemPs(item), `Undo-AzRecoveryServicesBackupItemDeletion -Item $item -Force ${inVaultPs}`],
    rest: putItemLine(item, { policyId: '', protectionState: 'ProtectionStopped', isRehydrate: true }),
  });
}
