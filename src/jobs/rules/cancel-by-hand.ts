import { azVault, inVaultPs, vaultLines } from '../../by-hand/rules/change-lines.ts';
import { ps, sh } from '../../kernel/quote.ts';
import type { ChangeLines } from '../../requests/rules/hand-lines.ts';

/** @param jobId its GUID */
export function cancelByHand(vaultId: string, jobId: string): ChangeLines {
  return vaultLines(vaultId, {
    az: [`az backup job stop ${azVault(vaultId)} --name ${sh(jobId)}`],
    powershell: [`Stop-AzRecoveryServicesBackupJob -JobId ${ps(jobId)} ${inVaultPs}`],
  });
}
