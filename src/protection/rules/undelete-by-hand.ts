import {
  azItem,
  azVault,
  findItemPs,
  type HandItem,
  inVaultPs,
  itemLines,
  putItemLine,
} from '../../by-hand/rules/change-lines.ts';
import type { ChangeLines } from '../../requests/rules/hand-lines.ts';

export function undeleteByHand(item: HandItem): ChangeLines {
  return itemLines(item, {
    az: [`az backup protection undelete ${azVault(item.vaultId)} ${azItem(item)} --workload-type VM`],
    powershell: [...findItemPs(item), `Undo-AzRecoveryServicesBackupItemDeletion -Item $item -Force ${inVaultPs}`],
    rest: putItemLine(item, { policyId: '', protectionState: 'ProtectionStopped', isRehydrate: true }),
  });
}
