import { askAll, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseVaultId, type Ref } from './parse/arm-id.ts';
import { count, text } from './parse/values.ts';

export type VaultUsages = {
  /** How many VMs a vault protects, soft-deleted ones included; undefined where Azure does not say. */
  protectedMachines(vault: Ref): Promise<number | undefined>;
};

export function createVaultUsages(clients: ClientsOf): VaultUsages {
  return {
    async protectedMachines(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupUsageSummaries } = clients(subscriptionId).reading.backup;
      const filter = "type eq 'BackupProtectedItemCountSummary'";
      const summaries = await askAll(
        backupUsageSummaries.list(name, resourceGroup, { ...wholePages, filter }),
        (one) => (/^azureiaasvm$/i.test(text(one.name?.value) ?? '') ? count(one.currentValue) : undefined),
      );
      return summaries[0];
    },
  };
}
