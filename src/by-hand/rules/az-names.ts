import { nameOf, resourceGroupIdOf } from '../../kernel/arm-id.ts';

/**
 * The resource group of a machine that az finds no backup of: it compares the group's name with an id in which Azure
 * writes letters outside ASCII percent-encoded (2.74; Azure/azure-cli 25154). `az rest` sends what it is given.
 */
export function groupBeyondAz(vmId: string): string | undefined {
  const group = nameOf(resourceGroupIdOf(vmId));
  return /^[\x20-\x7e]*$/.test(group) ? undefined : group;
}
