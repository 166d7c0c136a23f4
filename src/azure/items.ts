import type { Clock } from '../kernel/clock.ts';
import type { ProtectedItemFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, wholePages } from './ask.ts';
import type { ClientsOf } from './clients.ts';
import { parseItemId, parseVaultId, type Ref } from './parse/arm-id.ts';
import { parseItem } from './parse/item.ts';

export type Items = {
  /** Protected VMs of a vault, stopped and soft-deleted ones included. */
  list(vault: Ref): Promise<ProtectedItemFacts[]>;
  get(item: Ref): Promise<ProtectedItemFacts | undefined>;
};

export function createItems(clients: ClientsOf, clock: Clock): Items {
  return {
    list(vault) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(vault);
      const { backupProtectedItems } = clients(subscriptionId).reading.backup;
      const filter = "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'";
      const now = clock.now();
      return askAll(backupProtectedItems.list(name, resourceGroup, { ...wholePages, filter }), (item) =>
        parseItem(item, now),
      );
    },
    async get(ref) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { protectedItems } = clients(subscriptionId).reading.backup;
      const found = await askIfThere(() => protectedItems.get(name, resourceGroup, 'Azure', containerName, itemName));
      return found && parseItem(found, clock.now());
    },
  };
}
