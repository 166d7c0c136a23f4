import {
  azItem,
  azVault,
  type ChangeLines,
  findItemPs,
  type HandItem,
  inVaultPs,
  itemLines,
} from '../../requests/rules/change-lines.ts';
import { type Raises, raiseAz, raisePs } from './raise-by-hand.ts';

/** @param suspends points of an immutable vault stay as long as its policy says */
export function stopByHand(item: HandItem, suspends: boolean): ChangeLines {
  return itemLines(item, { az: [stopAz(item, suspends)], powershell: [...findItemPs(item), stopPs(suspends)] });
}

/** Backups stop, after the machine went over to a policy that keeps longer. */
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
