import { resourceId } from '../world/arm-id.ts';
import type { ArmResource } from '../world/resources.ts';
import type { ProtectedItem, Vault } from '../world/vault.ts';
import { type Context, param } from './call.ts';
import { AzureError, groupNotFound, resourceNotFound } from './errors.ts';

/** Finds the resource in the path, or refuses as Azure does. */
export function theVault(context: Context): Vault {
  const name = param(context, 'vaultName');
  const id = resourceId(param(context, 'subscriptionId'), theGroup(context), 'Microsoft.RecoveryServices/vaults', name);
  const vault = context.world.vault(id);
  if (!vault) throw resourceNotFound(`Microsoft.RecoveryServices/vaults/${name}`, theGroup(context));
  return vault;
}

/** The name of the resource group in the path, if there is such a group. */
export function theGroup(context: Context): string {
  const name = param(context, 'resourceGroupName');
  const group = context.world.resources.get(
    `/subscriptions/${param(context, 'subscriptionId')}/resourceGroups/${name}`,
  );
  if (!group) throw groupNotFound(name);
  return name;
}

export function theItem(context: Context): ProtectedItem {
  const vault = theVault(context);
  const item = vault.items.get(param(context, 'protectedItemName').toLowerCase());
  const container = param(context, 'containerName').toLowerCase();
  if (!item || item.containerName.toLowerCase() !== container)
    throw notInVault('The specified protected item was not found.');
  return item;
}

/** @param names the names along the type, e.g. VM and extension */
export function theResource(context: Context, type: string, ...names: string[]): ArmResource {
  const group = theGroup(context);
  const id = resourceId(param(context, 'subscriptionId'), group, type, ...names);
  const found = context.world.resources.get(id);
  if (!found) throw resourceNotFound(`${type}/${names.join('/')}`, group);
  return found;
}

/** A 404 for what a vault does not contain. Status, code and text are modelled. */
export function notInVault(message: string): AzureError {
  return new AzureError(404, 'ResourceNotFound', message);
}

export function itemId(item: ProtectedItem): string {
  return `${item.vault.id}/backupFabrics/Azure/protectionContainers/${item.containerName}/protectedItems/${item.itemName}`;
}

/** Path templates as Microsoft's specifications write them. */
export const subscription = '/subscriptions/{subscriptionId}';
export const group = `${subscription}/resourceGroups/{resourceGroupName}`;
export const vaultPath = `${group}/providers/Microsoft.RecoveryServices/vaults/{vaultName}`;
export const itemPath = `${vaultPath}/backupFabrics/{fabricName}/protectionContainers/{containerName}/protectedItems/{protectedItemName}`;
export const pointPath = `${itemPath}/recoveryPoints/{recoveryPointId}`;
