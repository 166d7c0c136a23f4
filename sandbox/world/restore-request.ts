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
  zones?: string[];
  diskEncryptionSetId?: string;
  securedVMDetails?: {
    securedVMOsDiskEncryptionSetId?: string;
    /** Unknown to versions before 2026-07-01. */
    dataDiskEncryptionSettings?: {
      perDiskEncryptionSetIds?: { lun: number; diskEncryptionSetId: string }[];
      dataDiskEncryptionSetId?: string;
    };
  };
  targetDiskNetworkAccessSettings?: { targetDiskNetworkAccessOption?: string; targetDiskAccessId?: string };
  /** Requests of a Resource Guard; unknown to versions before 2024-04-01. */
  resourceGuardOperationRequests?: string[];
  identityInfo?: { isSystemAssignedIdentity?: boolean; managedIdentityResourceId?: string };
  identityBasedRestoreDetails?: { targetStorageAccountId?: string };
};

/** The staging account, in whichever member the request names it. */
export function stagingAccountId(request: RestoreRequest): string {
  return request.storageAccountId || request.identityBasedRestoreDetails?.targetStorageAccountId || '';
}

/**
 * The disk encryption set that a request names for a confidential disk; a list by LUN overrides the one for all
 * (documented).
 */
export function secureSetIn({ securedVMDetails: named }: RestoreRequest, lun: number): string | undefined {
  if (lun < 0) return named?.securedVMOsDiskEncryptionSetId;
  const { perDiskEncryptionSetIds, dataDiskEncryptionSetId } = named?.dataDiskEncryptionSettings ?? {};
  if (!perDiskEncryptionSetIds) return dataDiskEncryptionSetId;
  return perDiskEncryptionSetIds.find((one) => one.lun === lun)?.diskEncryptionSetId;
}

/** Resource group for the restored disks; empty for none. */
export function groupOfDisks({
  recoveryType,
  sourceResourceId = '',
  targetResourceGroupId = '',
}: RestoreRequest): string {
  if (recoveryType !== 'OriginalLocation') return targetResourceGroupId;
  return sourceResourceId.replace(/\/providers\/.*$/i, '');
}
