import { ps, sh } from '../../kernel/quote.ts';
import { azVault, type ChangeLines, inVaultPs, vaultLines } from '../../requests/rules/change-lines.ts';

/** @param jobId its GUID */
export function cancelByHand(vaultId: string, jobId: string): ChangeLines {
  return vaultLines(vaultId, {
    az: [`az backup job stop ${azVault(vaultId)} --name ${sh(jobId)}`],
    powershell: [`Stop-AzRecoveryServicesBackupJob -JobId ${ps(jobId)} ${inVaultPs}`],
  });
}
