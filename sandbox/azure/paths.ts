/** Path templates as Microsoft's specifications write them. */
export const subscription = '/subscriptions/{subscriptionId}';
export const group = `${subscription}/resourceGroups/{resourceGroupName}`;
export const vaultPath = `${group}/providers/Microsoft.RecoveryServices/vaults/{vaultName}`;
export const itemPath = `${vaultPath}/backupFabrics/{fabricName}/protectionContainers/{containerName}/protectedItems/{protectedItemName}`;
export const pointPath = `${itemPath}/recoveryPoints/{recoveryPointId}`;
