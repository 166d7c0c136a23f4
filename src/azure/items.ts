import type { Clock } from '../kernel/clock.ts';
import type { ProtectedItemFacts } from '../kernel/facts.ts';
import { askAll, askIfThere, firstTaken, wholePages } from './ask.ts';
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
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const filter = "backupManagementType eq 'AzureIaasVM' and itemType eq 'VM'";
      const now = clock.now();
      const read = ({ backupProtectedItems }: typeof backup) =>
        askAll(backupProtectedItems.list(name, resourceGroup, { ...wholePages, filter }), (item) =>
          parseItem(item, now),
        );
      return firstTaken(
        () => read(newerBackup),
        () => read(backup),
      );
    },
    async get(ref) {
      const { subscriptionId, resourceGroup, name } = parseVaultId(ref);
      const { containerName, itemName } = parseItemId(ref);
      const { backup, newerBackup } = clients(subscriptionId).reading;
      const read = ({ protectedItems }: typeof backup) =>
        askIfThere(() => protectedItems.get(name, resourceGroup, 'Azure', containerName, itemName));
      const found = await firstTaken(
        () => read(newerBackup),
        () => read(backup),
      );
      return found && parseItem(found, clock.now());
    },
  };
}
