/** The fields of IaasVMRestoreRequest that the world acts on. */
export type RestoreRequest = {
  objectType?: string;
  recoveryPointId?: string;
  recoveryType?: string;
  sourceResourceId?: string;
  targetResourceGroupId?: string;
  storageAccountId?: string;
  region?: string;
  restoreDiskLunList?: number[];
  targetVirtualMachineId?: string;
  virtualNetworkId?: string;
  subnetId?: string;
  diskEncryptionSetId?: string;
  identityBasedRestoreDetails?: { targetStorageAccountId?: string };
};

/** The staging account, however the request names it. */
export function stagingAccountId(request: RestoreRequest): string {
  return request.storageAccountId || request.identityBasedRestoreDetails?.targetStorageAccountId || '';
}
