/** The fields of IaasVMRestoreRequest that Strongroom sends. Addresses of keys, never key material. */
export type RestoreBody = {
  objectType: 'IaasVMRestoreRequest' | 'IaasVMRestoreWithRehydrationRequest';
  /** Member of the second object type only. */
  recoveryPointRehydrationInfo?: { rehydrationRetentionDuration: string; rehydrationPriority: RehydrationPriority };
  recoveryPointId: string;
  recoveryType: 'RestoreDisks' | 'AlternateLocation' | 'OriginalLocation';
  sourceResourceId: string;
  /** The staging account. If it allows no shared keys, identityInfo and the account's details are sent instead. */
  storageAccountId?: string;
  identityInfo?:
    | { isSystemAssignedIdentity: true }
    | { isSystemAssignedIdentity: false; managedIdentityResourceId: string };
  identityBasedRestoreDetails?: { targetStorageAccountId: string };
  region: string;
  createNewCloudService: boolean;
  originalStorageAccountOption: boolean;
  targetResourceGroupId?: string;
  targetVirtualMachineId?: string;
  virtualNetworkId?: string;
  subnetId?: string;
  encryptionDetails?: {
    encryptionEnabled: true;
    kekUrl?: string;
    kekVaultId?: string;
    secretKeyUrl: string;
    secretKeyVaultId: string;
  };
  restoreDiskLunList?: number[];
  restoreWithManagedDisks?: boolean;
  diskEncryptionSetId?: string;
  securedVMDetails?: {
    securedVMOsDiskEncryptionSetId: string;
    dataDiskEncryptionSettings?: { perDiskEncryptionSetIds: { lun: number; diskEncryptionSetId: string }[] };
  };
  zones?: string[];
  targetDiskNetworkAccessSettings?: { targetDiskNetworkAccessOption: 'SameAsOnSourceDisks' };
};

export type RehydrationPriority = 'Standard' | 'High';
