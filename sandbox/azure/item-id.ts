import type { ProtectedItem } from '../world/vault.ts';

export function itemId(item: ProtectedItem): string {
  return `${item.vault.id}/backupFabrics/Azure/protectionContainers/${item.containerName}/protectedItems/${item.itemName}`;
}
