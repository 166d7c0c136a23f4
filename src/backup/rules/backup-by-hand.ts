import { ps } from '../../kernel/quote.ts';
import {
  azItem,
  azVault,
  type ChangeLines,
  findItemPs,
  type HandItem,
  inVaultPs,
  itemLines,
  postItemLine,
} from '../../requests/rules/change-lines.ts';

const dayMs = 86_400_000;

export function backupByHand(item: HandItem, keepUntil: Date): ChangeLines {
  const expiry = keepUntil.toISOString();
  // az takes a day and keeps it until that begins, in UTC.
  const nextMidnight = new Date(Math.ceil(keepUntil.getTime() / dayMs) * dayMs);
  const [year, month, day] = nextMidnight.toISOString().slice(0, 10).split('-');
  return itemLines(item, {
    az: [
      `az backup protection backup-now ${azVault(item.vaultId)} ${azItem(item)} --workload-type VM --retain-until ${day}-${month}-${year}`,
    ],
    powershell: [
      ...findItemPs(item),
      `Backup-AzRecoveryServicesBackupItem -Item $item -ExpiryDateTimeUTC ([datetime]${ps(expiry)}).ToUniversalTime() ${inVaultPs}`,
    ],
    rest: postItemLine(item, 'backup', { objectType: 'IaasVMBackupRequest', recoveryPointExpiryTimeInUTC: expiry }),
  });
}
